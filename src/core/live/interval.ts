/** How long to wait between two looks at something unfinished: by its age, by what failed, never below the advice. */
import type { PollingAdvice } from '../provider/provider.ts';

const second = 1000;
const minute = 60 * second;

/** For a service that advises nothing. */
export const usualAdvice: PollingAdvice = { atLeastMs: 5 * second, requests: 120, windowMs: minute };

/** No run of either service is meant to take longer (docs/contracts.md B5: up to 70 minutes). */
export const longestRunMs = 90 * minute;

/**
 * What has just begun changes by the second; what has gone on for long can wait, and what has outlived every
 * run can wait longer still.
 * @param ageMs since the youngest unfinished thing began; `undefined` when nobody knows
 */
export function intervalFor(ageMs: number | undefined, advice: PollingAdvice): number {
  return Math.max(advice.atLeastMs, byAge(ageMs ?? 0));
}

/** Doubles with each failure in a row, from 10 s up to 5 min. */
export function backoff(failures: number, intervalMs: number): number {
  const doubled = Math.max(10 * second, intervalMs) * 2 ** Math.min(10, Math.max(0, failures - 1));
  return Math.max(intervalMs, Math.min(5 * minute, doubled));
}

/**
 * Spreads windows and places apart. Only ever later, so that what a service advises holds.
 * @param random from 0 to 1
 */
export function jittered(ms: number, random: number): number {
  return Math.round(ms * (1 + 0.2 * random));
}

function byAge(ageMs: number): number {
  if (ageMs < minute) return 5 * second;
  if (ageMs < 5 * minute) return 10 * second;
  if (ageMs < 15 * minute) return 20 * second;
  if (ageMs < longestRunMs) return 45 * second;
  return 5 * minute;
}

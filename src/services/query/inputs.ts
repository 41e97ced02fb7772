/** Parts of the inputs that several questions take, each as it is checked and as a model is told of it. */
import * as z from 'zod/mini';
import type { SearchFilters } from '../../archive/archive.ts';
import { outcomes as allOutcomes } from '../../core/run/outcome.ts';
import { shortLine, visibleLine } from '../../core/kit/visible.ts';
import { momentOfWords } from '../search/query.ts';
import { Advice } from './question.ts';

/** Ids are the service's own, and there are long ones. */
const longest = 8192;

export const id = z.string().check(z.minLength(1), z.maxLength(longest));

export function idSchema(description: string) {
  return { type: 'string', minLength: 1, maxLength: longest, description } as const;
}

export const outcomes = z.optional(
  z
    .array(z.enum(['failed', 'errored', 'passed', 'stopped', 'running', 'queued', 'unknown']))
    .check(z.maxLength(7)),
);

export const outcomesSchema = {
  type: 'array',
  items: { type: 'string', enum: allOutcomes },
  maxItems: 7,
  description:
    'Only runs with one of these outcomes. failed: judged and not passed; errored: crashed and was not judged; unknown: no verdict was reported.',
} as const;

export const moment = z.optional(z.string().check(z.minLength(1), z.maxLength(40)));

export function momentSchema(which: string) {
  const description = `Only runs ${which}: 90min, 12h, 7d or 2w ago, today, yesterday, or a date such as 2026-11-22.`;
  return { type: 'string', minLength: 1, maxLength: 40, description } as const;
}

export const cursor = z.optional(z.string().check(z.minLength(1), z.maxLength(100)));

export const cursorSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  description: 'As the answer before named it, with all other input the same.',
} as const;

/** The place in a list where a cursor goes on. @throws Advice */
export function offsetOf(given: string | undefined): number {
  if (given === undefined) return 0;
  if (!/^\d{1,7}$/.test(given))
    throw new Advice('There is no such cursor. Leave it out to begin at the first.');
  return Number(given);
}

/** Of a cursor that leads behind the last entry, as where runs went since it was named. @param entries behind it */
export function nothingBehind(offset: number, entries: number): string[] {
  return offset > 0 && entries === 0 ? ['Nothing is behind this cursor: what came before it was all.'] : [];
}

/** @throws Advice for words that are no moment */
export function timeFilter(
  { since, before }: { readonly since?: string | undefined; readonly before?: string | undefined },
  now: number,
): Pick<SearchFilters, 'from' | 'to'> {
  const end = momentIn(before, now);
  return { from: momentIn(since, now), to: end === undefined ? undefined : end - 1 };
}

function momentIn(words: string | undefined, now: number): number | undefined {
  if (words === undefined) return undefined;
  const ms = momentOfWords(words, now);
  if (ms !== undefined) return ms;
  const given = shortLine(visibleLine(words), 40);
  throw new Advice(
    `"${given}" is no time that is understood here. Say 7d, 12h, today, or a date such as 2026-11-22.`,
  );
}

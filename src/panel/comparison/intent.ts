import { readPlace, readRef } from '../../core/run/refs.ts';
import { mostCompared } from '../../core/run/topic.ts';
import { isFields, isIndex, readAsked, readTold } from '../reading.ts';
import type { ComparisonIntent, RunsSubject, Subject } from './protocol.ts';

/** Reads a message from the page of a comparison; `undefined` for whatever is not exactly an intent. */
export function parseComparisonIntent(message: unknown): ComparisonIntent | undefined {
  if (!isFields(message)) return undefined;
  const { run, side, value } = message;
  switch (message['type']) {
    case 'ask':
      return readAsked(message);
    case 'ready':
      return { type: 'ready', generation: indexOf(message['generation']) };
    case 'openRun':
      return isIndex(run)
        ? { type: 'openRun', run, turn: indexOf(message['turn']), beside: message['beside'] === true }
        : undefined;
    case 'openBatch':
      return side === 'before' || side === 'now' ? { type: 'openBatch', side } : undefined;
    case 'swap':
      return { type: 'swap' };
    case 'threshold':
      return isShare(value) ? { type: 'threshold', value } : undefined;
    case 'reference':
      return isIndex(run) ? { type: 'reference', run } : undefined;
    case 'openDiff':
      return { type: 'openDiff', run: indexOf(run) };
    default:
      return readTold(message);
  }
}

/** Reads what a comparison remembered of itself; `undefined` when it is not to be trusted. */
export function parseComparisonState(state: unknown): { readonly subject: Subject } | undefined {
  if (!isFields(state) || state['version'] !== 1) return undefined;
  const subject = readSubject(state['subject']);
  return subject && { subject };
}

function readSubject(subject: unknown): Subject | undefined {
  if (!isFields(subject)) return undefined;
  if (subject['kind'] === 'runs') return readRuns(subject);
  if (subject['kind'] !== 'batches') return undefined;
  const [before, now] = [readPlace(subject['before']), readPlace(subject['now'])];
  return before && now ? { kind: 'batches', before, now } : undefined;
}

function readRuns({ runs, threshold, chosen }: Readonly<Record<string, unknown>>): RunsSubject | undefined {
  if (!Array.isArray(runs) || runs.length < 2 || runs.length > mostCompared) return undefined;
  const refs = runs.map(readRef).filter((ref) => ref !== undefined);
  if (refs.length !== runs.length) return undefined;
  return {
    ...{ kind: 'runs', runs: refs, chosen: chosen === true, atSplit: false },
    threshold: isShare(threshold) ? threshold : undefined,
  };
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function indexOf(value: unknown): number | undefined {
  return isIndex(value) ? value : undefined;
}

import { Refusal } from './api.ts';
import type { JsonObject } from './sampleData.ts';
import { objectOf } from './sampleData.ts';

/** Values of the query parameter `status`; batches themselves report none (docs/contracts.md A6). */
export const batchStatuses = ['STOPPED', 'IN_PROGRESS', 'COMPLETED', 'FAILED'] as const;
export type BatchStatus = (typeof batchStatuses)[number];

/** A batch fails when each of its runs ended in a technical error; a missed criterion is no such failure. */
export function batchStatus(batch: JsonObject, runs: readonly JsonObject[]): BatchStatus {
  if (typeof batch['completedAt'] !== 'number') return 'IN_PROGRESS';
  const metrics = runs.map((run) => objectOf(run, 'metrics'));
  if (metrics.some((reported) => reported?.['isBatchStopped'] === true)) return 'STOPPED';
  const failed = runs.length > 0 && metrics.every((reported) => reported && objectOf(reported, 'errorInfo'));
  return failed ? 'FAILED' : 'COMPLETED';
}

/**
 * Whether a record was made in the last e.g. `7d`, `30d` or `1y`.
 * @throws Refusal when `timespan` is of another form
 */
export function isWithin(record: JsonObject, timespan: string, now: number): boolean {
  const [, count, unit] = /^([1-9]\d{0,3})([dwmy])$/.exec(timespan) ?? [];
  const days = unit === undefined ? undefined : daysOf[unit];
  if (days === undefined)
    throw new Refusal('invalidArgument', 'timespan must be a number and a unit, e.g. 7d or 1y.', 'timespan');
  const createdAt = record['createdAt'];
  return typeof createdAt === 'number' && createdAt >= now - Number(count) * days * 86_400_000;
}

const daysOf: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };

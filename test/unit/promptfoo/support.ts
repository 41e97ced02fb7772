/** Made-up results of promptfoo, in the shapes of its table answer and of its files. */
import { ExactJson } from '../../../src/core/kit/exactJson.ts';
import { factValue } from '../../../src/core/run/facts.ts';
import type { Run, RunItem, RunRef } from '../../../src/core/run/run.ts';
import { readSaved } from '../../../src/providers/promptfoo/read.ts';

export const json = JSON.stringify;
export const ref: RunRef = { connection: 'p', path: ['eval:e1'], run: '0.0' };

/** A cell of the table that passed; what is given is laid over it. */
export function cell(over: Readonly<Record<string, unknown>> = {}) {
  return {
    ...{ id: 'c1', evalId: 'eval-abc-2026-11-20T10:00:00', promptIdx: 0, testIdx: 0 },
    testCase: {
      description: 'asks for red',
      vars: { lamp: 'red' },
      assert: [{ type: 'contains', value: 'red' }],
    },
    ...{ prompt: 'Which lamp is red?', promptId: 'p1', error: null, success: true, score: 1 },
    response: { output: 'The red one.', tokenUsage: { total: 12 }, cost: 0.25 },
    gradingResult: grading([part('red', true)]),
    ...{ namedScores: {}, provider: 'lamps v1', latencyMs: 20, cost: 0.25, metadata: {}, failureReason: 0 },
    ...{ persisted: true, text: 'The red one.', pass: true },
    ...over,
  };
}

export function grading(componentResults: readonly unknown[], over: Readonly<Record<string, unknown>> = {}) {
  return { pass: true, score: 1, reason: 'All assertions passed', componentResults, ...over };
}

export function part(value: string, pass: boolean, assertion: Readonly<Record<string, unknown>> = {}) {
  return {
    ...{ pass, score: pass ? 1 : 0, reason: pass ? 'Assertion passed' : `Expected "${value}"` },
    assertion: { type: 'contains', value, ...assertion },
  };
}

export interface TableOver {
  readonly total?: number;
  readonly filtered?: number;
  readonly stats?: Readonly<Record<string, unknown>>;
  readonly prompts?: readonly unknown[];
  readonly version?: number;
}

/** A table answer; each row is a list of cells in the order of the prompts. */
export function table(
  rows: readonly { readonly testIdx: number; readonly outputs: readonly unknown[] }[],
  { total = rows.length, filtered = total, stats, prompts, version = 4 }: TableOver = {},
): string {
  return json({
    table: {
      head: {
        prompts: prompts ?? [
          { label: 'short', provider: 'lamps v1' },
          { label: 'long', provider: 'lamps v1' },
        ],
        vars: ['lamp'],
      },
      body: rows.map((row) => ({ ...row, vars: ['red'], test: {} })),
    },
    ...{ totalCount: total, filteredCount: filtered, filteredMetrics: null, author: null, version },
    config: { providers: [{ id: 'x', config: { apiKey: 'sk-of-the-config' } }] },
    ...{
      id: 'eval-abc-2026-11-20T10:00:00',
      stats: stats ?? { successes: 1, failures: 0, errors: 0, durationMs: 9 },
    },
  });
}

export function runFrom(value: unknown): Run {
  const item = itemFrom(value);
  if (item.kind === 'run') return item;
  throw new Error(`broken: ${item.problem}`);
}

export function itemFrom(value: unknown): RunItem {
  return readSaved(typeof value === 'string' ? value : json(value), ref);
}

export function saidBy({ turns = [] }: Pick<Run, 'turns'>) {
  return turns.map(({ role, text }) => [role, text]);
}

export function figures(run: Run) {
  return Object.fromEntries(
    ['model', 'prompt', 'score', 'costUsd', 'tokens'].map((key) => [key, factValue(run, key)]),
  );
}

export const nowhere = new ExactJson(() => undefined);

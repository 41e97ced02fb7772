/** Runs of a batch, made of what a test wants to say of them. */
import type { Criterion, Met, Run, Turn } from '../../../src/core/run/run.ts';
import { makeRun } from '../../webview/support/runs.ts';

export interface Said {
  readonly outcome?: 'passed' | 'failed' | 'errored' | 'stopped' | 'running' | 'unknown';
  /** Names to what the judge said. */
  readonly criteria?: Readonly<Record<string, boolean | null | string>>;
  readonly more?: Partial<Run>;
}

/** The `sequence`-th run of batch `b`. */
export function runOf(sequence: number, { outcome = 'passed', criteria = {}, more = {} }: Said = {}): Run {
  return makeRun({
    ref: { connection: 'c', path: ['b'], run: `run-${sequence}` },
    title: `Run ${sequence}`,
    sequence,
    state: outcome === 'stopped' || outcome === 'running' ? outcome : 'finished',
    verdict: outcome === 'passed' || outcome === 'failed' ? outcome : 'none',
    error: outcome === 'errored' ? { message: 'broke', technicalDetails: undefined } : undefined,
    reason: undefined,
    criteria: Object.entries(criteria).map(([name, said]) => criterion(name, said)),
    turns: [],
    facts: [],
    duration: undefined,
    ...more,
  });
}

/** @param said a text is the reason of a criterion that was not met */
function criterion(name: string, said: boolean | null | string): Criterion {
  const met: Met = said === null ? 'notReported' : said === true ? 'met' : 'notMet';
  return {
    ...{ name, text: `${name}, please`, type: 'text', met, score: undefined, weight: undefined },
    ...{ required: undefined, reason: typeof said === 'string' ? said : undefined, turn: undefined },
    ...{ raw: undefined, result: undefined },
  };
}

export function turnOf(text: string | undefined, more: Partial<Turn> = {}): Turn {
  return {
    ...{ id: undefined, sequence: undefined, role: undefined, text, data: undefined, blocks: [] },
    ...{ createdAt: undefined, extra: undefined, ...more },
  };
}

/** So many runs that passed, then so many that failed. */
export function batchOf(passed: number, failed: number, batch = 'b'): Run[] {
  return Array.from({ length: passed + failed }, (_, index) =>
    runOf(index + 1, {
      outcome: index < passed ? 'passed' : 'failed',
      more: { ref: { connection: 'c', path: [batch], run: `run-${index + 1}` } },
    }),
  );
}

/** Another order, the same on every machine. */
export function shuffled<T>(items: readonly T[]): T[] {
  const odd = items.filter((_, index) => index % 2 === 1);
  const even = items.filter((_, index) => index % 2 === 0);
  return [...odd.toReversed(), ...even];
}

/** Made-up batches. */
import type { Outcome, Run } from '../../../src/core/run/run.ts';
import { batchPlace } from './fakeBatch.ts';
import { given, makeCriterion, makeRun } from './runs.ts';

/** The `number`-th run; what it missed, by name, with the judge's words. */
export function batchRun(
  number: number,
  outcome: Outcome,
  missed: Readonly<Record<string, string>> = {},
  more: Partial<Run> = {},
): Run {
  const judged = outcome === 'passed' || outcome === 'failed';
  const ended = judged || outcome === 'errored' || outcome === 'unknown';
  return makeRun({
    ref: { ...batchPlace, run: `run-${number}` },
    title: `Run ${number}`,
    sequence: number,
    state: ended ? 'finished' : outcome,
    verdict: judged ? outcome : 'none',
    reason: outcome === 'failed' ? `criterion not met: ${Object.keys(missed).join(', ')}` : undefined,
    error:
      outcome === 'errored' ? { message: 'Gateway timeout', technicalDetails: { code: 504 } } : undefined,
    criteria: ['Order Located', 'Rule Cited', 'Polite'].map((name) =>
      makeCriterion(name, {
        met: !judged ? 'notReported' : missed[name] === undefined ? 'met' : 'notMet',
        reason: missed[name],
        text: `${name}, as agreed`,
      }),
    ),
    turns: undefined,
    duration: judged ? { ms: 20_000 + number * 1000, raw: number, assumedUnit: false } : undefined,
    ...more,
  });
}

/** Twenty runs: eleven passed, five missed one criterion, three another, one errored. */
export function nightly(): Run[] {
  return Array.from({ length: 20 }, (_, index) => {
    const number = index + 1;
    if (number % 4 === 0) return batchRun(number, 'failed', { 'Rule Cited': `No rule for case ${number}.` });
    if ([3, 9, 15].includes(number)) return batchRun(number, 'failed', { 'Order Located': 'Never asked.' });
    return batchRun(number, number === 7 ? 'errored' : 'passed');
  });
}

/** Runs of a task: figures, and no criteria. */
export function taskRuns(count: number): Run[] {
  return Array.from({ length: count }, (_, index) =>
    makeRun({
      ref: { ...batchPlace, run: `run-${index + 1}` },
      provider: 'promptingCompany',
      title: `Attempt ${index + 1}`,
      sequence: index + 1,
      verdict: index % 3 === 0 ? 'failed' : 'passed',
      reason: index % 3 === 0 ? `score ${index} of 100` : undefined,
      turns: undefined,
      facts: given({ score: 100 - index, costUsd: 0.01 * (index + 1) }),
      duration: { ms: 60_000 + index * 500, raw: index, assumedUnit: false },
    }),
  );
}

/** Every third run failed, by two criteria that change from run to run. */
export function largeBatch(runs: number, criteria: number): Run[] {
  const names = Array.from({ length: criteria }, (_, index) => `Criterion ${index + 1}`);
  return Array.from({ length: runs }, (_, index) => {
    const failed = index % 3 === 0;
    const missed = (at: number) => failed && (at === index % 7 || at === (index * 3) % criteria);
    const number = index + 1;
    return batchRun(
      number,
      failed ? 'failed' : 'passed',
      {},
      {
        criteria: names.map((name, at) =>
          makeCriterion(name, {
            met: missed(at) ? 'notMet' : 'met',
            reason: missed(at) ? `The agent never said it in case ${number}.` : undefined,
          }),
        ),
      },
    );
  });
}

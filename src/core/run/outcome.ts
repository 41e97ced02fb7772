import type { Outcome, Run, RunItem } from './run.ts';

/** All there are, those first that somebody looks for most. */
export const outcomes: readonly Outcome[] = [
  'failed',
  'errored',
  'passed',
  'stopped',
  'running',
  'queued',
  'unknown',
];

/**
 * What the icon shows. The order is that of docs/contracts.md A6: an error outranks what may have been judged
 * before it, a stop outranks the default verdict of an interrupted run, and a run that finished without a
 * verdict says so instead of passing.
 */
export function outcomeOf(run: Pick<Run, 'state' | 'verdict' | 'error'>): Outcome {
  if (run.error) return 'errored';
  if (run.state === 'stopped') return 'stopped';
  if (run.verdict === 'passed') return 'passed';
  if (run.verdict === 'failed') return 'failed';
  switch (run.state) {
    case 'queued':
      return 'queued';
    case 'running':
      return 'running';
    case 'finished':
    case 'unknown':
      return 'unknown';
  }
}

/** {@link outcomeOf} for rows: a run that could not be read has no outcome that anyone reported. */
export function outcomeOfItem(item: RunItem): Outcome {
  return item.kind === 'run' ? outcomeOf(item) : 'unknown';
}

/** Whether the run can still change at the service. */
export function isUnfinished(run: Pick<Run, 'state'>): boolean {
  return run.state === 'queued' || run.state === 'running';
}

export function isFailure(outcome: Outcome): boolean {
  return outcome === 'failed' || outcome === 'errored';
}

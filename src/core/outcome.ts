import type { Outcome, Run, RunItem } from './run.ts';

/**
 * What the icon shows. An error outranks everything the judge may have said about the part before it; a
 * stopped run keeps a verdict that was given; a run that finished without a verdict is honest about it.
 */
export function outcomeOf(run: Pick<Run, 'state' | 'verdict' | 'error'>): Outcome {
  if (run.error) return 'errored';
  if (run.verdict === 'passed') return 'passed';
  if (run.verdict === 'failed') return 'failed';
  switch (run.state) {
    case 'stopped':
      return 'stopped';
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

const failures: ReadonlySet<Outcome> = new Set(['failed', 'errored']);

export function isFailure(outcome: Outcome): boolean {
  return failures.has(outcome);
}

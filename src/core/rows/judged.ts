/** How many runs of a batch passed, failed and so on, and what that makes of the whole. */
import { filesConnection } from '../provider/runFiles.ts';
import type { Listing } from '../store/listing.ts';
import { outcomeOfItem } from '../run/outcome.ts';
import type { Collection, Outcome, RunItem } from '../run/run.ts';
import { runsAmong } from './view.ts';

/** Verdicts of the runs of a collection that are known; `complete` when that is all of them. */
export interface Judged {
  readonly runs: number;
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly unfinished: number;
  readonly complete: boolean;
  /** Counted in the archive, and not among what is loaded. */
  readonly kept?: true;
}

export function judgedOf(listing: Listing | undefined): Judged | undefined {
  if (!listing) return undefined;
  const runs = runsAmong(listing.items).filter(isRun);
  if (runs.length === 0) return undefined;
  const count = { passed: 0, failed: 0, errored: 0, unfinished: 0 };
  for (const run of runs) {
    const outcome = outcomeOfItem(run);
    if (outcome === 'running' || outcome === 'queued') count.unfinished++;
    if (outcome === 'passed' || outcome === 'failed' || outcome === 'errored') count[outcome]++;
  }
  return { runs: runs.length, ...count, complete: listing.loaded && listing.next === undefined };
}

/** A line of a file that nobody knows is shown with its problem, but is no run that did not pass. */
function isRun(item: RunItem): boolean {
  return item.kind === 'run' || item.provider !== filesConnection.provider;
}

/** What the service itself counts, where it counts verdicts. */
export function judgedByService({ counts }: Collection): Judged | undefined {
  const { runs, passed, failed = 0, completed = runs } = counts ?? {};
  if (runs === undefined || passed === undefined || completed === undefined) return undefined;
  return { runs, passed, failed, errored: 0, unfinished: Math.max(0, runs - completed), complete: true };
}

/** @param reported what the service says of the whole */
export function outcomeOfRuns(judged: Judged, reported: Outcome | undefined): Outcome {
  if (judged.failed > 0) return 'failed';
  if (judged.errored > 0) return 'errored';
  if (judged.unfinished > 0) return 'running';
  if (judged.complete && judged.passed === judged.runs) return 'passed';
  return reported === 'stopped' || reported === 'running' ? reported : 'unknown';
}

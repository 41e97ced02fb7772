/** Whether what is watched has ended, and the one sentence that says how. */
import { formatCount, plural } from '../kit/format.ts';
import { t } from '../kit/l10n.ts';
import { commas, sentence } from '../kit/punctuation.ts';
import type { Listing } from '../store/listing.ts';
import { isFailure, outcomeOfItem } from '../run/outcome.ts';
import { outcomeWord } from '../run/outcomeWords.ts';
import type { Collection, RunItem, RunRef } from '../run/run.ts';
import { judgedOf } from '../rows/judged.ts';
import { arrangeRuns, defaultView, runsAmong } from '../rows/view.ts';
import { isGoing } from './going.ts';

export interface Ending {
  /** The verdict first, e.g. `7 of 10 passed: Order status.` */
  readonly sentence: string;
  /** The first that failed, as the tree orders them. */
  readonly failure: RunRef | undefined;
}

/** `undefined` while a run goes on. */
export function endingOfRun(run: RunItem, place: string | undefined): Ending | undefined {
  if (isGoing(run)) return undefined;
  const outcome = outcomeOfItem(run);
  const why = run.kind === 'run' && isFailure(outcome) ? run.reason : undefined;
  const ended = outcome === 'unknown' ? t('Finished without a verdict') : capital(outcomeWord(outcome));
  return {
    sentence: sentence(`${ended}: ${commas([place, run.title, why])}`),
    failure: isFailure(outcome) ? run.ref : undefined,
  };
}

/**
 * `undefined` while anything in it goes on, by its own word or that of its runs, and while nothing is known.
 * @param collection its row, as its parent's listing has it
 */
export function endingOfCollection(
  listing: Listing,
  collection: Collection | undefined,
  name: string,
): Ending | undefined {
  const runs = runsAmong(listing.items);
  const judged = judgedOf(listing);
  if (!listing.loaded || !judged || runs.some(isGoing)) return undefined;
  // The service may count runs that it does not list yet.
  const announced = collection && isGoing(collection) ? collection.counts?.runs : undefined;
  if (announced !== undefined && announced > runs.length && judged.complete) return undefined;
  const failures = arrangeRuns(runs, defaultView).filter((run) => isFailure(outcomeOfItem(run)));
  const of = judged.complete ? formatCount(judged.runs) : t('the newest {0}', formatCount(judged.runs));
  const errors = judged.errored > 0 ? plural(judged.errored, 'error') : undefined;
  const passed = t('{0} of {1} passed', formatCount(judged.passed), of);
  return {
    sentence: sentence(`${commas([passed, errors])}: ${name}`),
    failure: failures[0]?.ref,
  };
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

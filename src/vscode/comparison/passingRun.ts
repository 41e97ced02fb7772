/** From a failed run to the passed one that goes the same way for the longest. */
import { t } from '../../core/kit/l10n.ts';
import { nearestPassingRun, type Counterpart } from '../../analysis/align/counterpart.ts';
import { isRun } from '../../analysis/batch/runsInOrder.ts';
import { isExcerpt } from '../../core/run/edition.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import { placeOfRun } from '../../core/run/refs.ts';
import type { Run, RunItem, RunRef } from '../../core/run/run.ts';
import { sameRef } from '../../core/run/runSource.ts';
import { runsOf } from '../../core/rows/view.ts';
import { firstLimit, loadRuns } from '../../panel/batch/loading.ts';
import { inPieces, withCancel } from '../carryAnalysis.ts';
import { showInformation } from '../door.ts';
import type { ComparisonNeeds } from './needs.ts';

export async function compareWithPassingRun(needs: ComparisonNeeds, argument: unknown): Promise<void> {
  const ref = await needs.chooser.run(argument, t('Compare with Nearest Passing Run'));
  if (!ref) return;
  const found = await withCancel((signal) => search(needs, ref, signal), t('Looking for a passing run'));
  if (!found) return;
  if (typeof found === 'string') await showInformation(found);
  else (await needs.comparisons.get()).openRuns([ref, found.run.ref], { atSplit: true });
}

/** @returns a sentence where there is none */
async function search(
  { store, settings }: ComparisonNeeds,
  ref: RunRef,
  signal: AbortSignal,
): Promise<Counterpart | string> {
  const own = await store.load(ref, signal);
  if (!isRun(own) || !own.turns?.length) return t('This run has no transcript to compare.');
  const place = placeOfRun(ref);
  await store.open(place);
  await loadRuns(store, place, { limit: firstLimit, stopped: false });
  signal.throwIfAborted();
  const listing = store.listing(place);
  const passed = (listing ? runsOf(listing) : []).filter(
    (item): item is Run => isRun(item) && outcomeOf(item) === 'passed' && !sameRef(item.ref, ref),
  );
  if (passed.length === 0) return t('No other run of this batch passed.');
  const whole: RunItem[] = [];
  for (const run of passed) whole.push(await withTranscript(store, run, signal));
  const { similarityThreshold } = settings.analysis();
  const found = await inPieces(nearestPassingRun(own, whole, similarityThreshold), signal);
  return found ?? t('No run of this batch that passed has a transcript.');
}

/** Lists may hold a part of a run only. */
async function withTranscript(
  store: ComparisonNeeds['store'],
  run: Run,
  signal: AbortSignal,
): Promise<RunItem> {
  return isExcerpt(run) || run.turns === undefined ? store.load(run.ref, signal) : run;
}

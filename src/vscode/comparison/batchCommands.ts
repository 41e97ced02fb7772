/** Which two batches are compared. */
import { isObject } from '../../core/kit/json.ts';
import { t } from '../../core/kit/l10n.ts';
import { readPlace, type Place } from '../../core/run/refs.ts';
import type { Collection } from '../../core/run/run.ts';
import { keyOf } from '../../core/store/listing.ts';
import { batchBefore, batchesBeside } from '../../panel/comparison/previous.ts';
import { chooseBatch, pickBatch } from '../chooseBatch.ts';
import { showInformation } from '../door.ts';
import type { ComparisonNeeds } from './needs.ts';

/** Two selected rows, the two that an argument `{before, now}` names, or one and another that is picked. */
export async function compareBatches(needs: ComparisonNeeds, argument: unknown): Promise<void> {
  const named = namedPair(argument) ?? selectedPair(needs, argument);
  if (named) await open(needs, ...named);
  else await compareWithPicked(needs, await chooseBatch(needs, argument, t('Compare Batches')));
}

export async function compareWithPrevious(needs: ComparisonNeeds, argument: unknown): Promise<void> {
  const now = await chooseBatch(needs, argument, t('Compare with the One Before'));
  if (!now) return;
  const before = await batchBefore(needs.store, now);
  if (before) {
    await open(needs, before, now);
    return;
  }
  const other = t('Compare With...');
  const words = t('No batch before this one is known. The service or the archive may have none.');
  if ((await showInformation(words, other)) === other) await compareWithPicked(needs, now);
}

async function compareWithPicked(needs: ComparisonNeeds, one: Place | undefined): Promise<void> {
  if (!one) return;
  await needs.store.open({ connection: one.connection, path: one.path.slice(0, -1) });
  const beside = batchesBeside(needs.store, one);
  const other = await pickBatch(needs, t('Compare with...'), beside, one);
  if (other) await open(needs, ...inTime(needs, one, other));
}

async function open({ comparisons }: ComparisonNeeds, before: Place, now: Place): Promise<void> {
  if (keyOf(before) === keyOf(now)) {
    await showInformation(t('This is one and the same batch: choose two.'));
    return;
  }
  (await comparisons.get()).openBatches(before, now);
}

function namedPair(argument: unknown): [before: Place, now: Place] | undefined {
  if (!isObject(argument)) return undefined;
  const [before, now] = [readPlace(argument['before']), readPlace(argument['now'])];
  return before && now ? [before, now] : undefined;
}

function selectedPair(needs: ComparisonNeeds, argument: unknown): [before: Place, now: Place] | undefined {
  const batches = needs.chooser
    .rows(argument)
    .flatMap((row) => (row.kind === 'collection' && row.item.holds === 'runs' ? [row.item] : []));
  const [one, other] = batches;
  return batches.length === 2 && one && other ? inTime(needs, one, other) : undefined;
}

/** The older one is what it was before. */
function inTime({ store }: ComparisonNeeds, one: Place, other: Place): [before: Place, now: Place] {
  const at = (place: Place): number => madeAt(store.collection(place)) ?? 0;
  return at(one) > at(other) ? [other, one] : [one, other];
}

function madeAt(batch: Collection | undefined): number | undefined {
  return batch?.createdAt?.ms;
}

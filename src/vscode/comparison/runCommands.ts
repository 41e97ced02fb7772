/** Which runs are compared. */
import { isObject } from '../../core/kit/json.ts';
import { t } from '../../core/kit/l10n.ts';
import { readRef } from '../../core/run/refs.ts';
import type { RunRef } from '../../core/run/run.ts';
import { sameRef } from '../../core/run/runSource.ts';
import { mostCompared } from '../../core/run/topic.ts';
import { outcomeWord } from '../../core/run/outcomeWords.ts';
import { showBriefly, showInformation, showQuickPickOfMany } from '../door.ts';
import type { ComparisonNeeds } from './needs.ts';

/** The runs that are selected or named; one alone is compared with others that are picked. */
export async function compareRuns(needs: ComparisonNeeds, argument: unknown): Promise<void> {
  const reference = namedReference(argument);
  const named = namedRuns(argument) ?? selectedRuns(needs, argument);
  if (named.length > mostCompared) await openPicked(needs, named, named.slice(0, mostCompared));
  else if (named.length > 1) await open(needs, named, reference);
  else {
    const one = named[0] ?? (await needs.chooser.run(argument, t('Compare Runs')));
    if (!one) return;
    const beside = needs.store.siblings(one).map(({ ref }) => ref);
    await openPicked(needs, [one, ...beside.filter((ref) => !sameRef(ref, one))], [one]);
  }
}

export async function selectForCompare(needs: ComparisonNeeds, argument: unknown): Promise<void> {
  const run = await needs.chooser.run(argument, t('Select for Compare'));
  if (!run) return;
  needs.selected.set(run);
  showBriefly(t('Selected for compare: now choose Compare with Selected on another run'), 5000);
}

export async function compareWithSelected(needs: ComparisonNeeds, argument: unknown): Promise<void> {
  const first = needs.selected.run;
  if (!first) {
    await showInformation(t('Choose Select for Compare on a run first.'));
    return;
  }
  const second = await needs.chooser.run(argument, t('Compare with Selected'));
  if (second) await open(needs, [first, second], first);
}

/** @param reference the run that a person wants the others to be held against */
async function open(
  { comparisons }: ComparisonNeeds,
  runs: readonly RunRef[],
  reference?: RunRef,
): Promise<void> {
  const all = reference ? [reference, ...runs] : runs;
  const different = all.filter((ref, at) => all.findIndex((other) => sameRef(other, ref)) === at);
  if (different.length < 2) await showInformation(t('This is one and the same run: choose two.'));
  else (await comparisons.get()).openRuns(different, { chosen: reference !== undefined });
}

/** @param chosen those that are ticked at first */
async function openPicked(
  needs: ComparisonNeeds,
  runs: readonly RunRef[],
  chosen: readonly RunRef[],
): Promise<void> {
  const { store } = needs;
  if (runs.length < 2) {
    await showInformation(t('There is no other run here to compare it with.'));
    return;
  }
  const items = runs.map((ref) => {
    const item = store.peek(ref);
    const picked = chosen.includes(ref);
    return { label: item?.title ?? ref.run, description: reasonOf(item), ref, picked };
  });
  const picked = await showQuickPickOfMany(items, {
    title: t('Compare Runs'),
    placeHolder: t('Which ones? Two to {0}', mostCompared),
    matchOnDescription: true,
  });
  if (!picked) return;
  if (picked.length < 2 || picked.length > mostCompared)
    await showInformation(t('Two to {0} runs can be compared; you chose {1}.', mostCompared, picked.length));
  else
    await open(
      needs,
      picked.map(({ ref }) => ref),
    );
}

function reasonOf(item: ReturnType<ComparisonNeeds['store']['peek']>): string {
  if (!item || item.kind === 'broken') return '';
  return item.reason ?? (item.verdict === 'none' ? '' : outcomeWord(item.verdict));
}

/** A list of runs, or `{runs, reference}`. */
function namedRuns(argument: unknown): RunRef[] | undefined {
  const runs = isObject(argument) ? argument['runs'] : argument;
  if (!Array.isArray(runs)) return undefined;
  return runs.map(readRef).filter((ref) => ref !== undefined);
}

function namedReference(argument: unknown): RunRef | undefined {
  return isObject(argument) ? readRef(argument['reference']) : undefined;
}

function selectedRuns({ chooser }: ComparisonNeeds, argument: unknown): RunRef[] {
  const runs = chooser.rows(argument).flatMap((row) => (row.kind === 'run' ? [row.item.ref] : []));
  const named = chooser.namedRun(argument);
  return runs.length > 0 ? runs : named ? [named] : [];
}

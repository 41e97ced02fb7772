/** Filtering: by outcome and text over the loaded runs, by the fields that a service itself filters by. */
import { sent, t } from '../../core/kit/l10n.ts';
import type { ServiceFilterField } from '../../core/provider/provider.ts';
import { outcomes } from '../../core/run/outcome.ts';
import { outcomeWord } from '../../core/run/outcomeWords.ts';
import { listed } from '../../core/kit/lists.ts';
import type { TreeNeeds } from './needs.ts';
import { showInputBox, showQuickPick, showQuickPickOfMany } from '../door.ts';

/** First what to filter by, then the value. */
export async function filterRuns(needs: TreeNeeds): Promise<void> {
  const used = new Set(needs.connections.all().map((connection) => connection.provider));
  const fields = needs.connections.providers
    .filter(({ id }) => used.has(id))
    .flatMap((provider) => provider.serviceFilters.map((field) => ({ field, provider })));
  const byField = Map.groupBy(fields, ({ field }) => field.key);
  const items = [
    { label: t('Outcome'), description: t('of the loaded runs'), run: () => filterByOutcome(needs) },
    {
      label: t('Text'),
      description: t('in everything that the loaded runs report'),
      run: () => filterByText(needs),
    },
    ...[...byField.values()].map((same) => ({
      label: t(sent(same[0]?.field.label ?? '')),
      description: t('asked of {0}', listed(same.map(({ provider }) => t(sent(provider.label))))),
      run: () =>
        filterByField(
          needs,
          same.map(({ field }) => field),
        ),
    })),
  ];
  const picked = await showQuickPick(items, {
    title: t('Filter Runs'),
    placeHolder: t('Filter by what?'),
  });
  await picked?.run();
}

async function filterByOutcome(needs: TreeNeeds): Promise<void> {
  const items = outcomes.map((outcome) => ({
    label: outcomeWord(outcome),
    outcome,
    picked: needs.arrangement.options.outcomes.includes(outcome),
  }));
  const picked = await showQuickPickOfMany(items, {
    title: t('Filter Runs: Outcome'),
    placeHolder: t('Which outcomes? None means all.'),
  });
  if (picked)
    await needs.arrangement.change({
      outcomes: outcomes.filter((outcome) => picked.some((each) => each.outcome === outcome)),
    });
}

async function filterByText(needs: TreeNeeds): Promise<void> {
  const text = await showInputBox({
    title: t('Filter Runs: Text'),
    prompt: t('Runs that say this anywhere: in turns, criteria, reasons, errors or ids'),
    value: needs.arrangement.options.text,
  });
  if (text !== undefined) await needs.arrangement.change({ text: text.trim() });
}

async function filterByField(needs: TreeNeeds, fields: readonly ServiceFilterField[]): Promise<void> {
  const [field] = fields;
  if (!field) return;
  const runs = needs.store.loadedRuns();
  const seen = new Set(
    runs.flatMap((run) => fields.map((each) => each.suggest?.(run))).filter((value) => value !== undefined),
  );
  const value = await pickValue(
    t('Filter Runs: {0}', t(sent(field.label))),
    t(sent(field.placeholder)),
    [...seen].sort(),
    needs.arrangement.options.service[field.key],
  );
  if (value === undefined) return;
  const others = Object.entries(needs.arrangement.options.service).filter(([key]) => key !== field.key);
  const service = Object.fromEntries(value === '' ? others : [...others, [field.key, value]]);
  await needs.arrangement.change({ service });
}

/** A value from those seen, or any other; an empty one clears the filter. */
async function pickValue(
  title: string,
  placeHolder: string,
  seen: readonly string[],
  now: string | undefined,
): Promise<string | undefined> {
  const other = { label: t('Another value...'), value: undefined };
  const all = { label: t('All'), value: '' };
  if (seen.length > 0) {
    const picked = await showQuickPick([...seen.map((value) => ({ label: value, value })), all, other], {
      title,
      placeHolder,
    });
    if (picked !== other) return picked?.value;
  }
  const value = await showInputBox({ title, prompt: placeHolder, value: now ?? '' });
  return value?.trim();
}

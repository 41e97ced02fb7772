/** A filter from what the archive knows, for those who do not type it. */
import type * as vscode from 'vscode';
import type { Facets } from '../../archive/archive.ts';
import { outcomes } from '../../core/run/outcome.ts';
import { plural } from '../../core/kit/format.ts';
import { msg, sent, t } from '../../core/kit/l10n.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { outcomeWord } from '../../core/run/outcomeWords.ts';
import { factFilters } from '../../services/search/filters.ts';
import { withFilter } from '../../services/search/query.ts';
import type { SearchNeeds } from './needs.ts';
import { showInputBox, showQuickPick } from '../door.ts';

interface Value extends vscode.QuickPickItem {
  readonly value: string;
}

/** @returns the typed text with the filter; `undefined` when the person changed their mind */
export async function chooseFilter(
  { archive, providers }: Pick<SearchNeeds, 'archive' | 'providers'>,
  typed: string,
): Promise<string | undefined> {
  const archiving = await archive.get();
  const facets = await archiving?.archive.facets();
  if (!facets) return undefined;
  const kinds = kindsOf(providers, facets).filter(({ values }) => values.length > 0);
  const kind = await showQuickPick(kinds, {
    title: t('Search Transcripts: Filter'),
    placeHolder: t('Search only in runs with...'),
  });
  if (!kind) return undefined;
  const other: Value = { label: t('Another value...'), value: '' };
  const picked = await showQuickPick([...kind.values, ...(kind.free ? [other] : [])], {
    title: t('Search Transcripts: {0}', kind.label),
    placeHolder: `${kind.label}: ${kind.description}`,
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  const value = picked === other ? await ask(kind.label, kind.free ?? '') : picked.value;
  return value?.trim() ? withFilter(typed, kind.key, value, Date.now()) : undefined;
}

interface Kind extends vscode.QuickPickItem {
  readonly description: string;
  readonly key: string;
  readonly values: readonly Value[];
  /** What may be typed instead of one of the values. */
  readonly free?: string;
}

function kindsOf(providers: readonly Provider[], { connections, collections, facts, unmet }: Facets): Kind[] {
  const value = (name: string): Value => ({ label: name, value: name });
  const used = new Set(connections.map(({ provider }) => provider));
  const times = [
    { label: t('today'), value: 'today' },
    { label: t('yesterday'), value: 'yesterday' },
    ...[value('7d'), value('30d')],
  ];
  const places = new Map<string, Value>();
  for (const { label } of connections) places.set(label, { ...value(label), description: t('connection') });
  for (const { trail, runs } of collections)
    for (const [depth, title] of trail.entries())
      if (depth > 0 && !places.has(title))
        places.set(title, {
          ...value(title),
          description: [...trail.slice(0, depth), plural(runs, 'run')].join(' › '),
        });
  return [
    {
      key: 'outcome',
      label: t('Outcome'),
      description: t('how the run ended'),
      values: outcomes.map((outcome) => ({ label: outcomeWord(outcome), value: outcome })),
    },
    {
      key: 'in',
      label: t('Collection'),
      description: t('connection, or a collection below one'),
      values: [...places.values()],
    },
    {
      key: 'provider',
      label: t('Provider'),
      description: t('kind of service'),
      values: providers.filter(({ id }) => used.has(id)).map(({ id, label }) => ({ label, value: id })),
    },
    { key: 'criterion', label: t('Criterion'), description: t('that was not met'), values: unmet.map(value) },
    {
      key: 'error',
      label: t('Error'),
      description: t('words in the error message'),
      values: [value('timeout')],
      free: t('Words that the error message has'),
    },
    ...factFilters(providers).map(({ word, key, label }): Kind => ({
      key: word,
      label: t(sent(label)),
      description: t('that was reported of the run'),
      values: (facts[key] ?? []).map(value),
    })),
    { key: 'after', label: t('After'), description: t('runs since then'), values: times, free: t(dates) },
    { key: 'before', label: t('Before'), description: t('runs until then'), values: times, free: t(dates) },
  ];
}

const dates = msg('A day, month or year (2026-11-01, 2026-11, 2026), or how long ago (12h, 7d, 2w)');

function ask(label: string, prompt: string): Thenable<string | undefined> {
  return showInputBox({ title: t('Search Transcripts: {0}', label), prompt });
}

import type { Place } from '../../core/run/refs.ts';
import { dateWords } from '../../core/kit/dates.ts';
import { sent, t } from '../../core/kit/l10n.ts';
import type { Collection, RunItem } from '../../core/run/run.ts';
import type { BatchSource } from './source.ts';

export interface BatchNames {
  readonly title: string;
  /** The product's word for it: Simulation, Task. */
  readonly noun: string;
  /** Titles from the connection down to what is above the batch. */
  readonly trail: readonly string[];
}

/** What a batch and its surroundings are called, as far as store and archive know. */
export function namesOf(
  source: Pick<BatchSource, 'collection' | 'titles'>,
  place: Place,
  items: readonly RunItem[],
): BatchNames {
  const own = source.collection(place);
  const known = source.titles(place);
  const kept = items.find((item) => item.archived?.trail)?.archived?.trail ?? [];
  const titles = known.length > place.path.length || known.length >= kept.length ? known : kept;
  const isWhole = titles.length > place.path.length;
  return {
    title: ownTitle(own) ?? (isWhole ? titles.at(-1) : undefined) ?? t('Batch'),
    noun: own ? t(sent(own.noun)) : t('Batch'),
    trail: isWhole ? titles.slice(0, -1) : titles,
  };
}

/** As in its row: what has no name is called by its time. */
function ownTitle(own: Collection | undefined): string | undefined {
  const { nameless, createdAt, title } = own ?? {};
  if (!own || !nameless || createdAt?.ms === undefined) return title;
  // A message of its own: `{0} of {1}` is for counts.
  return t('{1} of {0}', dateWords(createdAt), t(sent(own.noun)));
}

/** How the reader wants runs sorted and filtered; applies to everything that is loaded. */
import type { Listing } from '../store/listing.ts';
import type { ServiceFilter, Sort } from '../provider/provider.ts';
import { t } from '../kit/l10n.ts';
import { commas } from '../kit/punctuation.ts';
import { searchedWords } from '../run/facts.ts';
import { outcomeOfItem } from '../run/outcome.ts';
import { outcomeWord } from '../run/outcomeWords.ts';
import type { Collection, Item, Outcome, RunItem } from '../run/run.ts';

export interface ViewOptions {
  readonly sort: Sort;
  /** Empty: every outcome. */
  readonly outcomes: readonly Outcome[];
  /** Looked for in everything that a run reports, case-insensitively; empty: no text filter. */
  readonly text: string;
  /** Filters that the services apply, by the keys of their providers. */
  readonly service: ServiceFilter;
  /** Provider id to one of its groupings. */
  readonly grouping: Readonly<Record<string, string>>;
  /** Failed runs of a batch stand below what they have in common. */
  readonly failureGroups: boolean;
}

export const defaultView: ViewOptions = {
  sort: 'failedFirst',
  outcomes: [],
  text: '',
  service: {},
  grouping: {},
  failureGroups: false,
};

/** Runs that failed or errored, beside whatever else is filtered. */
export const failuresOnly: Partial<ViewOptions> = { outcomes: ['failed', 'errored'] };

/** All runs that failed or errored, the newest first. */
export const latestFailures: Partial<ViewOptions> = {
  ...failuresOnly,
  text: '',
  service: {},
  sort: 'newest',
};

export function isFiltered(view: ViewOptions): boolean {
  return view.outcomes.length > 0 || view.text !== '' || Object.keys(view.service).length > 0;
}

/** The active filter in words, for the view's description; empty when there is none. */
export function describeFilter(view: ViewOptions): string {
  return commas([
    ...(view.outcomes.length > 0 ? [view.outcomes.map(outcomeWord).join(t(' or '))] : []),
    ...(view.text ? [`"${view.text}"`] : []),
    ...Object.entries(view.service).map(([key, value]) => `${key} ${value}`),
  ]);
}

/** Runs that pass the filter, in the order asked for. Ties keep the service's order. */
export function arrangeRuns(items: readonly RunItem[], view: ViewOptions): RunItem[] {
  const text = view.text.toLowerCase();
  return items
    .filter((item) => view.outcomes.length === 0 || view.outcomes.includes(outcomeOfItem(item)))
    .filter((item) => text === '' || mentions(item, text))
    .toSorted(comparators[view.sort]);
}

/** Collections, newest first where times are known; the service's order otherwise. */
export function arrangeCollections(items: readonly Collection[]): Collection[] {
  return items.toSorted((a, b) => (b.createdAt?.ms ?? 0) - (a.createdAt?.ms ?? 0));
}

/** Rows that failed before the others, otherwise in their order; a row without an outcome has no place of its own. */
export function failedFirst<T>(rows: readonly T[], outcomeOf: (row: T) => Outcome | undefined): T[] {
  const rankOf = (row: T): number => rankOfOutcome(outcomeOf(row) ?? 'unknown');
  return rows.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** The runs of a listing, archived ones included. */
export function runsOf({ items, archived }: Listing): RunItem[] {
  return runsAmong([...items, ...archived.items]);
}

export function runsAmong(items: readonly Item[]): RunItem[] {
  return items.filter((item) => item.kind !== 'collection');
}

const comparators: Readonly<Record<Sort, (a: RunItem, b: RunItem) => number>> = {
  newest: (a, b) => createdAt(b) - createdAt(a) || sequence(a) - sequence(b),
  sequence: (a, b) => sequence(a) - sequence(b) || createdAt(a) - createdAt(b),
  failedFirst: (a, b) => rank(a) - rank(b) || sequence(a) - sequence(b) || createdAt(b) - createdAt(a),
};

/** Failures first, then what needs a look, then what goes on, then what is well. */
function rank(item: RunItem): number {
  return item.kind === 'broken' ? 1 : rankOfOutcome(outcomeOfItem(item));
}

function rankOfOutcome(outcome: Outcome): number {
  return { failed: 0, errored: 0, unknown: 2, stopped: 3, running: 4, queued: 5, passed: 6 }[outcome];
}

function createdAt(item: RunItem): number {
  return item.kind === 'run' ? (item.createdAt?.ms ?? 0) : 0;
}

/** Runs without a number come after those with one. */
function sequence(item: RunItem): number {
  return item.kind === 'run' && item.sequence !== undefined ? item.sequence : Number.MAX_SAFE_INTEGER;
}

function mentions(item: RunItem, text: string): boolean {
  return [...words(item)].some((word) => word?.toLowerCase().includes(text));
}

function* words(item: RunItem): Generator<string | undefined, void> {
  yield item.title;
  yield item.ref.run;
  if (item.kind === 'broken') {
    yield item.problem;
    return;
  }
  yield* [item.repeat?.case, item.reason, item.summary, item.rawState, item.error?.message];
  yield* searchedWords(item.facts);
  for (const [, id] of item.ids) yield id;
  for (const criterion of item.criteria) yield* [criterion.name, criterion.text, criterion.reason];
  for (const turn of item.turns ?? []) yield turn.text;
}

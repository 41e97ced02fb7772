/** How results read: grouped by collection, each with outcome, title, turn, age and what was found. Pure. */
import type { SearchHit } from '../../archive/archive.ts';
import { visibleLine } from '../../core/kit/visible.ts';
import { groupWords, type RunGroup } from '../../core/rows/groups.ts';
import type { PlaceInRun } from '../panels.ts';
import { formatCount, formatMoment, plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { namedWithNoun } from '../../core/rows/collectionView.ts';
import { outcomeWord } from '../../core/run/outcomeWords.ts';

export interface FoundGroup {
  /** What the runs are in: `Simulation Nightly`. */
  readonly label: string;
  /** Where that is, and how many were found there: `Shop › Scenario Order status · 3 runs`. */
  readonly description: string;
  /** What `in:` finds it by. */
  readonly name: string;
  readonly hits: readonly FoundHit[];
}

export interface FoundHit {
  readonly label: string;
  readonly description: string;
  readonly detail: string | undefined;
  readonly hit: SearchHit;
  /** Where it is in the run; `undefined` when nothing was searched for. */
  readonly at: PlaceInRun | undefined;
}

/** Groups in the order of their newest hit. */
export function groupsOf(hits: readonly SearchHit[], now: number): FoundGroup[] {
  const groups = Map.groupBy(hits, ({ ref }) => JSON.stringify([ref.connection, ...ref.path]));
  return [...groups.values()].map((group) => {
    const { trail = [], nouns = [] } = group[0] ?? {};
    const places = trail.map((title, depth) => placeWords(title, nouns[depth]));
    const where = [places.slice(0, -1).join(' › '), plural(group.length, 'run')];
    return {
      label: visibleLine(places.at(-1) ?? ''),
      description: visibleLine(where.filter(Boolean).join(' · ')),
      name: trail.at(-1) ?? '',
      hits: group.map((hit) => foundHit(hit, now)),
    };
  });
}

/** With the group in which the run failed, where it shares that with others. */
export function namedHit(found: FoundHit, groups: readonly RunGroup[]): FoundHit {
  const group = groups.find(({ runs }) => runs.size > 1 && runs.has(found.hit.ref.run));
  return group
    ? { ...found, description: `${found.description} · ${visibleLine(groupWords(group))}` }
    : found;
}

function placeWords(title: string, noun: string | undefined): string {
  return noun === undefined ? title : namedWithNoun(noun, title);
}

/** Answers to one question asked of several places, as one: in the order that each of them has, each run once. */
export function merged(answers: readonly (readonly SearchHit[])[], limit: number): SearchHit[] {
  const byRun = new Map(
    answers.flat().map((hit) => [JSON.stringify([hit.ref.connection, hit.ref.run]), hit]),
  );
  const rank = ({ match }: SearchHit) => (repeated.has(match?.where) ? 1 : 0);
  return [...byRun.values()]
    .toSorted((a, b) => rank(a) - rank(b) || (b.at ?? 0) - (a.at ?? 0))
    .slice(0, limit);
}

/** What was typed and is not in the results, in sentences. */
export function leftOut(search: {
  readonly shown: number;
  readonly more: boolean;
  /** Places of this name, where not all were searched. */
  readonly places: number | undefined;
  readonly searches: number;
  readonly firstWords: number | undefined;
}): string[] {
  const { shown, more, places, searches, firstWords } = search;
  return [
    firstWords !== undefined && t('Only the first {0} words of this are searched for.', firstWords),
    places !== undefined &&
      t('Only {0} of the {1} places of this name are searched.', searches, formatCount(places)),
    more && t('Only the newest {0} are shown. More words or filters narrow it.', formatCount(shown)),
  ].filter((words) => words !== false);
}

/** Found only in what all runs of a simulation have alike (archive/store/search.ts). */
const repeated = new Set<string | undefined>(['criterion', 'title', 'fact']);

function foundHit(hit: SearchHit, now: number): FoundHit {
  const { title, outcome, at, gone, match } = hit;
  const words = [
    match && wheres[match.where](match.turn),
    outcome === 'unknown' ? t('no verdict') : outcomeWord(outcome),
    at === undefined ? undefined : formatMoment(at, now),
    gone && (gone === 'expired' ? t('expired at the service') : t('deleted at the service')),
  ];
  return {
    label: visibleLine(title),
    description: words.filter(Boolean).join(' · '),
    detail: match?.excerpt ? visibleLine(match.excerpt) : undefined,
    hit,
    at: match && { turn: match.turn, criterion: match.criterion, find: match.found },
  };
}

const wheres = {
  turn: (turn: number | undefined) => (turn === undefined ? t('in a turn') : t('turn {0}', turn + 1)),
  criterion: () => t('criterion'),
  error: () => t('error'),
  summary: () => t('summary'),
  title: () => undefined,
  fact: () => undefined,
};

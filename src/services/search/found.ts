/** How results read: grouped by collection, each with outcome, title, turn, age and what was found. Pure. */
import type { SearchHit } from '../../archive/archive.ts';
import { iconlessLine, visibleLine } from '../../core/kit/visible.ts';
import { formatCount, formatMoment } from '../../core/kit/format.ts';

export interface FoundGroup {
  /** Titles from the connection down. */
  readonly title: string;
  readonly hits: readonly FoundHit[];
}

export interface FoundHit {
  readonly label: string;
  readonly description: string;
  readonly detail: string | undefined;
  readonly hit: SearchHit;
}

/** Groups in the order of their newest hit. */
export function groupsOf(hits: readonly SearchHit[], now: number): FoundGroup[] {
  const groups = Map.groupBy(hits, ({ ref }) => JSON.stringify([ref.connection, ...ref.path]));
  return [...groups.values()].map((group) => ({
    // A heading would show the backslash.
    title: visibleLine(group[0]?.trail.join(' › ') ?? '').replaceAll('$(', '$\u2060('),
    hits: group.map((hit) => foundHit(hit, now)),
  }));
}

/** Answers to one question asked of several places, as one: newest first, each run once. */
export function merged(answers: readonly (readonly SearchHit[])[], limit: number): SearchHit[] {
  const byRun = new Map(
    answers.flat().map((hit) => [JSON.stringify([hit.ref.connection, hit.ref.run]), hit]),
  );
  return [...byRun.values()].toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0)).slice(0, limit);
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
    firstWords !== undefined && `Only the first ${firstWords} words of this are searched for.`,
    places !== undefined &&
      `Only ${searches} of the ${formatCount(places)} places of this name are searched.`,
    more && `Only the newest ${formatCount(shown)} are shown. More words or filters narrow it.`,
  ].filter((words) => words !== false);
}

function foundHit(hit: SearchHit, now: number): FoundHit {
  const { title, outcome, at, gone, match } = hit;
  const words = [
    match && wheres[match.where](match.turn),
    outcome === 'unknown' ? 'no verdict' : outcome,
    at === undefined ? undefined : formatMoment(at, now),
    gone && `${gone} at the service`,
  ];
  return {
    label: iconlessLine(title),
    description: words.filter(Boolean).join(' · '),
    detail: match?.excerpt ? iconlessLine(match.excerpt) : undefined,
    hit,
  };
}

const wheres = {
  turn: (turn: number | undefined) => (turn === undefined ? 'in a turn' : `turn ${turn + 1}`),
  criterion: () => 'criterion',
  error: () => 'error',
  summary: () => 'summary',
  title: () => undefined,
  fact: () => undefined,
};

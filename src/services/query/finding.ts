/** What is found in the archive, for the questions that look beyond one place. */
import type { SearchFilters, SearchHit } from '../../archive/archive.ts';
import { redactStretches } from '../../export/redaction/redact.ts';
import { zonedDate } from '../../export/moments.ts';
import { leftOut, merged } from '../search/found.ts';
import { filterWords, resolveFilters } from '../search/filters.ts';
import { parseQuery } from '../search/query.ts';
import { idOfRun } from './ids.ts';
import { Advice } from './question.ts';
import { cleanTexts } from './redacted.ts';
import { outcomeWords } from './rows.ts';
import type { Entry } from './sheet.ts';
import type { QuerySource } from './source.ts';

/** Hits that can be reached by cursors. */
const mostHits = 1000;

export interface Search {
  /** As it is typed into the search of the editor, filters included. */
  readonly text: string;
  /** Beside those that are typed. */
  readonly filters: SearchFilters;
  readonly offset: number;
  readonly limit: number;
}

export interface Found {
  readonly hits: readonly SearchHit[];
  readonly more: boolean;
  /** What was asked for and is not in it, in sentences. */
  readonly notes: readonly string[];
}

/** @throws Advice where nothing can be searched */
export async function searchFor(
  { text: typed, filters: own, offset, limit }: Search,
  source: QuerySource,
  signal: AbortSignal,
): Promise<Found> {
  const facets = await source.facets();
  if (!facets) throw new Advice(noFacets(source));
  const now = source.now();
  const { text, filters } = parseQuery(typed, filterWords(source.providers), now);
  const { searches, problem, places } = resolveFilters(filters, facets, source.providers, now);
  if (problem !== undefined) return { hits: [], more: false, notes: [problem] };
  const wanted = Math.min(mostHits, offset + limit);
  const answers = await Promise.all(
    searches.map((each) =>
      source.search({ text, filters: { ...each, ...given(own) }, limit: wanted }, signal),
    ),
  );
  const all = merged(
    answers.map(({ hits }) => hits),
    wanted,
  );
  const more = answers.some((answer) => answer.more) || answers.flatMap(({ hits }) => hits).length > wanted;
  const firstWords = answers.find((answer) => answer.firstWords !== undefined)?.firstWords;
  const notes = leftOut({ shown: all.length, more: false, places, searches: searches.length, firstWords });
  return {
    hits: cleanHits(all.slice(offset), source),
    more: more && wanted < mostHits,
    notes,
  };
}

/** No setting helps where there can be no archive. */
function noFacets({ hasArchive }: QuerySource): string {
  return hasArchive
    ? 'There is no archive to search: it is off (setting agentRuns.archive.enabled), or nothing was kept yet. list_runs with in: the id of a connection works without it.'
    : 'This window has no archive, as in a browser, and no setting changes that: nothing can be searched, and only the runs of one batch can be filtered. list_runs with in alone (the id of a connection or collection) works without it.';
}

/** `run ID: failed, turn 5, 2026-11-22 ...`, then where it is, and what was found. */
export function foundEntry({ ref, title, trail, outcome, at, gone, match }: SearchHit, index: number): Entry {
  const words = [
    outcomeWords(outcome),
    ...(match ? [whereOf(match)] : []),
    ...(at === undefined ? [] : [zonedDate(at)]),
    ...(gone ? [`${gone} at the service`] : []),
  ];
  return {
    lines: [
      `run ${idOfRun(ref)}: ${words.join(', ')}`,
      { quote: [...trail.slice(1), title].join(' › '), most: 240 },
      ...(match?.excerpt ? [{ quote: match.excerpt }] : []),
    ],
    runs: [ref],
    at: String(index),
  };
}

function whereOf({ where, turn }: NonNullable<SearchHit['match']>): string {
  return where === 'turn' && turn !== undefined ? `in turn ${turn + 1}` : `in its ${where}`;
}

/** All hits at once: own patterns are dear to start. */
function cleanHits(hits: readonly SearchHit[], source: QuerySource): SearchHit[] {
  const rules = source.rules();
  const excerpts = redactStretches(
    hits.map(({ match }) => {
      const { text = '', start = 0, end = 0 } = match?.within ?? {};
      return { text, span: [start, end] };
    }),
    rules,
  );
  const names = cleanTexts(
    hits.flatMap(({ title, trail }) => [title, ...trail]),
    rules,
  );
  let at = 0;
  return hits.map((hit, index) => {
    const [title = '', ...trail] = names.slice(at, (at += 1 + hit.trail.length));
    const { match } = hit;
    return {
      ...hit,
      title,
      trail,
      match: match && { ...match, excerpt: cutOff(match, excerpts[index] ?? '') },
    };
  });
}

/** With the marks of what was left out before and behind it. */
function cutOff({ within: { text, start, end } }: NonNullable<SearchHit['match']>, excerpt: string): string {
  return `${start > 0 ? '…' : ''}${excerpt}${end < text.length ? '…' : ''}`;
}

/** What was left out must not undo what was typed. */
function given(filters: SearchFilters): SearchFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

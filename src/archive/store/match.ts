/** Where in a run the words of a search are: the turn that has most of them, and a piece of its text. */
import type { SearchMatch } from '../archive.ts';
import type { RunTexts } from '../messages.ts';
import { lowered, wordsOf, type Word } from '../words.ts';
import type { Term } from './terms.ts';

const excerptChars = 200;
/** On either side of it, and on to the end of the word: what must not be shown is one word, or short. */
const contextChars = 200;
const longestWord = 4000;
/** Of the excerpt, before the first match. */
const leadChars = 50;
/** Occurrences looked at in one text; a text of megabytes may have one in each line. */
const mostSpans = 500;

interface Span {
  readonly term: number;
  readonly start: number;
  readonly end: number;
}

interface Place {
  readonly where: SearchMatch['where'];
  readonly turn: number | undefined;
  readonly criterion: number | undefined;
  readonly text: string;
}

/** @param inError search the error message alone */
export function matchIn(texts: RunTexts, terms: readonly Term[], inError: boolean): SearchMatch | undefined {
  if (terms.length === 0) return undefined;
  const place = (where: Place['where'], text: string): Place => ({
    ...{ where, turn: undefined, criterion: undefined, text },
  });
  const turns = texts.turns.map((text, turn): Place => ({ ...place('turn', text), turn }));
  const others: Place[] = [
    ...texts.criteria.map((text, criterion): Place => ({ ...place('criterion', text), criterion })),
    place('error', texts.error),
    place('summary', texts.summary),
    place('title', texts.title),
    ...texts.facts.map((text) => place('fact', text)),
  ];
  if (inError) return best([place('error', texts.error)], terms, false);
  // The quick look is blind for a few rare characters; the thorough one is for runs that have nothing else.
  return (
    best(turns, terms, true) ??
    best(others, terms, true) ??
    best(turns, terms, false) ??
    best(others, terms, false)
  );
}

/** The first place with the most terms. */
function best(places: readonly Place[], terms: readonly Term[], quick: boolean): SearchMatch | undefined {
  let found: { readonly place: Place; readonly spans: readonly Span[]; readonly terms: number } | undefined;
  for (const place of places) {
    if (place.text === '') continue;
    const possible = quick ? possibleTerms(place.text, terms) : terms.length;
    if (possible <= (found?.terms ?? 0)) continue;
    const spans = spansIn(place.text, terms);
    const distinct = new Set(spans.map(({ term }) => term)).size;
    if (distinct > (found?.terms ?? 0)) found = { place, spans, terms: distinct };
    if (found?.terms === terms.length) break;
  }
  if (!found) return undefined;
  const { text, ...where } = found.place;
  return { ...where, ...excerptOf(text, found.spans), found: longestStretch(text, found.spans) };
}

/** Words of the search that follow each other with nothing but a few signs between them. */
function longestStretch(text: string, spans: readonly Span[]): string {
  let longest = '';
  let from = -1;
  let to = -1;
  for (const { start, end } of spans) {
    const goesOn = start <= to || (to >= 0 && /^[^\p{L}\p{N}\r\n]{1,3}$/u.test(text.slice(to, start)));
    [from, to] = [goesOn ? from : start, Math.max(goesOn ? to : end, end)];
    if (to - from > longest.length) longest = text.slice(from, to);
  }
  return longest;
}

function possibleTerms(text: string, terms: readonly Term[]): number {
  const plain = lowered(text);
  return terms.filter(({ words }) => plain.includes(words[0] ?? '')).length;
}

function spansIn(text: string, terms: readonly Term[]): Span[] {
  const words = wordsOf(text);
  const byWord = new Map<string, number[]>();
  for (const [at, { word }] of words.entries()) {
    const known = byWord.get(word);
    if (known) known.push(at);
    else byWord.set(word, [at]);
  }
  return terms
    .flatMap((term, index) =>
      beginnings(term, words, byWord)
        .filter((at) => isAt(term, words, at))
        .slice(0, mostSpans)
        .map((at) => ({
          term: index,
          start: words[at]?.start ?? 0,
          end: words[at + term.words.length - 1]?.end ?? 0,
        })),
    )
    .sort((a, b) => a.start - b.start);
}

function beginnings(
  { words: [first = '', ...others], prefix }: Term,
  words: readonly Word[],
  byWord: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  if (!prefix || others.length > 0) return byWord.get(first) ?? [];
  return words.flatMap(({ word }, at) => (word.startsWith(first) ? [at] : []));
}

function isAt({ words: wanted, prefix }: Term, words: readonly Word[], at: number): boolean {
  return wanted.every((word, i) => {
    const there = words[at + i]?.word;
    return prefix && i === wanted.length - 1 ? there?.startsWith(word) : there === word;
  });
}

/** The stretch with the most different terms, the first of them. */
function excerptOf(text: string, spans: readonly Span[]): Pick<SearchMatch, 'excerpt' | 'marks' | 'within'> {
  const room = excerptChars - 2;
  const stretch = room - leadChars;
  let from = spans[0]?.start ?? 0;
  let most = 0;
  for (const [i, { start }] of spans.entries()) {
    const within = new Set<number>();
    for (let j = i; j < spans.length && (spans[j]?.end ?? 0) <= start + stretch; j++)
      within.add(spans[j]?.term ?? 0);
    if (within.size > most) [most, from] = [within.size, start];
  }
  const start = text.length <= room ? 0 : wordStart(text, Math.max(0, from - leadChars), from);
  const end = characterEnd(text, Math.min(text.length, start + room));
  const before = start > 0 ? '…' : '';
  const excerpt = `${before}${oneLine(text.slice(start, end))}${end < text.length ? '…' : ''}`;
  const first = characterEnd(text, wordBefore(text, Math.max(0, start - contextChars)));
  const last = characterEnd(text, wordAfter(text, Math.min(text.length, end + contextChars)));
  const within = { text: oneLine(text.slice(first, last)), start: start - first, end: end - first };
  return { excerpt, within, marks: marksIn(spans, start, end, before.length) };
}

/** The first beginning of a word from `at` on, and no later than `latest`. */
function wordStart(text: string, at: number, latest: number): number {
  if (at === 0) return 0;
  const blank = text.slice(at - 1, latest).search(/\s\S/);
  return blank < 0 ? characterEnd(text, at) : at + blank;
}

/** Where the word that a place is in begins, if it is no endless one. */
function wordBefore(text: string, at: number): number {
  let from = at;
  while (from > 0 && at - from < longestWord && !isBlank(text, from - 1)) from--;
  return from;
}

function wordAfter(text: string, at: number): number {
  let to = at;
  while (to < text.length && to - at < longestWord && !isBlank(text, to)) to++;
  return to;
}

function isBlank(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

/** Never between the halves of a pair of surrogates. */
function characterEnd(text: string, at: number): number {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

/** As long as before: the marks count characters. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]/gu, ' ');
}

/** Those that are in the stretch, joined where they overlap. */
function marksIn(
  spans: readonly Span[],
  from: number,
  to: number,
  shift: number,
): (readonly [start: number, end: number])[] {
  const marks: [number, number][] = [];
  for (const { start, end } of spans) {
    if (start < from || start >= to) continue;
    const mark: [number, number] = [start - from + shift, Math.min(end, to) - from + shift];
    const last = marks.at(-1);
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
    else marks.push(mark);
  }
  return marks;
}

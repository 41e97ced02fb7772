import type { Run } from '../../core/run/run.ts';
import { withinTime } from '../../services/host/withinTime.ts';
import { folding } from './folding.ts';
import type { FindQuery, Hit, Part } from './protocol.ts';
import { partText } from './parts.ts';
import { pieceKind, shownPieces } from './pieces.ts';

export interface Findings {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly error: string | undefined;
}

/**
 * Finds in everything that the panel can show: summary, error, criteria, turns and their data, folded or not. A text is
 * found however its spaces, quotes, hyphens and letters were written; a regular expression sees them as they are.
 * It is the reader's own code: it runs under a time limit, because one bad pattern would otherwise stop every
 * extension of the window.
 * @param limitMs for the whole search
 */
export function find(run: Run, query: FindQuery, limitMs = 1000): Findings {
  if (!query.text) return { total: 0, hits: [], error: undefined };
  if (!query.regex) return searchAll(run, matcherOfText(query));
  let matcher: Matcher;
  try {
    matcher = matcherOf(query.text, query, query.matchCase ? 'gmu' : 'gimu');
  } catch {
    return { total: 0, hits: [], error: 'This is not a valid regular expression.' };
  }
  try {
    return withinTime(limitMs, () => searchAll(run, matcher));
  } catch {
    return { total: 0, hits: [], error: 'This regular expression takes too long on this run.' };
  }
}

/** Ranges that are sent at most; the count goes on. */
const maxRanges = 4000;

/** All places in a text. */
type Matcher = (text: string) => Iterable<readonly [start: number, end: number]>;

/** @throws SyntaxError */
function matcherOf(source: string, { wholeWord }: FindQuery, flags: string): Matcher {
  const bounded = wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source;
  const expression = new RegExp(bounded, flags);
  return function* (text) {
    for (const match of text.matchAll(expression))
      if (match[0] !== '') yield [match.index, match.index + match[0].length];
  };
}

function matcherOfText(query: FindQuery): Matcher {
  const { text, matchCase } = query;
  const fold = folding(matchCase);
  const wanted = fold(text).text;
  // Somebody looks for what has no look.
  if (wanted === '') return matcherOf(escaped(text), query, 'gu');
  const inFolded = matcherOf(escaped(wanted), query, 'gu');
  return function* (whole) {
    const there = fold(whole);
    let done = 0;
    for (const [from, to] of inFolded(there.text)) {
      const [start, end] = there.placeOf(from, to);
      // Both halves of `ß` are an `s`, and it is marked once.
      if (start >= done) yield [start, end];
      done = Math.max(done, end);
    }
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function searchAll(run: Run, matcher: Matcher): Findings {
  const hits: (Hit & { at: number[] })[] = [];
  let total = 0;
  for (const part of partsOf(run)) {
    const text = partText(run, part);
    if (!text) continue;
    for (const [start, end] of matcher(text)) {
      if (total++ >= maxRanges) continue;
      const last = hits.at(-1);
      if (last?.of !== part.of || last.card !== part.card)
        hits.push({ of: part.of, card: part.card, at: [] });
      hits.at(-1)?.at.push(part.index, start, end);
    }
  }
  return { total, hits, error: undefined };
}

/** In the order in which one reads the page. */
function* partsOf(run: Run): Generator<Part> {
  yield { of: 'summary', index: 0 };
  yield { of: 'errorMessage', index: 0 };
  yield { of: 'technicalDetails', index: 0 };
  for (let index = 0; index < run.criteria.length; index++) {
    yield { of: 'criterionName', index };
    yield { of: 'criterionText', index };
    yield { of: 'criterionReason', index };
  }
  for (const index of (run.turns ?? []).keys()) {
    for (const piece of shownPieces(run.turns ?? [], index)) {
      yield { of: pieceKind(piece), index, card: piece.nth };
      if (piece.kind === 'card') yield { of: 'turnResult', index, card: piece.nth };
    }
    yield { of: 'turnExtra', index };
  }
}

import { t } from '../../core/kit/l10n.ts';
import { NotRun, type TimeLimit } from '../../core/kit/timeLimit.ts';
import type { Run } from '../../core/run/run.ts';
import { folding } from './folding.ts';
import type { FindQuery, Hit } from './protocol.ts';
import { SearchedTexts } from './searchedTexts.ts';

export interface Findings {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly error: string | undefined;
}

export interface FindOptions {
  readonly withinTime: TimeLimit;
  /** For the whole search. */
  readonly limitMs?: number;
  /** Of the run, for whoever searches it again and again. */
  readonly texts?: SearchedTexts | undefined;
}

/**
 * Finds in everything that the panel can show: summary, error, criteria, turns and their data, folded or not. A text is
 * found however its spaces, quotes, hyphens and letters were written; a regular expression sees them as they are.
 * It is the reader's own code: it runs under a time limit, because one bad pattern would otherwise stop every
 * extension of the window.
 */
export function find(run: Run, query: FindQuery, options: FindOptions): Findings {
  const { withinTime, limitMs = 1000, texts = new SearchedTexts(run) } = options;
  if (!query.text) return { total: 0, hits: [], error: undefined };
  if (!query.regex) return searchAll(texts, matcherOfText(query, texts));
  const source = sourceOf(query.text, query);
  let matcher: Matcher;
  try {
    matcher = matcherOf(source, query.matchCase ? 'gmu' : 'gimu');
  } catch {
    return { total: 0, hits: [], error: t('This is not a valid regular expression.') };
  }
  try {
    return withinTime(limitMs, source, () => searchAll(texts, matcher));
  } catch (error) {
    return { total: 0, hits: [], error: error instanceof NotRun ? notRun() : tooLong() };
  }
}

function tooLong(): string {
  return t('This regular expression takes too long on this run.');
}

function notRun(): string {
  return t(
    'Not run: in a browser nothing can stop a regular expression like this one. VS Code on the desktop runs it.',
  );
}

/** Ranges that are sent at most; the count goes on. */
const maxRanges = 4000;

type Places = Iterable<readonly [start: number, end: number]>;

/** All places in a text. @param index of the text among all of the run */
type Matcher = (text: string, index: number) => Places;

/** What is run: a word's end makes an expression go back that was quick without it. */
function sourceOf(expression: string, { wholeWord }: FindQuery): string {
  return wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${expression})(?![\\p{L}\\p{N}_])` : expression;
}

/** @throws SyntaxError */
function matcherOf(source: string, flags: string): (text: string) => Places {
  const expression = new RegExp(source, flags);
  return function* (text) {
    for (const match of text.matchAll(expression))
      if (match[0] !== '') yield [match.index, match.index + match[0].length];
  };
}

function matcherOfText(query: FindQuery, texts: SearchedTexts): Matcher {
  const { text, matchCase } = query;
  const wanted = folding(matchCase)(text).text;
  // Somebody looks for what has no look.
  if (wanted === '') return matcherOf(sourceOf(escaped(text), query), 'gu');
  const inFolded = matcherOf(sourceOf(escaped(wanted), query), 'gu');
  const folded = texts.folded(matchCase);
  return function* (_text, index) {
    const there = folded[index];
    if (!there) return;
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

function searchAll(texts: SearchedTexts, matcher: Matcher): Findings {
  const hits: (Hit & { at: number[] })[] = [];
  let total = 0;
  for (const [index, { part, text }] of texts.all().entries()) {
    for (const [start, end] of matcher(text, index)) {
      if (total++ >= maxRanges) continue;
      const last = hits.at(-1);
      if (last?.of !== part.of || last.card !== part.card)
        hits.push({ of: part.of, card: part.card, at: [] });
      hits.at(-1)?.at.push(part.index, start, end);
    }
  }
  return { total, hits, error: undefined };
}

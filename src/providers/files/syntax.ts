/** Where JSON text goes wrong, in words for people, and what of it is whole. JSON.parse names no place for most errors. */
import { t } from '../../core/kit/l10n.ts';
import { stringEnd } from '../../core/kit/json.ts';
import type { TextPosition } from '../../core/provider/providerError.ts';

export type Scanned =
  | { readonly end: number }
  | {
      /** Index of the first character that cannot stand there; the text's length when it ends too early. */
      readonly at: number;
      /** e.g. `expected a comma or ], found "x"`. */
      readonly problem: string;
      /** JSON of what is whole: the complete elements of a list that was cut or broken, and what is around it. */
      readonly whole: string | undefined;
    };

type Unit = 'file' | 'line';

interface Frame {
  readonly opener: '{' | '[';
  /** Index after the last complete member, or after the opener. */
  end: number;
  members: number;
}

/**
 * One JSON value that begins at `from`; iterative, since a file may nest as deep as it likes.
 * @param unit what the text is, for the sentence that it ends too early
 */
export function scanValue(text: string, from: number, unit: Unit = 'file'): Scanned {
  const frames: Frame[] = [];
  let expected: 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'next' = 'value';
  for (let at = skipSpace(text, from); ; at = skipSpace(text, at)) {
    const c = text[at];
    const frame = frames.at(-1);
    const fail = (words: string): Scanned => ({
      at,
      problem: c === undefined ? endWords(frame, unit) : t('expected {0}, found {1}', words, shown(text, at)),
      whole: wholeOf(text, frames),
    });
    if (expected === 'colon') {
      if (c !== ':') return fail(t('a colon'));
      at++;
      expected = 'value';
      continue;
    }
    if ((expected === 'key' || expected === 'firstKey') && !(expected === 'firstKey' && c === '}')) {
      const end = c === '"' ? scalarEnd(text, at, unit) : undefined;
      if (end === undefined)
        return fail(expected === 'key' ? t('a name in quotes') : t('a name in quotes or }'));
      if (typeof end !== 'number') return { ...end, whole: wholeOf(text, frames) };
      at = end;
      expected = 'colon';
      continue;
    }
    if (expected === 'next' && frame && c === ',') {
      at++;
      expected = frame.opener === '{' ? 'key' : 'value';
      continue;
    }
    const closer = frame?.opener === '{' ? '}' : ']';
    const mayClose = expected === 'next' || expected === 'firstKey' || expected === 'firstValue';
    if (frame && mayClose && c === closer) {
      frames.pop();
      at++;
    } else if (expected === 'next') {
      return fail(t('a comma or {0}', closer));
    } else if (c === '{' || c === '[') {
      frames.push({ opener: c, end: at + 1, members: 0 });
      at++;
      expected = c === '{' ? 'firstKey' : 'firstValue';
      continue;
    } else {
      const end = scalarEnd(text, at, unit);
      if (end === undefined) return fail(expected === 'firstValue' ? t('a value or ]') : t('a value'));
      if (typeof end !== 'number') return { ...end, whole: wholeOf(text, frames) };
      at = end;
    }
    const outer = frames.at(-1);
    if (!outer) return { end: at };
    outer.end = at;
    outer.members++;
    expected = 'next';
  }
}

export function positionIn(text: string, at: number): TextPosition {
  return new Places(text).at(at);
}

/** e.g. `line 3, column 14` */
export function positionWords({ line, column }: TextPosition): string {
  return t('line {0}, column {1}', line, column);
}

/**
 * Places in one text, asked for from front to back: the lines before each are counted once, so that the places of
 * all its values cost no more than the text is long.
 */
export class Places {
  readonly #text: string;
  #line = 1;
  #lineStart = 0;
  /** The next line break that was not counted yet. */
  #nextBreak: number;

  constructor(text: string) {
    this.#text = text;
    this.#nextBreak = text.indexOf('\n');
  }

  /** @param at not before the one asked for last */
  at(at: number): TextPosition {
    while (this.#nextBreak >= 0 && this.#nextBreak < at) {
      this.#line++;
      this.#lineStart = this.#nextBreak + 1;
      this.#nextBreak = this.#text.indexOf('\n', this.#lineStart);
    }
    return { line: this.#line, column: at - this.#lineStart + 1 };
  }
}

export function skipSpace(text: string, at: number): number {
  let i = at;
  while (i < text.length && ' \n\r\t'.includes(text.charAt(i))) i++;
  return i;
}

/** Also what Python writes for numbers that are none: {@link import('./values.ts')} makes null of it. */
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity/y;
type Flaw = { readonly at: number; readonly problem: string };

/** Index after the string, number or word; `undefined` when there is none. */
function scalarEnd(text: string, at: number, unit: Unit): number | Flaw | undefined {
  if (text[at] !== '"') {
    scalar.lastIndex = at;
    return scalar.test(text) ? scalar.lastIndex : undefined;
  }
  const end = stringEnd(text, at);
  const closed = text[end - 1] === '"' && end > at + 1;
  const flaw = flawOf({ text, from: at + 1, to: closed ? end - 1 : end, closed, unit });
  if (flaw) return flaw;
  return closed ? end : { at: text.length, problem: endInText(unit) };
}

interface Inside {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** By a quote; else an escape may be cut off at the end. */
  readonly closed: boolean;
  readonly unit: Unit;
}

function flawOf({ text, from, to, closed, unit }: Inside): Flaw | undefined {
  const inside = text.slice(from, to);
  for (let i = 0; i < inside.length; i++) {
    const code = inside.charCodeAt(i);
    if (code < 0x20)
      return {
        at: from + i,
        problem: t('a text may not hold {0} as it is; the closing quote may be missing', shown(inside, i)),
      };
    if (code !== 0x5c) continue;
    const escape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(inside.slice(i, i + 6));
    if (!escape) {
      const atEnd = !closed && from + i + 6 > text.length;
      return atEnd
        ? { at: text.length, problem: endInText(unit) }
        : { at: from + i, problem: t('expected an escape such as \\n, found {0}', shown(inside, i, 2)) };
    }
    i += escape[0].length - 1;
  }
  return undefined;
}

function endInText(unit: Unit): string {
  return unit === 'file'
    ? t('the file ends in the middle of a text')
    : t('the line ends in the middle of a text');
}

function endWords(frame: Frame | undefined, unit: Unit): string {
  const isFile = unit === 'file';
  if (!frame)
    return isFile
      ? t('the file ends where a value is expected')
      : t('the line ends where a value is expected');
  if (frame.opener === '{')
    return isFile
      ? t('the file ends in the middle of an object')
      : t('the line ends in the middle of an object');
  return isFile ? t('the file ends in the middle of a list') : t('the line ends in the middle of a list');
}

/** The outermost list that is open, or else what is around it, closed after its last complete member. */
function wholeOf(text: string, frames: readonly Frame[]): string | undefined {
  const isWorth = ({ opener, members }: Frame) => opener === '[' && members > 0;
  const last = frames.some(isWorth) ? frames.findIndex(isWorth) : 0;
  const frame = frames[last];
  if (!frame || frame.members === 0) return undefined;
  const closers = frames.slice(0, last + 1).map(({ opener }) => (opener === '[' ? ']' : '}'));
  return text.slice(0, frame.end) + closers.reverse().join('');
}

function shown(text: string, at: number, length = 1): string {
  const found = Array.from(text.slice(at, at + 2 * length))
    .slice(0, length)
    .join('');
  const code = found.codePointAt(0) ?? 0;
  const invisible = code < 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0xfeff || code === 0xfffd;
  return invisible
    ? t('the character U+{0}', code.toString(16).toUpperCase().padStart(4, '0'))
    : `"${found.toWellFormed()}"`;
}

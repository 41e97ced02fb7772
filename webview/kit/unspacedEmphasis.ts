/**
 * Emphasis in scripts that are written without spaces. CommonMark asks for a space beside stars that stand between a
 * letter and punctuation, which Chinese, Japanese, Korean and Thai do not have there: `注意**“重要”**事項` would stay as
 * typed, and the words between two such places become bold instead. As
 * https://github.com/tats-u/markdown-cjk-friendly has it, none is needed beside a character of these scripts, and their
 * punctuation counts as letters.
 */
import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';

export function withUnspacedEmphasis(parser: Parser): Parser {
  parser.inline.State = UnspacedState;
  return parser;
}

class UnspacedState extends MarkdownIt.StateInline {
  override scanDelims(
    start: number,
    canSplitWord: boolean,
  ): ReturnType<InstanceType<typeof MarkdownIt.StateInline>['scanDelims']> {
    const scanned = super.scanDelims(start, canSplitWord);
    const before = lastCharacter.exec(this.src.slice(Math.max(0, start - 4), start))?.[0] ?? ' ';
    const end = start + scanned.length;
    const after = firstCharacter.exec(this.src.slice(end, Math.min(this.posMax, end + 2)))?.[0] ?? ' ';
    if (!unspaced.test(before) && !unspaced.test(after)) return scanned;
    const opens = standsBefore(after, before);
    const closes = standsBefore(before, after);
    return {
      can_open: opens && (canSplitWord || !closes || punctuation.test(before)),
      can_close: closes && (canSplitWord || !opens || punctuation.test(after)),
      length: scanned.length,
    };
  }
}

/** Whether stars can belong to what is on their `inner` side. */
function standsBefore(inner: string, outer: string): boolean {
  if (/\s/.test(inner)) return false;
  const isLetter = unspaced.test(inner) || !punctuation.test(inner);
  return isLetter || /\s/.test(outer) || unspaced.test(outer) || punctuation.test(outer);
}

/** With the variation selectors of an ideograph. */
const lastCharacter = /[^](?:[\ufe00-\ufe02]|[\u{e0100}-\u{e01ef}])?$/u;
const firstCharacter = /^[^]/u;
const punctuation = /[\p{P}\p{S}]/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\u3099-\u30a0\u30fb\u30fc\ufe30-\ufe4f\uff00-\uffef]/u;

/** Words of a text, made alike so that two wordings of one thing have most of them in common (docs/analysis.md 3.3). */

/** Lower case, without marks of Markdown; numbers, dates, addresses and ids stand for all of their kind. */
export function wordsOf(text: string): string[] {
  const speech = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[*_`~#>|]+/g, ' ');
  const masked = needsMask.test(speech) ? maskedSpeech(speech) : speech;
  // Most speech is plain, and a simple pattern is several times as quick as one over all letters there are.
  if (isPlain.test(masked)) return masked.match(/[a-z0-9]+/g) ?? [];
  const words = masked.match(/[\p{L}\p{N}]+/gu) ?? [];
  return withoutSpaces.test(masked)
    ? words.flatMap((word) => (withoutSpaces.test(word) ? segmented(word) : [word]))
    : words;
}

const isPlain = /^[\u0000-\u007f]*$/;
/** All that is masked has a digit, the sign of an e-mail address, or that of a web address in it. */
const needsMask = /[\d@]|:\/\/|[a-f]{4}-/;

function maskedSpeech(speech: string): string {
  return speech
    .replace(/\bhttps?:\/\/\S+/g, ' url ')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, ' email ')
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, ' uuid ')
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, ' date ')
    .replace(/\d+(?:[.,]\d+)*/g, ' num ');
}

/** Scripts that put no spaces between words. Where words end is then the platform's opinion, the same for one version. */
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

function segmented(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The words of a text as numbers in ascending order, each as often as it is said. */
export type Bag = Int32Array;

/** Gives equal words equal numbers. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();

  bagOf(words: readonly string[]): Bag {
    return Int32Array.from(words, (word) => this.#numberOf(word)).sort();
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const fresh = this.#numbers.size;
    this.#numbers.set(word, fresh);
    return fresh;
  }
}

/** Dice's coefficient of two bags: 1 for the same words, 0 for none in common. Two empty ones are alike. */
export function dice(a: Bag, b: Bag): number {
  const all = a.length + b.length;
  if (all === 0) return 1;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return (2 * common) / all;
}

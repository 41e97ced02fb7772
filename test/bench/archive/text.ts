/** Transcripts that are never the same twice and always the same for a seed: words as frequent as in a language. */

export type Random = () => number;

/** mulberry32: small, quick and good enough for words. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const frequent =
  'the to I you and a is my of for your it in can have that on order with not be we this are please will do as was ' +
  'number help from me at if or has just need so thank but would know could what when how all there been out up ' +
  'card account email yes no day time back delivery address payment refund service check change today customer ' +
  'name phone still get like right new one now only more than then here sorry cancel store product return item date';
const consonants = 'bcdfghklmnprstvwz';
const vowels = 'aeiou';

export interface Vocabulary {
  /** Most frequent first. */
  readonly words: readonly string[];
  readonly pick: (random: Random) => string;
}

/** The frequency of a word is about one through its rank (Zipf). */
export function makeVocabulary(size: number, seed: number): Vocabulary {
  const random = randomOf(seed);
  const known = new Set(frequent.split(' '));
  while (known.size < size) known.add(madeUp(random, known.size));
  const words = [...known];
  const sums = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) sums[rank] = sum += 1 / (rank + 2.7);
  const pick = (any: Random): string => {
    const at = any() * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
  return { words, pick };
}

function madeUp(random: Random, rank: number): string {
  const letter = (of: string) => of.charAt(Math.floor(random() * of.length));
  let word = random() < 0.2 ? letter(vowels) : '';
  const syllables = 1 + Math.floor(random() * 3) + (rank > 400 ? 1 : 0);
  for (let i = 0; i < syllables; i++)
    word += letter(consonants) + letter(vowels) + (random() < 0.3 ? letter(consonants) : '');
  return word;
}

/** 60 to 150 characters; a few have curly quotes, accents or a line break, as such texts do. */
export function makeTurnText({ pick }: Vocabulary, random: Random): string {
  const length = 60 + random() * 80;
  let text = '';
  let begins = true;
  while (text.length < length) {
    const word = pick(random);
    text += begins ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    const end = random();
    begins = end < 0.08;
    text += begins ? (end < 0.05 ? '. ' : end < 0.07 ? '? ' : '!\n') : end < 0.14 ? ', ' : ' ';
  }
  const odd = random();
  return odd < 0.1 ? `${text}It’s fine.` : odd < 0.13 ? `${text}Café Zürich.` : `${text.trimEnd()}.`;
}

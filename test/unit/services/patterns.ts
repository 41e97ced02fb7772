/** Regular expressions at random, and texts in which bad ones go back and try again for long. */
import type { Random } from '../fuzz/mutate.ts';

const elements = [
  'a',
  'b',
  'A',
  's',
  'ſ',
  '1',
  ' ',
  '@',
  '[ab]',
  '[^a]',
  '[^b@]',
  '\\w',
  '\\d',
  '\\s',
  '\\S',
  '.',
];
const repeats = ['*', '+', '?', '{2}', '{1,3}', '{2,}', '{0,400}', '*?', '+?', '{3,9}'];

export function randomPattern(random: Random, depth = 3): string {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const part = (level: number): string => {
    const kind = random();
    if (level === 0 || kind < 0.5) return one(elements);
    if (kind < 0.55)
      return one(['\\b', '^', '$', `(?=${sequence(level - 1)})`, `(?<!${sequence(level - 1)})`]);
    return kind < 0.8 ? `(?:${sequence(level - 1)})` : `(?:${sequence(level - 1)}|${sequence(level - 1)})`;
  };
  const sequence = (level: number): string => {
    let text = '';
    for (let left = 1 + Math.floor(random() * 4); left > 0; left--) {
      const next = part(level);
      text += random() < 0.5 || /^(?:\\b|[$^]|\(\?<?[=!].*)$/.test(next) ? next : next + one(repeats);
    }
    return text;
  };
  return sequence(depth);
}

const words = ['a', 'b', '1', 'ab', 'aA', 's\u017f', 'a1', 'a@', 'a b ', 'aab', ' '];

/** @param length about so many characters each */
export function nastyTexts(length: number): string[] {
  return words.flatMap((word) => {
    const text = word.repeat(Math.ceil(length / word.length));
    return [`${text}!`, `${text.slice(0, length / 2)}b${text.slice(length / 2)}\n`];
  });
}

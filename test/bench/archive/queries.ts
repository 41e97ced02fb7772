/** Ten kinds of search, each with different words from the same seed. */
import type { SearchFilters } from '../../../src/archive/archive.ts';
import { connection, criteria, makeArchivedRun, models, pathOf, timeOf } from './runs.ts';
import { randomOf, type Vocabulary } from './text.ts';

export interface Query {
  readonly kind: string;
  readonly text: string;
  readonly filters: SearchFilters;
}

export function makeQueries(runs: number, vocabulary: Vocabulary, each: number): Query[] {
  const random = randomOf(4711);
  const { words } = vocabulary;
  /** A word of a rank between two parts of the vocabulary. */
  const ranked = (from: number, to: number) =>
    words[Math.floor(words.length * (from + random() * (to - from)))] ?? '';
  const rare = () => ranked(0.5, 1);
  const middling = () => ranked(0.01, 0.1);
  const common = () => ranked(0, 0.003);
  const anyRun = () => Math.floor(random() * runs);
  const phrase = () => {
    const said = makeArchivedRun(anyRun(), runs, vocabulary).turns?.[3]?.text ?? '';
    const sequence = said.match(/\b[a-z]+ [a-z]+ [a-z]+/)?.[0] ?? said;
    return `"${sequence}"`;
  };
  const timeAndModel = (): SearchFilters => {
    const from = timeOf(anyRun(), runs);
    return {
      from,
      to: from + 14 * 86_400_000,
      facts: { model: [models[Math.floor(random() * models.length)] ?? ''] },
    };
  };
  const kinds: readonly (readonly [string, () => string, (() => SearchFilters)?])[] = [
    ['a rare word', rare],
    ['a frequent word', common],
    ['two words', () => `${middling()} ${middling()}`],
    ['a phrase of three words', phrase],
    ['the beginning of a word', () => `${middling().slice(0, 4)}*`],
    ['one or two letters', () => `${middling().slice(0, random() < 0.5 ? 1 : 2)}*`],
    ['a word in runs that errored', () => middling(), () => ({ outcomes: ['errored'] })],
    ['a frequent word in one simulation', common, () => ({ connection, path: pathOf(anyRun()) })],
    ['a word, two weeks, one model', common, timeAndModel],
    [
      'a criterion not met, two words',
      () => `${common()} ${middling()}`,
      () => ({ unmet: [[criteria[Math.floor(random() * 3)] ?? '']] }),
    ],
  ];
  return kinds.flatMap(([kind, text, filters]) =>
    Array.from({ length: each }, () => ({ kind, text: text(), filters: filters?.() ?? {} })),
  );
}

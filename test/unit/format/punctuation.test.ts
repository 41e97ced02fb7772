/** Marks of a sentence in the languages that there are. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { formatDuration } from '../../../src/core/kit/format.ts';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import {
  commas,
  countOf,
  inQuotes,
  namesApart,
  semicolons,
  sentence,
  sentences,
  spaceAfter,
} from '../../../src/core/kit/punctuation.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';

afterEach(() => useLanguage(undefined));

const all = (): readonly string[] => [
  commas(['a', 'b', 'c']),
  semicolons(['a', 'b', 'c']),
  inQuotes('a'),
  sentence('a'),
  namesApart(['a', 'b, c']),
  countOf('9', 'a'),
];

test('lists, quotes and full stops are those of the language', () => {
  assert.deepEqual(all(), ['a, b, c', 'a; b; c', '“a”', 'a.', 'a; b, c', '9 a']);
  useLanguage(bundledLanguage('de'));
  assert.deepEqual(all(), ['a, b, c', 'a; b; c', '„a“', 'a.', 'a; b, c', '9 a']);
  useLanguage(bundledLanguage('ja'));
  assert.deepEqual(all(), ['a、b、c', 'a。b。c', '「a」', 'a。', 'a、b, c', 'a 9']);
});

test('what there is not is left out, and what looks like a placeholder stays', () => {
  assert.equal(commas([undefined, 'a', '', 'b']), 'a, b');
  assert.equal(commas(['{1}', '{0}', 'a']), '{1}, {0}, a');
  assert.equal(commas(['a']), 'a');
  assert.equal(semicolons([]), '');
});

test('between sentences is a space, but after a full stop that brings its own', () => {
  const said = ['Down.', '待ちます。', undefined, '正しいですか?', '', '終わり。'];
  assert.equal(sentences(said), 'Down. 待ちます。 正しいですか? 終わり。');
  assert.deepEqual(['A.', '待ちます。'].map(spaceAfter), [' ', ' ']);
  useLanguage(bundledLanguage('ja'));
  assert.equal(sentences(said), 'Down. 待ちます。正しいですか? 終わり。');
  assert.deepEqual(['A.', '待ちます。'].map(spaceAfter), [' ', '']);
  assert.equal(sentences([]), '');
});

test('a sentence has one full stop, whatever it ends in', () => {
  const spaces = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
  assert.equal(sentence(formatDuration(12_000)), '12 s.');
  assert.equal(sentence('Time ran out.'), 'Time ran out.');
  useLanguage(bundledLanguage('de'));
  assert.equal(spaces(sentence(formatDuration(12_000))), '12 Sek.');
  useLanguage(bundledLanguage('ja'));
  assert.equal(sentence('時間切れです。'), '時間切れです。');
  assert.equal(sentence('Time ran out.'), 'Time ran out.');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evenCharacters, folding } from '../../../src/panel/run/folding.ts';

const folded = (text: string, matchCase: boolean) => folding(matchCase)(text);

const even = new RegExp(`^[${evenCharacters}]$`);
/** Whole characters; halves of pairs come as pairs. */
const evens = Array.from({ length: 0x1fb00 }, (_, code) => String.fromCodePoint(code)).filter((character) =>
  character.split('').every((unit) => even.test(unit)),
);

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

test('even characters keep their length, whatever stands beside them', () => {
  assert.ok(evens.length > 40_000);
  const random = randomOf(20261126);
  const some = () => evens[random(2) ? random(1200) : random(evens.length)] ?? '';
  const texts = [...evens, ...Array.from({ length: 20_000 }, () => some() + some() + some())];
  for (const text of texts)
    for (const matchCase of [true, false])
      assert.equal(folded(`ß${text}`, matchCase).text.length, text.length + (matchCase ? 1 : 2), text);
});

test('each stretch leads back to what it was made of', () => {
  const pieces = [
    'a',
    'B',
    'ß',
    'é',
    'e\u0301',
    'ﬃ',
    '한'.normalize('NFD'),
    '각',
    '\u00ad',
    '😀',
    '🄰',
    '注',
    'का',
    ' ',
    '“',
  ];
  const random = randomOf(7);
  for (let i = 0; i < 3000; i++) {
    const parts = Array.from({ length: 1 + random(8) }, () => pieces[random(pieces.length)] ?? '');
    const text = parts.join('');
    for (const matchCase of [true, false]) {
      const whole = folded(text, matchCase);
      assert.equal(whole.text, parts.map((part) => folded(part, matchCase).text).join(''), text);
      let [from, at] = [0, 0];
      for (const part of parts) {
        const { length } = folded(part, matchCase).text;
        if (length > 0)
          assert.deepEqual(whole.placeOf(at, at + length), [from, from + part.length], `${text}: ${part}`);
        [from, at] = [from + part.length, at + length];
      }
    }
  }
});

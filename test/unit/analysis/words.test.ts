import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dice, Vocabulary, wordsOf } from '../../../src/analysis/text/words.ts';

test('words: lower case, no Markdown, and what is new with each run masked', () => {
  const texts: readonly (readonly [string, readonly string[]])[] = [
    ['Hello *World*, `don_t` ~stop~', ['hello', 'world', 'don', 't', 'stop']],
    ['Order 4711 costs 12.50 on 2026-11-25', ['order', 'num', 'costs', 'num', 'on', 'date']],
    ['see https://a.example/b?c=1 or mail a.b@c.example', ['see', 'url', 'or', 'mail', 'email']],
    ['id ABCDEF01-abcd-abcd-abcd-abcdefabcdef', ['id', 'uuid']],
    ['letters abcdefab-abcd-abcd-abcd-abcdefabcdef', ['letters', 'uuid']],
    ['Größe ﬁne ４２', ['größe', 'fine', 'num']],
    ['заказ в пути', ['заказ', 'в', 'пути']],
    ['注文は明日', ['注文', 'は', '明日']],
    ['', []],
  ];
  for (const [text, words] of texts) assert.deepEqual(wordsOf(text), words, text);
});

test('Dice counts each word as often as it is said; two empty texts are alike', () => {
  const vocabulary = new Vocabulary();
  const bag = (text: string) => vocabulary.bagOf(wordsOf(text));
  assert.equal(dice(bag('a b c d'), bag('d c b a')), 1);
  assert.equal(dice(bag('a a b'), bag('a b b')), 2 / 3);
  assert.equal(dice(bag('a'), bag('b')), 0);
  assert.equal(dice(bag(''), bag('')), 1);
});

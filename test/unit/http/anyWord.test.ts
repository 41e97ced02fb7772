import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchForAny } from '../../../src/http/anyWord.ts';

const letters = (word: string): string[] => Array.from(word);

describe('a search for any of a few words', () => {
  const found = searchForAny([
    letters('secret-7'),
    letters('Zm9vYmFyYmF6'),
    [...letters('ab'), '+-', '/_', ...letters('yz')],
  ]);

  for (const [text, held] of [
    ['secret-7', true],
    ['SeCrEt-7', true],
    ['it ends with secret-7', true],
    ['secret-7 it begins with', true],
    ['secret-8 secret_7 secret7', false],
    ['secretsecretsecret-7', true],
    ['...zM9VyMfYyMf6...', true],
    ['Zm9vYmFyYmF', false],
    ['xab+/yz', true],
    ['xab-_yz', true],
    ['ab+/y', false],
    ['', false],
    ['日本語のsecret-7です', true],
    // Its last seven bits are those of `s`.
    ['\u00f3ecret-7', false],
  ] as const)
    it(`${held ? 'finds one' : 'finds none'} in ${JSON.stringify(text)}`, () => {
      assert.equal(found(text), held);
    });

  it('agrees with a pattern, wherever a word stands and whatever is around it', () => {
    const pattern = /aab|abaab|bbbbb/i;
    const search = searchForAny([letters('aab'), letters('abaab'), letters('bbbbb')]);
    for (let bits = 0; bits < 2 ** 12; bits++) {
      const text = Array.from({ length: 12 }, (_, i) => ((bits >> i) & 1 ? 'a' : 'B')).join('');
      assert.equal(search(text), pattern.test(text), text);
    }
  });
});

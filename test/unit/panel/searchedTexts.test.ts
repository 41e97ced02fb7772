import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchedTexts } from '../../../src/panel/run/searchedTexts.ts';
import { makeRun, makeTurn } from '../../webview/support/runs.ts';

test('texts are put together and folded once for each choice of case, in reading order and without empty ones', () => {
  const turns = [makeTurn('Café'), makeTurn(undefined), makeTurn('Tea')];
  const texts = new SearchedTexts(makeRun({ summary: 'Drinks', criteria: [], turns }));
  assert.deepEqual(
    texts.all().map(({ part, text }) => [part.of, part.index, text]),
    [
      ['summary', 0, 'Drinks'],
      ['turnText', 0, 'Café'],
      ['turnText', 2, 'Tea'],
    ],
  );
  const folded = texts.folded(false);
  assert.deepEqual(
    folded.map(({ text }) => text),
    ['drinks', 'cafe', 'tea'],
  );
  assert.equal(texts.folded(false), folded);
  assert.deepEqual(
    texts.folded(true).map(({ text }) => text),
    ['Drinks', 'Café', 'Tea'],
  );
});

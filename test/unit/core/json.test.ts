import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementTexts, sameData, without } from '../../../src/core/kit/json.ts';
import { randomJsonText } from '../../fixtures/randomJson.ts';

test('the texts of elements are those that JSON.parse would parse one by one', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const json = randomJsonText(seed);
    const elements = Array.from({ length: seed % 5 }, (_, i) => randomJsonText(seed * 7 + i));
    const list = `[${elements.map((text) => ` ${text}\n`).join(',')}]`;
    const text = ` {"x" : ${json}, "data":{"runs":[0]}, "da\\u0074a" :{"runs":${json},"runs" :\t${list} }, "y":${json}}`;
    const expected = (JSON.parse(text) as { data: { runs: unknown[] } }).data.runs;
    const texts = elementTexts(text, ['data', 'runs']);
    assert.deepEqual(texts, elements, `seed ${seed}`);
    assert.deepEqual(
      texts.map((element) => JSON.parse(element) as unknown),
      expected,
      `seed ${seed}`,
    );
  }
});

test('an array that is not there has no elements', () => {
  for (const text of [
    '{}',
    '[]',
    '7',
    '"data"',
    '{"data":7}',
    '{"data":{"runs":{}}}',
    '{"data":[{"runs":[1]}]}',
    '',
  ])
    assert.deepEqual(elementTexts(text, ['data', 'runs']), [], text);
  assert.deepEqual(elementTexts('[1, "a]" ]', []), ['1', '"a]"']);
});

test('texts that look like structure are text', () => {
  const strings = ['"]"', String.raw`"\\"`, String.raw`"\"]}"`, String.raw`"\\\"[{"`, '"{\\u0022"'];
  assert.deepEqual(elementTexts(`{"a":[${strings.join(', ')}]}`, ['a']), strings);
});

test('elements that are nested 100,000 levels deep are found', () => {
  const deep = '[{"a":'.repeat(50_000) + '1' + '}]'.repeat(50_000);
  assert.deepEqual(elementTexts(`{"a":[${deep},2]}`, ['a']), [deep, '2']);
});

test('data is the same when every member is, in whatever order', () => {
  assert.ok(sameData({ a: [1, { b: null }], c: NaN }, { c: NaN, a: [1, { b: null }] }));
  assert.ok(
    sameData(
      () => 1,
      () => 2,
    ),
  );
  const pairs: [unknown, unknown][] = [
    [{ a: 1 }, { a: 2 }],
    [{ a: undefined }, {}],
    [{ a: undefined }, { b: undefined }],
    [[1], { 0: 1 }],
    [[1, 2], [1]],
    [null, {}],
    ['1', 1],
    [0, -0],
  ];
  for (const [a, b] of pairs) {
    assert.equal(sameData(a, b), false);
    assert.equal(sameData(b, a), false);
  }
});

test('what is left of an object without what is known', () => {
  assert.deepEqual(without({ a: 1, b: null, c: { d: 2 } }, new Set(['a'])), { b: null, c: { d: 2 } });
});

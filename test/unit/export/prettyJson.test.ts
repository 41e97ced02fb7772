import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prettyJson } from '../../../src/export/prettyJson.ts';
import { randomJsonText } from '../../fixtures/randomJson.ts';

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

test('values are indented and stay as they were sent', () => {
  const text =
    '{"z":1.0,"big":12345678901234567890,"e":1e400,"t":"a\\u0041\\n, [","o":{ },"l":[ ] ,"n":[1,{"z":-0}]}';
  assert.equal(
    prettyJson(text),
    `{
  "z": 1.0,
  "big": 12345678901234567890,
  "e": 1e400,
  "t": "a\\u0041\\n, [",
  "o": {},
  "l": [],
  "n": [
    1,
    {
      "z": -0
    }
  ]
}`,
  );
});

test('any JSON keeps its tokens and its meaning, and a second time changes nothing', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const text = randomJsonText(seed);
    const pretty = prettyJson(text);
    assert.deepEqual(pretty.match(tokens), text.match(tokens), `seed ${seed}`);
    assert.deepEqual(JSON.parse(pretty), JSON.parse(text), `seed ${seed}`);
    assert.equal(prettyJson(pretty), pretty, `seed ${seed}`);
  }
});

test('where numbers print as they were sent, it is what JSON.stringify would print', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const value: unknown = JSON.parse(randomJsonText(seed));
    const text = JSON.stringify(value);
    assert.equal(prettyJson(text), JSON.stringify(value, null, 2), `seed ${seed}`);
  }
});

test('levels deeper than 100 are not indented further, so that 100,000 of them stay small', () => {
  const text = '['.repeat(100_000) + ']'.repeat(100_000);
  const pretty = prettyJson(text);
  assert.equal(pretty.replace(/\s/g, ''), text);
  assert.ok(pretty.length < 100_000 * 2 * 202);
  assert.equal(/^ *\[$/m.exec(pretty.split('\n')[50] ?? '')?.[0], `${' '.repeat(100)}[`);
});

test('a string of 5 million escapes needs no stack, and every character is looked at a few times at most', () => {
  const text = `["${'\\n\\"'.repeat(1_250_000)}"]`;
  assert.equal(prettyJson(text), `[\n  ${text.slice(1, -1)}\n]`);
});

test('5 MB of small values take one slice a token', () => {
  const text = `[${Array.from({ length: 250_000 }, (_, i) => `{"a":${i % 10},"b":[]}`).join(',')}]`;
  const slices = countSlices(() => {
    assert.equal(prettyJson(text, '').length, text.length + 250_000 * 6 + 1);
  });
  // {, "a", :, 1, ",", "b", :, [ with its ], }, and the comma after it.
  assert.equal(slices, 250_000 * 10 + 1);
});

/** How often `work` cuts a piece out of a string. */
function countSlices(work: () => void): number {
  const own = Object.getOwnPropertyDescriptor(String.prototype, 'slice') ?? {};
  let count = 0;
  Object.defineProperty(String.prototype, 'slice', {
    ...own,
    value: function (this: string, ...range: unknown[]): unknown {
      count++;
      return Reflect.apply(own.value as () => unknown, this, range);
    },
  });
  try {
    work();
  } finally {
    Object.defineProperty(String.prototype, 'slice', own);
  }
  return count;
}

test('text that is not JSON comes back complete', () => {
  for (const text of [']', '}}', '{"a":', '"open', '[1,,2]', 'words, and more', '', '\\'])
    assert.equal(prettyJson(text).replace(/\s/g, ''), text.replace(/\s/g, ''), text);
});

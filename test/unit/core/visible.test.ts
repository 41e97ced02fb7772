import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleLine, visibleLines, withoutEscapeSequences } from '../../../src/core/kit/visible.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { assertGrowsWithLength } from '../../support/doubling.ts';
import { makeRun } from '../../webview/support/runs.ts';

test('what turns the writing round or has no look becomes a mark', () => {
  assert.equal(visibleLine('safe \u202egnp.exe'), 'safe [U+202E]gnp.exe');
  assert.equal(visibleLine('a\u0000b\u2066c\u2069'), 'a[U+0000]b[U+2066]c[U+2069]');
  assert.equal(visibleLine('a\u200b\u200f\ufeffb'), 'ab');
  assert.equal(visibleLine('a\r\n\tb\u2028c'), 'a b c');
  assert.equal(visibleLine('\ud800a\u001b[1mb\u001b[0m'), '\ufffdab');
});

test('what people write stays', () => {
  for (const text of ['plain', 'שלום עולם', 'مرحبا', 'नमस्ते', '👩‍👩‍👧', '한국어', 'é', 'می‌خواهم'])
    assert.equal(visibleLine(text), text);
});

test('lines stay lines', () => {
  assert.equal(visibleLines('a\r\nb\u202e\tc'), 'a\nb[U+202E] c');
});

test('escape sequences of any kind go', () => {
  assert.equal(
    withoutEscapeSequences('\u001b[38;5;1ma\u001b[K\u001b]0;title\u0007b\u001b(B\u009b2Jc\u001bMd'),
    'abcd',
  );
  for (const unit of ['\u001b', '\u001b[', '\u001b]', '\u001b[1', '\u001b(', '\u009b'])
    assertGrowsWithLength('escape sequences', withoutEscapeSequences, unit);
});

test('no row turns the writing round', () => {
  const item = makeRun({ title: 'safe \u202egnp.exe', verdict: 'failed', reason: 'a\u0000b' });
  const { label, description, accessibleLabel } = viewOf({ kind: 'run', item });
  assert.equal(label, 'safe [U+202E]gnp.exe');
  assert.match(description, /^a\[U\+0000\]b/);
  assert.doesNotMatch(accessibleLabel, new RegExp('[\\u0000\\u202e]'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  beginning,
  iconlessLine,
  shortLine,
  unlinked,
  visibleLine,
  visibleLines,
  withoutEscapeSequences,
} from '../../../src/core/kit/visible.ts';
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

test('letters without a look and hidden tags become marks, those of a flag stay', () => {
  assert.equal(visibleLine('a\u3164b\u115fc'), 'a[U+3164]b[U+115F]c');
  assert.equal(visibleLine('ok\u{e0068}\u{e0069}'), 'ok[U+E0068][U+E0069]');
  const wales = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}';
  assert.equal(visibleLine(`${wales} won`), `${wales} won`);
});

test('rows of what stands once behind a character, and reserved characters without a look, become marks', () => {
  const [first, second] = ['\ufe0f', '\u{e0148}'];
  assert.equal(visibleLine(`❤${first}${second}${second} x`), `❤${first}[U+E0148][U+E0148] x`);
  assert.equal(visibleLine('a\u200c\u200d\u200c\u200db'), 'a\u200c\u200d[U+200C][U+200D]b');
  assert.equal(visibleLine('a\u{e0081}b\ufff0c\u{1d173}'), 'a[U+E0081]b[U+FFF0]c[U+1D173]');
  for (const text of ['❤️ ☎︎ 葛\u{e0100}城', '👩‍❤️‍👩', 'ᠠ\u180bᠨ']) assert.equal(visibleLine(text), text);
});

test('no label draws an icon of its words, and no notification a link', () => {
  assert.equal(iconlessLine('$(sync~spin) a\u202eb $(x)'), '\\$(sync~spin) a[U+202E]b \\$(x)');
  assert.equal(
    unlinked('see [here](https://a.example) a\u0000b'),
    'see [here]\u2060(https://a.example) a[U+0000]b',
  );
  assert.equal(unlinked('plain (words) [1]'), 'plain (words) [1]');
});

test('a line that is cut ends with a whole character', () => {
  assert.equal(shortLine('  a \n b ', 10), 'a b');
  assert.equal(shortLine('abcdefgh', 5), 'abcd…');
  assert.equal(shortLine('abc 😀😀', 6), 'abc…');
  assert.equal(shortLine('ab👩‍👩‍👧cd', 6), 'ab…');
  assert.equal(shortLine('caffe\u0301 x', 6), 'caff…');
  assert.equal(shortLine('🇩🇪🇫🇷', 7), '🇩🇪…');
  assert.equal(shortLine('नका x', 3), 'न…');
  assert.equal(beginning('12345678-9', 8), '12345678');
  assert.equal(beginning('1234567😀', 8), '1234567');
  assert.equal(beginning(`a${'\u0301'.repeat(100)}`, 8).length, 8);
  assert.equal(shortLine('short', Infinity), 'short');
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

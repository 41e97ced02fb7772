import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import type { Run } from '../../../src/core/run/run.ts';
import type { ExportedRun } from '../../../src/export/exported.ts';
import { htmlPieces } from '../../../src/export/html.ts';
import { markdownPieces } from '../../../src/export/markdown.ts';
import { fileTitleOf, titleOf } from '../../../src/export/title.ts';
import { fileNameOf } from '../../../src/services/export/fileName.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';
import { makeRun } from '../../webview/support/runs.ts';
import { brokenRun, joined } from './support.ts';

afterEach(() => useLanguage(undefined));

const simulation = ['Shop', 'Order status', 'Nightly'];

function runs(verdicts: string, where: readonly string[] = simulation): ExportedRun[] {
  const fields: Readonly<Record<string, Partial<Run>>> = {
    p: { verdict: 'passed' },
    f: { verdict: 'failed' },
    r: { state: 'running' },
    u: {},
  };
  return verdicts.split('').map((letter, i) => ({
    item: makeRun({ title: `Run ${i + 1}`, ...fields[letter] }),
    where,
  }));
}

test('an export is called by where its runs are from and how they went', () => {
  assert.equal(titleOf(runs('pff')), 'Order status › Nightly: 1 of 3 passed (33.3 %)');
  assert.equal(titleOf(runs('pfr')), 'Order status › Nightly: 1 of 3 passed, 1 not finished');
  assert.equal(titleOf(runs('uu')), 'Order status › Nightly: 2 runs');
  assert.equal(titleOf(runs('uu', [])), '2 runs');
  assert.equal(titleOf(runs('pu', [])), '2 runs: 1 of 2 passed (50 %)');
  assert.equal(titleOf(runs('f')), 'Run 1: failed · Order status › Nightly');
  assert.equal(titleOf(runs('u', ['notes.jsonl'])), 'Run 1: no verdict · notes.jsonl');
  assert.equal(titleOf([{ item: brokenRun(), where: [] }]), 'Run 9: could not be read');
  const both = [...runs('p'), ...runs('p', ['Shop', 'Order status', 'Weekly'])];
  assert.equal(titleOf(both), 'Order status: 2 of 2 passed (100 %)');
  assert.equal(
    titleOf([...runs('p'), ...runs('f', ['Other', 'Order status'])]),
    '2 runs: 1 of 2 passed (50 %)',
  );
  assert.equal(titleOf([]), '0 runs');
});

test('runs that go on stand in the list of the language', () => {
  useLanguage(bundledLanguage('ja'));
  assert.equal(titleOf(runs('pfr')), 'Order status › Nightly: 3 件中 1 件合格、未終了: 1');
});

test('a file is called so, too, and its result stays however long the names are', () => {
  const nameOf = (of: readonly ExportedRun[]) => {
    const { name, ending } = fileTitleOf(of);
    return fileNameOf(name, 'runs', ending);
  };
  assert.equal(nameOf(runs('pff')), 'Order status - Nightly - 1 of 3 passed');
  assert.equal(nameOf(runs('f')), 'Order status - Nightly - Run 1 - failed');
  assert.equal(nameOf(runs('uu', [])), '2 runs');
  const long = nameOf(runs('pf', ['Shop', 'a/b: '.repeat(100), 'x']));
  assert.ok(Buffer.byteLength(long) <= 120, long);
  assert.match(long, /^a b a b .* a b? ?- 1 of 2 passed$/);
});

test('the page and the Markdown of several runs begin with it', () => {
  const html = joined(htmlPieces(runs('pff')));
  assert.match(html, /<title>Order status › Nightly: 1 of 3 passed \(33\.3 %\)<\/title>/);
  assert.match(html, /<h1><bdi>Order status › Nightly: 1 of 3 passed \(33\.3 %\)<\/bdi><\/h1>/);
  assert.match(joined(htmlPieces(runs('f'))), /<title>Run 1: failed · Order status › Nightly<\/title>/);
  assert.match(
    joined(markdownPieces(runs('pf'))),
    /^# Order status › Nightly: 1 of 2 passed \(50 %\)\n\n# Run 1: passed\n/,
  );
  assert.match(joined(markdownPieces(runs('f'))), /^# Run 1: failed\n/);
});

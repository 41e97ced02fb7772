/** Rows and what is said of them, where words are put together, in a language with other marks than English. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import { statusWords } from '../../../src/core/live/words.ts';
import { ProviderError, sentencesOf } from '../../../src/core/provider/providerError.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import type { Trail } from '../../../src/core/rows/trail.ts';
import type { Row } from '../../../src/core/rows/tree.ts';
import { defaultView, describeFilter } from '../../../src/core/rows/view.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';
import { collectionAt, place, runAt } from './support.ts';

afterEach(() => useLanguage(undefined));

const inJapanese = <T>(say: () => T): T => {
  useLanguage(bundledLanguage('ja'));
  return say();
};

test('a row says a list to screen readers as the language writes it', () => {
  const run: Row = { kind: 'run', item: runAt('R', { verdict: 'failed', reason: 'Too late' }) };
  const label = () => viewOf(run, { watched: true }).accessibleLabel;
  assert.equal(label(), 'R, failed, Too late, 0 turns, watched');
  assert.equal(inJapanese(label), 'R、不合格、Too late、0 ターン、ウォッチ中');
});

test('rates of older batches and a trail in a tooltip have the commas of the language', () => {
  const judged = { runs: 4, passed: 1, failed: 3, errored: 0, unfinished: 0, complete: true };
  const batch = { at: undefined, outcome: 'failed', judged, seenAt: undefined } as const;
  const trail: Trail = { batches: [batch, batch, batch], seenAt: undefined };
  const row: Row = {
    ...{ kind: 'collection', item: collectionAt(['s'], { holds: 'collections' }) },
    ...{ judged: undefined, trail },
  };
  assert.equal(viewOf(row).description, '1/4 passed · before: 25 %, 25 %');
  assert.equal(
    inJapanese(() => viewOf(row).description),
    '1/4 合格 · 以前: 25%、25%',
  );
  const old: Row = { ...row, trail: { ...trail, batches: [{ ...batch, seenAt: 0 }] } };
  assert.equal(tooltipOf(old, 60_000)?.split('\n')[1], '日付なし: 4 件中 1 件合格 (25%)、アーカイブ: 1 分前');
});

test('sentences of a failure follow each other as the language has them', () => {
  const error = new ProviderError({
    reason: 'network',
    message: '応答がありません。',
    nextStep: 'アドレスは正しいですか?',
    service: { title: 'Busy' },
  });
  const failure: Row = { kind: 'failure', place, error, stale: true };
  useLanguage(bundledLanguage('ja'));
  assert.equal(
    sentencesOf(error),
    '応答がありません。アドレスは正しいですか? サービスからのメッセージ: Busy。',
  );
  assert.equal(
    viewOf(failure).accessibleLabel,
    '読み込めませんでした: 応答がありません。アドレスは正しいですか?',
  );
  assert.equal(viewOf(failure).description, 'アドレスは正しいですか? 以前に読み込んだものを表示しています。');
});

test('filters and freshness are lists of the language', () => {
  const filter = () => describeFilter({ ...defaultView, outcomes: ['failed'], text: 'a' });
  const fresh = () => statusWords({ updatedAt: 0, nextAt: 30_000, held: undefined }, 12_000);
  assert.deepEqual([filter(), fresh()], ['failed, "a"', 'updated 12 s ago, next in 18 s']);
  assert.deepEqual(
    inJapanese(() => [filter(), fresh()]),
    ['不合格、"a"', '更新: 12 秒前、次回: 18 秒後'],
  );
});

/** Where the runs of two batches part, side by side. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { forksOfTwo, goesOtherWays } from '../../../src/analysis/forks/forksOfTwo.ts';
import { forkOfTwoWords, tellingForks } from '../../../src/analysis/forks/twoWords.ts';
import { finished } from '../../../src/analysis/slices.ts';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import type { Run, Turn } from '../../../src/core/run/run.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';
import { runOf, shuffled, turnOf } from './support.ts';

afterEach(() => useLanguage(undefined));

const text = (role: string, said: string): Turn =>
  turnOf(said, { role, blocks: [{ kind: 'text', text: said }] });
const hello = text('user', 'Where is my order please');
const number = text('agent', 'Please give me your booking number');
const refund = text('agent', 'I can offer a refund right away');
const sunday = text('agent', 'Nobody works here on sundays');
const yes = text('user', 'Yes that would be fine');
const never = text('user', 'Certainly not what are you thinking');

/** So many runs of a batch that say the same. */
function runs(batch: string, count: number, outcome: 'passed' | 'failed', ...turns: readonly Turn[]): Run[] {
  made += count;
  return Array.from({ length: count }, (_, at) =>
    runOf(made - at, {
      outcome,
      more: { turns, ref: { connection: 'c', path: [batch], run: `${made - at}` } },
    }),
  );
}
let made = 0;

const forks = (first: readonly Run[], second: readonly Run[]) => finished(forksOfTwo(first, second, 0.3));

test('a way is the same in both: it separates now, where before all went one way', () => {
  const before = runs('old', 12, 'passed', hello, number);
  const now = [...runs('new', 6, 'passed', hello, number), ...runs('new', 8, 'failed', hello, refund)];
  const { forks: found, runs: walked, withoutTranscript } = forks(before, now);
  assert.deepEqual([found.length, walked, withoutTranscript], [1, 26, 0]);
  const [fork] = found;
  assert.ok(fork);
  assert.deepEqual(
    fork.branches.map(({ sides }) => sides),
    [
      [
        { passed: 12, failed: 0 },
        { passed: 6, failed: 0 },
      ],
      [
        { passed: 0, failed: 0 },
        { passed: 0, failed: 8 },
      ],
    ],
  );
  assert.deepEqual(
    fork.sides.map(({ runs: all, separates, q }) => [all, separates, q === null]),
    [
      [12, false, true],
      [14, true, false],
    ],
  );
  assert.equal(goesOtherWays(fork), true);
  assert.equal(
    forkOfTwoWords(fork),
    'Turn 2, by wording: before no clear link to the outcome, now separates passed from failed; runs now go other ways. ' +
      '“Please give me your booking number”: 12 of 12 passed before, 6 of 6 passed now; ' +
      '“I can offer a refund right away”: no run before, 0 of 8 passed now.',
  );
});

test('in another language it has the marks of that', () => {
  const before = runs('old', 12, 'passed', hello, number);
  const now = [...runs('new', 6, 'passed', hello, number), ...runs('new', 8, 'failed', hello, refund)];
  const [fork] = forks(before, now).forks;
  assert.ok(fork);
  useLanguage(bundledLanguage('ja'));
  assert.equal(
    forkOfTwoWords(fork),
    'ターン 2、文言の違い: 以前は「結果との明確な関連なし」、今回は「合格と不合格を分ける」。今回の実行は別の進み方をしています。' +
      '「Please give me your booking number」: 以前は 12 件中 12 件合格、今回は 6 件中 6 件合格。' +
      '「I can offer a refund right away」: 以前は 実行なし、今回は 8 件中 0 件合格。',
  );
});

test('the batches the other way round swap their sides; the order of runs changes nothing', () => {
  const first = [...runs('old', 7, 'passed', hello, number), ...runs('old', 6, 'failed', hello, refund)];
  const second = [...runs('new', 5, 'passed', hello, number), ...runs('new', 9, 'failed', hello, refund)];
  const found = forks(first, second);
  assert.deepEqual(forks(shuffled(first), shuffled(second)), found);
  const [fork] = found.forks;
  const [back] = forks(second, first).forks;
  assert.ok(fork && back);
  assert.deepEqual(back.sides, fork.sides.toReversed());
  assert.deepEqual(
    fork.sides.map(({ separates }) => separates),
    [true, true],
  );
  assert.equal(back.between, fork.between);
  assert.equal(goesOtherWays(fork), false, 'both go both ways');
});

test('a batch beside itself under another name never goes other ways', () => {
  const one = [
    ...runs('old', 6, 'passed', hello, number, yes),
    ...runs('old', 6, 'failed', hello, refund, never),
  ];
  const same = one.map((run) => ({ ...run, ref: { ...run.ref, path: ['new'] } }));
  const found = forks(one, same).forks;
  assert.ok(found.length > 0);
  for (const fork of found) assert.equal(goesOtherWays(fork), false);
});

test('too few runs say so, and nothing is told of them; runs without transcript are counted', () => {
  const before = runs('old', 2, 'passed', hello, number);
  const now = [...runs('new', 2, 'failed', hello, refund), runOf(99, { more: { turns: undefined } })];
  const { forks: found, withoutTranscript } = forks(before, now);
  assert.equal(withoutTranscript, 1);
  assert.match(
    forkOfTwoWords(found[0] ?? assert.fail()),
    /before too few runs to tell, now too few runs to tell\. /,
  );
  assert.deepEqual(forks([], []), { forks: [], runs: 0, withoutTranscript: 0 });
});

test('of many forks those that say something are chosen, and stand in the order of the way', () => {
  const before = [
    ...runs('old', 6, 'passed', hello, number, yes),
    ...runs('old', 6, 'passed', hello, number, never),
    ...runs('old', 6, 'passed', hello, sunday, yes),
    ...runs('old', 6, 'failed', hello, sunday, never),
  ];
  const { forks: found } = forks(before, runs('new', 12, 'passed', hello, number, yes));
  assert.equal(found.length, 3);
  const told = (most: number) => tellingForks(found, most).map((fork) => found.indexOf(fork));
  const separating = found.findIndex(({ turn, sides }) => turn === 2 && sides[0].separates);
  assert.ok(separating > 0);
  assert.ok(told(2).includes(separating));
  assert.deepEqual(told(3), [0, 1, 2]);
});

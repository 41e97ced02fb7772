/** Where runs of a batch part, and where the judge disagrees with itself. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { nearestPassingRun } from '../../../src/analysis/align/counterpart.ts';
import { forksOf } from '../../../src/analysis/forks/forks.ts';
import { disagreementsOf, disagreementWords } from '../../../src/analysis/forks/judges.ts';
import { forkWords, separates } from '../../../src/analysis/forks/words.ts';
import { finished } from '../../../src/analysis/slices.ts';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import type { Run, Turn } from '../../../src/core/run/run.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';
import { near } from './near.ts';
import { runOf, shuffled, turnOf, type Said } from './support.ts';

afterEach(() => useLanguage(undefined));

const text = (role: string, said: string): Turn =>
  turnOf(said, { role, blocks: [{ kind: 'text', text: said }] });
const call = (name: string, args: string): Turn =>
  turnOf(undefined, {
    role: 'agent',
    blocks: [{ kind: 'toolCall', name, arguments: args, callId: undefined }],
  });

const hello = text('user', 'Where is my order please');
const bye = text('agent', 'Goodbye and have a nice day');
const number = text('agent', 'Please give me your booking number');
const refund = text('agent', 'I can offer a refund right away');

const runsWith = (count: number, from: number, outcome: Said['outcome'], turns: readonly Turn[]): Run[] =>
  Array.from({ length: count }, (_, index) =>
    runOf(from + index, { outcome: outcome ?? 'passed', more: { turns } }),
  );
const forks = (runs: readonly Run[]) => finished(forksOf(runs, 0.3));
const id = (sequence: number) => JSON.stringify(['c', 'b', `run-${sequence}`]);

test('the turn that separates: six ask for the number and pass, six offer a refund and fail', () => {
  const found = forks([
    ...runsWith(6, 1, 'passed', [hello, number, bye]),
    ...runsWith(6, 7, 'failed', [hello, refund, bye]),
  ]);
  assert.deepEqual([found.forks.length, found.runs, found.withoutTranscript], [1, 12, 0]);
  const [fork] = found.forks;
  assert.ok(fork);
  assert.equal(found.deciding, fork);
  assert.deepEqual([fork.turn, fork.by], [1, 'wording']);
  assert.deepEqual(
    fork.branches.map(({ runs, passed, failed, example }) => [runs.length, passed, failed, example.turn]),
    [
      [6, 6, 0, 1],
      [6, 0, 6, 1],
    ],
  );
  // Twice 1/924 with half of both mirrors.
  near(fork.p, 0.001082, 6);
  assert.equal(
    forkWords(fork),
    'Turn 2 separates: 6 runs say “Please give me your booking number”, 6 pass; ' +
      '6 runs say “I can offer a refund right away”, 0 pass.',
  );
});

test('in another language it has the marks of that', () => {
  const { deciding } = forks([
    ...runsWith(6, 1, 'passed', [hello, number, bye]),
    ...runsWith(6, 7, 'failed', [hello, refund, bye]),
  ]);
  assert.ok(deciding);
  useLanguage(bundledLanguage('de'));
  assert.equal(
    forkWords(deciding),
    'Turn 2 trennt bestandene von fehlgeschlagenen: 6 Läufe sagen „Please give me your booking number“, 6 bestehen; ' +
      '6 Läufe sagen „I can offer a refund right away“, 0 bestehen.',
  );
  useLanguage(bundledLanguage('ja'));
  assert.equal(
    forkWords(deciding),
    'ターン 2 が合否を分けています: 6 件は「Please give me your booking number」と発言、うち 6 件が合格。' +
      '6 件は「I can offer a refund right away」と発言、うち 0 件が合格。',
  );
});

test('few runs tell nothing, and a fork that has nothing to do with the outcome says so', () => {
  const few = forks([
    ...runsWith(2, 1, 'passed', [hello, number]),
    ...runsWith(2, 3, 'failed', [hello, refund]),
  ]);
  assert.ok(few.deciding && !separates(few.deciding));
  assert.match(
    forkWords(few.deciding),
    /^Turn 2 parts them, with too few runs to tell whether that decides: /,
  );
  const mixed = forks([
    ...runsWith(4, 1, 'passed', [hello, number]),
    ...runsWith(4, 5, 'failed', [hello, number]),
    ...runsWith(4, 9, 'passed', [hello, refund]),
    ...runsWith(4, 13, 'failed', [hello, refund]),
  ]);
  assert.ok(mixed.deciding && !separates(mixed.deciding));
  assert.match(forkWords(mixed.deciding), /^Turn 2 parts them, with no clear link to the outcome: /);
});

test('runs part by tool first, then by arguments, then by words, and go on within each branch', () => {
  const ways = [
    ...runsWith(3, 1, 'passed', [hello, call('find', '{"id":1}'), number]),
    ...runsWith(3, 4, 'failed', [hello, call('find', '{"id":2}'), number]),
    ...runsWith(3, 7, 'passed', [hello, call('close', '{}'), bye, hello]),
    ...runsWith(3, 10, 'failed', [hello, call('close', '{}'), bye]),
  ];
  const { forks: found } = forks(ways);
  assert.deepEqual(
    found.map(({ by, turn, branches }) => [by, turn, ...branches.map(({ words }) => words)]),
    [
      ['tool', 1, 'find', 'close'],
      ['arguments', 1, 'find {"id":1}', 'find {"id":2}'],
      ['wording', 3, 'Where is my order please', null],
    ],
  );
  assert.deepEqual(
    found[2]?.branches.map(({ runs }) => runs),
    [
      [id(7), id(8), id(9)],
      [id(10), id(11), id(12)],
    ],
  );
  assert.match(
    forkWords(found[0] ?? assert.fail()),
    /6 runs call find, 3 pass; 6 runs call close, 3 pass\.$/,
  );
  assert.match(forkWords(found[2]), /3 runs end, 0 pass\.$/);
  assert.equal(JSON.stringify(forks(shuffled(ways))), JSON.stringify(forks(ways)), 'the order of runs');
});

test('arguments that are others in each run do not part it', () => {
  const runs = Array.from({ length: 6 }, (_, index) =>
    runOf(index + 1, { more: { turns: [hello, call('find', `{"query":"words ${'abcdef'[index]}"}`), bye] } }),
  );
  assert.deepEqual(forks(runs).forks, []);
});

test('runs of other tests were never together', () => {
  const other = text('user', 'Which bikes do you sell at all');
  const runs = [
    ...runsWith(5, 1, 'passed', [hello, bye]).map((run) => ({ ...run, unit: 'orders' })),
    ...runsWith(5, 6, 'failed', [other, bye]).map((run) => ({ ...run, unit: 'bikes' })),
  ];
  assert.deepEqual(forks(runs).forks, []);
  assert.equal(forks(runs.map((run) => ({ ...run, unit: 'one' }))).forks.length, 1);
});

test('runs without a verdict or a transcript take no part', () => {
  const found = forks([
    ...runsWith(2, 1, 'passed', [hello]),
    ...runsWith(2, 3, 'errored', [refund]),
    runOf(5, { more: { turns: undefined } }),
  ]);
  assert.deepEqual([found.forks, found.deciding, found.runs, found.withoutTranscript], [[], undefined, 2, 1]);
  assert.deepEqual(forks([]).forks, []);
});

test('p is that of one test for two branches, of as many as there are for more; q counts all forks', () => {
  const third = text('agent', 'Nobody works here on sundays');
  const { forks: found } = forks([
    ...runsWith(5, 1, 'passed', [hello, number]),
    ...runsWith(5, 6, 'failed', [hello, refund]),
    ...runsWith(5, 11, 'passed', [hello, third, bye]),
    ...runsWith(1, 16, 'failed', [hello, third]),
  ]);
  assert.equal(found.length, 2);
  // Of 5 against 11 of which 10 and 6: the branch of failures is the clearest, tested as one of three.
  const one = found[0]?.p ?? NaN;
  const ways = 4368; // 16 choose 5
  near(one, 3 * ((6 / ways) * 0.5), 5);
  const q = found[0]?.q ?? NaN;
  near(q, Math.min(2 * one, found[1]?.p ?? 1), 9);
});

test('the judge disagrees with itself: the same conversation, another verdict', () => {
  const same = [hello, number, bye];
  const said = (sequence: number, polite: boolean, turns = same) =>
    runOf(sequence, {
      outcome: polite ? 'passed' : 'failed',
      criteria: { polite, located: true },
      more: { turns },
    });
  const nearly = [hello, number, text('agent', 'Goodbye and have a really nice day')];
  const runs = [said(1, true), said(2, false), said(3, false, nearly), said(4, true, [hello, refund, bye])];
  const found = finished(disagreementsOf(runs));
  assert.deepEqual(
    found.map(({ criterion, met, notMet }) => [criterion?.name, met, notMet]),
    [['polite', [id(1)], [id(2), id(3)]]],
  );
  // 6 of 6 and 7 words are the same.
  near(found[0]?.similarity, 12 / 13, 9);
  assert.equal(
    disagreementWords(found[0] ?? assert.fail()),
    'The judge disagrees with itself on “polite”: of 3 runs that are nearly the same, 1 met it and 2 did not.',
  );
  assert.deepEqual(finished(disagreementsOf(shuffled(runs))), found);
});

test('without criteria the verdict of the whole counts; errors and empty transcripts do not', () => {
  const whole = [...runsWith(1, 1, 'passed', [hello]), ...runsWith(2, 2, 'failed', [hello])];
  const found = finished(disagreementsOf(whole));
  assert.equal(found[0]?.criterion, null);
  assert.match(disagreementWords(found[0]), /itself: of 3 runs .*, 1 passed and 2 failed\.$/);
  const silent = [...runsWith(1, 1, 'passed', []), ...runsWith(1, 2, 'failed', [])];
  const errors = [...runsWith(1, 1, 'passed', [hello]), ...runsWith(1, 2, 'errored', [hello])];
  assert.deepEqual([finished(disagreementsOf(silent)), finished(disagreementsOf(errors))], [[], []]);
});

test('the nearest passing run goes the same way for the longest', () => {
  const failed = runOf(1, { outcome: 'failed', more: { turns: [hello, number, refund] } });
  const others = [
    failed,
    ...runsWith(1, 2, 'failed', [hello, number, refund]),
    ...runsWith(1, 3, 'passed', [hello, bye]),
    ...runsWith(1, 4, 'passed', [hello, number, bye]),
    ...runsWith(1, 5, 'passed', [hello, number, bye]),
    runOf(6, { more: { turns: undefined } }),
  ];
  const found = finished(nearestPassingRun(failed, others, 0.3));
  assert.deepEqual([found?.run.title, found?.split.level, found?.split.turnB], ['Run 4', 'wording', 2]);
  assert.equal(finished(nearestPassingRun(failed, [failed], 0.3)), undefined);
  const nearer = text('agent', 'I can ask for your number again');
  const tied = [
    ...runsWith(1, 2, 'passed', [hello, number, bye]),
    ...runsWith(1, 3, 'passed', [hello, number, nearer]),
  ];
  assert.equal(finished(nearestPassingRun(failed, tied, 0.5))?.run.title, 'Run 3', 'more words in common');
});

/** What the page of two batches shows, and which batches tried the same at all. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { areOtherCases } from '../../../../src/analysis/compare/otherCases.ts';
import { defaultSettings } from '../../../../src/analysis/settings.ts';
import { finished } from '../../../../src/analysis/slices.ts';
import { useLanguage } from '../../../../src/core/kit/l10n.ts';
import type { Run, RunItem } from '../../../../src/core/run/run.ts';
import { Numbering } from '../../../../src/panel/batch/numbering.ts';
import { batchesView, type BatchesAbout } from '../../../../src/panel/comparison/batchesView.ts';
import { setupOf } from '../../../../src/panel/comparison/circumstances.ts';
import { bundledLanguage } from '../../../support/l10n/language.ts';
import { makeCriterion } from '../../../webview/support/runs.ts';
import { collectionAt, runAt } from '../../core/support.ts';

afterEach(() => useLanguage(undefined));

const price = (id: string, met: boolean, more: Partial<Run> = {}): Run =>
  runAt(id, {
    ...{ verdict: met ? 'passed' : 'failed', state: 'finished', turns: undefined },
    criteria: [makeCriterion('Price', { text: 'Price', met: met ? 'met' : 'notMet' })],
    ...more,
  });
const many = (letter: string, passed: number, count: number): Run[] =>
  Array.from({ length: count }, (_, at) => price(`${letter}${at}`, at < passed));

function view(first: readonly RunItem[], second: readonly RunItem[], more: Partial<BatchesAbout> = {}) {
  const side = (title: string, runs: readonly RunItem[]) => ({ title, trail: ['Shop'], runs });
  return finished(
    batchesView(side('Thursday', first), side('Friday', second), {
      ...{
        settings: defaultSettings,
        loading: false,
        isPart: false,
        keys: new Numbering(),
        forks: undefined,
      },
      ...more,
    }),
  );
}

test('criteria and groups carry their counts, verdicts and ages', () => {
  const { criteria, groups, headline } = view(many('a', 20, 20), many('b', 10, 20));
  assert.equal(headline.words, 'Lower, clear: 100 % → 50 %.');
  assert.match(headline.how, /^Difference of rates by Newcombe, tested by Fisher \(mid-P\): p /);
  assert.deepEqual(
    criteria.map(({ name, before, now, words }) => [name, before, now, words]),
    [['Price', '20 of 20 (100 %)', '10 of 20 (50 %)', 'Lower, clear']],
  );
  assert.deepEqual(
    groups.map(({ age, title, count, runs }) => [age, title, count, runs.length]),
    [['new', 'Price', 10, 10]],
  );
  const back = view(many('b', 10, 20), many('a', 20, 20));
  assert.deepEqual(
    back.groups.map(({ age }) => age),
    ['gone'],
  );
});

test('where pairs decide, the hover tells of their test, and no runs are said to be needed', () => {
  const tests = (letter: string, passed: number, each = 1) =>
    Array.from({ length: each }, (_, round) =>
      many(`${letter}${round}-`, passed, 32).map((run, index) => ({ ...run, unit: `test ${index}` })),
    ).flat();
  const { headline, more } = view(tests('a', 24), tests('b', 18));
  assert.deepEqual(
    [headline.words, headline.how, headline.verdict],
    [
      'Lower, probable: 75 % → 56.3 %.',
      'Pairs of the same test or task, tested by McNemar (mid-P): p 0.016.',
      'lower',
    ],
  );
  assert.ok(more.includes('Same tests or tasks: 6 of 32 lower, 0 higher: Lower, probable.'), more.join());
  assert.doesNotMatch(more.join(), /are needed/);
  assert.match(
    view(tests('a', 24, 2), tests('b', 18, 2)).headline.how,
    /^Pairs of the same test or task, tested by sign flips: p 0\.0\d+\.$/,
  );
  assert.match(view(many('a', 18, 20), many('b', 16, 20)).more.join(), /about 199 runs per batch are needed/);
});

test('its sentences end as in their language', () => {
  useLanguage(bundledLanguage('ja'));
  const { headline, more } = view(many('a', 20, 20), many('b', 10, 20));
  assert.deepEqual(
    [headline.words, headline.how, ...more],
    [
      '低下 (明確): 100% → 50%。',
      '合格率の差 (Newcombe)、Fisher (mid-P) で検定: p 0.00022。',
      '差: −50 ポイント (−70 ～ −24)、p 0.00022。',
    ],
  );
});

test('a large group has twelve links, and counts all its runs', () => {
  const [group] = view(many('a', 20, 20), many('b', 0, 20)).groups;
  assert.deepEqual([group?.count, group?.runs.length], [20, 12]);
});

test('says what a reader must know before they trust the figures', () => {
  const archived = { seenAt: 1, gone: undefined };
  const first = [price('a', true, { archived }), price('b', true)];
  const broken = {
    kind: 'broken',
    ref: price('x', true).ref,
    title: 'x',
    problem: 'odd',
  } as unknown as RunItem;
  assert.deepEqual(view(first, [price('c', true), broken], { isPart: true }).notes, [
    'Not all runs are loaded; the figures are of 2 and 2 runs.',
    'From the archive: 1 of 4 runs.',
    'Could not be read: 1 of 4 runs.',
  ]);
  assert.deepEqual(view(first.slice(1), [price('c', true)], { isPart: true, loading: true }).notes, []);
});

test('errored runs stand beside the rate', () => {
  const error = { message: 'Time ran out.', technicalDetails: undefined } as never;
  const erring = runAt('e', { verdict: 'none', error, turns: undefined });
  const { sides, more } = view(many('a', 2, 2), [...many('b', 1, 1), erring]);
  assert.deepEqual(
    sides.map(({ errors }) => errors),
    [undefined, '1 of 2 errored'],
  );
  assert.ok(more.includes('Errored runs: Too few runs to tell.'), more.join());
  const both =
    'With errored runs counted as failed: 2 of 2 passed (100 %, likely 34–100 %) before, 1 of 2 passed (50 %, likely 9–91 %) now.';
  assert.ok(more.includes(both), more.join());
});

const at = (...path: string[]) => ({ connection: 'c', path });
const pair = (before: ReturnType<typeof at>, now: ReturnType<typeof at>) =>
  ({ kind: 'batches', before, now }) as const;

test('batches of one scenario tried the same; those of two did not, unless a task is in both', () => {
  const [first, second] = [many('a', 1, 1), many('b', 1, 1)];
  assert.equal(areOtherCases(pair(at('s', '1'), at('s', '2')), first, second), false);
  assert.equal(areOtherCases(pair(at('s', '1'), at('t', '1')), first, second), true);
  const repeat = { case: 'Buy a chair', number: 1, total: undefined };
  const same = [price('a', true, { repeat }), price('b', true, { repeat })] as const;
  assert.equal(areOtherCases(pair(at('s', '1'), at('t', '1')), [same[0]], [same[1]]), false);
});

test('the same criteria in a file and at a service are taken for the same scenario', () => {
  const [first, second] = [many('a', 1, 1), many('b', 1, 1)];
  const file = { connection: 'files', path: ['f', '1'] };
  assert.equal(areOtherCases(pair(at('s', '1'), file), first, second), false);
  assert.equal(areOtherCases(pair(at('s', '1'), file), first, []), true);
  const none = runAt('z', { turns: undefined });
  assert.equal(areOtherCases(pair(at('s', '1'), file), [none], [none]), true);
});

test('persona, mission and turn limit are those of what is above the batch', () => {
  const facts = [
    ['Persona', 'In a hurry'],
    ['Max turns', '12'],
    ['Reference', 'abc'],
  ] as const;
  const scenario = collectionAt(['s'], { facts });
  const source = {
    collection: ({ path }: { readonly path: readonly string[] }) =>
      path.join() === 's' ? scenario : undefined,
  };
  assert.deepEqual(setupOf(source, at('s', '1')), [
    ['Persona', 'In a hurry'],
    ['Max turns', '12'],
  ]);
  assert.deepEqual(setupOf(source, at('t', '1')), []);
  assert.deepEqual(setupOf(source, at('s')), []);
});

/** What the overview of a batch says, in each state that a batch can be in (docs/analysis.md 6.6). */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { defaultSettings } from '../../../../src/analysis/settings.ts';
import { useLanguage } from '../../../../src/core/kit/l10n.ts';
import type { RunItem } from '../../../../src/core/run/run.ts';
import { parseBatchIntent, parseBatchState } from '../../../../src/panel/batch/intent.ts';
import { finished } from '../../../../src/analysis/slices.ts';
import { batchMemory, noOrder } from '../../../../src/panel/batch/memory.ts';
import {
  batchPicture,
  criterionInRun,
  reasonsOf,
  type BatchCircumstances,
} from '../../../../src/panel/batch/view.ts';
import { bundledLanguage } from '../../../support/l10n/language.ts';
import { batchOf, runOf, shuffled } from '../../analysis/support.ts';

afterEach(() => useLanguage(undefined));

const about: BatchCircumstances = {
  ...{ title: 'Nightly', noun: 'Simulation', trail: ['Shop', 'Refund'], loading: { kind: 'done' } },
  ...{ filter: '', settings: defaultSettings },
};

const pictureFrom = (...args: Parameters<typeof batchPicture>) => finished(batchPicture(...args));

function memory() {
  return { ...batchMemory(), order: noOrder };
}

const pictureOf = (items: readonly RunItem[], more: Partial<BatchCircumstances> = {}) =>
  pictureFrom(items, { ...about, ...more }, memory());

const headline = (items: readonly RunItem[], more: Partial<BatchCircumstances> = {}) =>
  pictureOf(items, more).view.headline;

test('the headline says how good and how sure, in whatever state the batch is', () => {
  assert.equal(headline(batchOf(18, 2)).words, '18 of 20 passed (90 %, likely 70–97 %).');
  assert.equal(headline(batchOf(20, 0)).words, '20 of 20 passed. The true rate is probably above 84 %.');
  assert.equal(headline(batchOf(0, 20)).words, '0 of 20 passed. The true rate is probably below 16 %.');
  assert.equal(headline([]).words, 'The simulation has not started: there are no runs yet.');
  assert.equal(headline([], { noun: 'Task' }).words, 'The task has not started: there are no runs yet.');
  assert.equal(headline(batchOf(1, 0)).words, '1 run: passed.');
  assert.equal(headline(batchOf(0, 1)).words, '1 run: failed.');
  const errored = [1, 2, 3].map((at) => runOf(at, { outcome: 'errored' }));
  assert.equal(headline(errored).words, 'No run was judged: 3 of 3 errored.');
  assert.equal(headline([runOf(1, { outcome: 'unknown' })]).words, 'No verdicts were reported for 1 run.');
});

test('no interval is drawn of nothing and of a single run', () => {
  assert.equal(headline([]).bar, undefined);
  assert.equal(headline(batchOf(1, 0)).bar, undefined);
  const bar = headline(batchOf(18, 2)).bar;
  assert.deepEqual([bar?.share, bar?.low.toFixed(3), bar?.high.toFixed(3)], [0.9, '0.699', '0.972']);
});

test('a batch that goes on says so, and what is not finished is in no rate', () => {
  const going = [...batchOf(3, 1), runOf(8, { outcome: 'running' }), runOf(9, { outcome: 'running' })];
  const { words, more, soFar } = headline(going);
  assert.equal(words, 'So far: 3 of 4 passed (75 %, likely 30–95 %).');
  assert.deepEqual(more, ['So far 4 of 6 runs finished.']);
  assert.equal(soFar, true);
  assert.equal(headline([runOf(1, { outcome: 'running' })]).words, 'So far: no verdicts yet.');
});

test('both denominators are said when a run errored, the chosen one first', () => {
  const runs = [...batchOf(8, 1), runOf(10, { outcome: 'errored' })];
  assert.equal(headline(runs).words, '8 of 9 passed (88.9 %, likely 57–98 %).');
  assert.deepEqual(headline(runs).more, [
    'All 10 runs have ended.',
    'With errored runs counted as failed: 8 of 10 passed (80 %, likely 49–94 %).',
  ]);
  const other = headline(runs, { settings: { ...defaultSettings, erroredRuns: 'failed' } });
  assert.equal(other.words, '8 of 10 passed (80 %, likely 49–94 %).');
  assert.deepEqual(other.more, [
    'All 10 runs have ended.',
    'Without the errored runs: 8 of 9 passed (88.9 %, likely 57–98 %).',
  ]);
});

test('the hover says which fall so many runs would show, as far as there would be a verdict', () => {
  const how = (passed: number, failed: number) => pictureOf(batchOf(passed, failed)).view.headline.how;
  assert.equal(
    how(18, 2),
    "95 % interval by Wilson's method: 70–97 %, of 20 judged runs. With 20 runs per batch, a fall from 90 % to 50 % or lower is seen in 80 of 100 comparisons.",
  );
  assert.match(how(1, 4), / even a fall from 20 % to none is seen in fewer than 80 of 100 comparisons\.$/);
  for (const none of [how(2, 2), how(0, 9), how(0, 0)]) assert.doesNotMatch(none, /per batch/);
});

test('several in a row: as far as there are runs', () => {
  const rows = pictureOf(batchOf(18, 2)).view.inARow;
  assert.deepEqual(
    rows.map(({ words }) => words),
    [
      '2 in a row: 80.5 % (49–95 %)',
      '3 in a row: 71.6 % (34–92 %)',
      '5 in a row: 55.3 % (17–87 %)',
      '10 in a row: 23.7 % (3–75 %)',
    ],
  );
  assert.match(rows[2]?.how ?? '', /pass\^5/);
  assert.match(rows[0]?.how ?? '', / pass@2: the chance that at least one of 2 passed is 99\.5 %\.$/);
  assert.deepEqual(pictureOf(batchOf(1, 0)).view.inARow, []);
  // A range holds its estimate.
  assert.equal(pictureOf(batchOf(4, 1)).view.inARow.at(-1)?.words, '5 in a row: 0 % (0–83 %)');
  const tests = [...batchOf(2, 0), ...batchOf(0, 2), ...batchOf(1, 0)].map((run, at) => {
    return { ...run, unit: `test ${at >> 1}` };
  });
  assert.deepEqual(
    pictureOf(tests).view.inARow.map(({ words }) => words),
    ['2 in a row: 50 %, averaged over 2 of 3 tests or tasks'],
  );
});

test('criteria: the worst first, each with its counts, its health and its name', () => {
  const runs = [1, 2, 3, 4].map((at) =>
    runOf(at, {
      outcome: 'failed',
      criteria: { Polite: true, Located: at > 2, Refunded: at > 2, Closed: false, Odd: null },
    }),
  );
  const { view, runs: lines } = pictureOf(runs);
  assert.deepEqual(
    view.criteria.map(({ name, counts, health, state }) => `${name}: ${counts}, ${health} (${state})`),
    [
      'Closed: 0 of 4, broken (broken)',
      'Located: 2 of 4, flaky (flaky)',
      'Refunded: 2 of 4, flaky (flaky)',
      'Polite: 4 of 4, stable (stable)',
      'Odd: no verdicts, no verdicts (unknown)',
    ],
  );
  assert.equal(view.criteria[0]?.words, '0 of 4 met (0 %, likely 0–49 %), broken (0 of 4 met)');
  assert.equal(view.criteria[4]?.words, 'no verdicts; no verdict in 4 runs');
  assert.deepEqual(
    view.criteria.map(({ failsWith }) => failsWith),
    [[], [2], [1], [], []],
  );
  assert.deepEqual(
    lines.map(({ cells }) => cells),
    ['22213', '22213', '21113', '21113'],
  );
});

test('groups say why they are one, and runs know their group', () => {
  const late = (at: number) => runOf(at, { outcome: 'failed', criteria: { Late: 'Too late by 3 days' } });
  const rude = (at: number) => runOf(at, { outcome: 'failed', criteria: { Late: true, Rude: false } });
  const { view, runs } = pictureOf([late(1), rude(2), late(3), runOf(4), late(5)]);
  assert.deepEqual(
    view.groups.map(({ title, why, runs: own }) => [title, why, own]),
    [
      ['Late', 'Exactly 1 criterion not met: Late.', [0, 2, 4]],
      ['Rude', 'Exactly 1 criterion not met: Rude.', [1]],
    ],
  );
  assert.deepEqual(view.groups[0]?.reasons, [{ title: 'Too late by … days', runs: 3 }]);
  assert.deepEqual(
    runs.map(({ group }) => group),
    [0, 1, 0, undefined, 0],
  );
});

test('the reasons of a group name their criterion where it missed several', () => {
  const runs = [1, 2].map((at) =>
    runOf(at, { outcome: 'failed', criteria: { Late: 'Never said it.', Rude: 'Never said it.' } }),
  );
  assert.deepEqual(
    pictureOf(runs)
      .view.groups[0]?.reasons.map(({ title }) => title)
      .sort(),
    ['Late: Never said it.', 'Rude: Never said it.'],
  );
});

test('measures: in words, and a value for each run that ended', () => {
  const took = (at: number, ms: number | undefined) =>
    runOf(at, {
      more: {
        turns: undefined,
        duration: ms === undefined ? undefined : { ms, raw: ms, assumedUnit: false },
      },
    });
  const { view, runs } = pictureOf([
    took(1, 10_000),
    took(2, 20_000),
    took(3, 90_000),
    took(4, undefined),
    took(5, 30_000),
    took(6, 40_000),
  ]);
  assert.deepEqual(
    view.measures.map(({ words }) => words),
    ['Duration: median 30 s, middle half 20 s to 40 s, most 1 min 30 s (Run 3).'],
  );
  assert.deepEqual(
    runs.map(({ values }) => values[0]),
    [10_000, 20_000, 90_000, null, 30_000, 40_000],
  );
});

test('sentences end as in their language, and with one full stop', () => {
  const took = (ms: number) =>
    runOf(1, {
      outcome: 'passed',
      more: { turns: undefined, duration: { ms, raw: ms, assumedUnit: false } },
    });
  const said = (locale: string) => {
    useLanguage(bundledLanguage(locale));
    const { measures } = pictureOf([took(12_000)]).view;
    return [headline(batchOf(18, 2)).words, ...measures.map(({ words }) => words)].map((words) =>
      words.replaceAll(/[\u00a0\u202f]/g, ' '),
    );
  };
  assert.deepEqual(said('de'), [
    '18 von 20 bestanden (90 %, wahrscheinlich 70–97 %).',
    'Dauer: ein Lauf: 12 Sek.',
  ]);
  assert.deepEqual(said('ja'), ['20 件中 18 件合格 (90%、推定 70–97%)。', '所要時間: 1 件の実行: 12 秒。']);
});

test('what one must know before one trusts the figures is said', () => {
  const archived = { seenAt: 1, gone: 'expired' } as const;
  const runs = [
    runOf(1, { outcome: 'passed', criteria: { Late: false } }),
    runOf(2, { more: { archived } }),
    runOf(3, { more: { archived: { seenAt: 1, gone: undefined } } }),
  ];
  assert.deepEqual(pictureOf(runs, { filter: 'status done' }).view.notes, [
    'Only runs that match the filter status done are in this batch.',
    'From the archive: 1 of 3 runs, as last seen.',
    'The service has 1 of 3 runs no more; the archive keeps them.',
    'Run verdict and criteria disagree in 1 of 3 runs.',
  ]);
  assert.deepEqual(pictureOf(batchOf(2, 2)).view.notes, []);
});

test('the order in which runs come changes nothing', () => {
  const runs = [
    ...batchOf(5, 4),
    ...[10, 11, 12].map((at) => runOf(at, { outcome: 'failed', criteria: { Late: at === 10, Rude: false } })),
  ];
  assert.deepEqual(pictureOf(shuffled(runs)), pictureOf(runs));
});

test('what was shown keeps its place when a run changes', () => {
  const kept = memory();
  const late = (at: number) => runOf(at, { outcome: 'failed', criteria: { Late: false, Rude: true } });
  const rude = (at: number) => runOf(at, { outcome: 'failed', criteria: { Late: true, Rude: false } });
  const first = pictureFrom([late(1), late(2), rude(3), runOf(4)], about, kept);
  const then = [late(1), rude(2), rude(3), rude(4)];
  const { view } = pictureFrom(then, about, { ...kept, order: first.order });
  assert.deepEqual(
    [view.groups.map(({ title }) => title), view.criteria.map(({ name }) => name)],
    [
      ['Late', 'Rude'],
      ['Late', 'Rude'],
    ],
  );
  const anew = pictureFrom(then, about, kept).view;
  assert.deepEqual(
    [anew.groups.map(({ title }) => title), anew.criteria.map(({ name }) => name)],
    [
      ['Rude', 'Late'],
      ['Rude', 'Late'],
    ],
  );
});

test('groups are looked for again only when a run that did not pass has changed', () => {
  const memory = batchMemory();
  const clusters = (runs: readonly RunItem[]) => finished(memory.clusters(runs));
  const failed = runOf(1, { outcome: 'failed', criteria: { Late: false } });
  const before = clusters([failed, runOf(2, { outcome: 'running' })]);
  assert.equal(clusters([failed, runOf(2)]), before);
  const more = clusters([failed, runOf(2, { outcome: 'failed', criteria: { Late: false } })]);
  assert.deepEqual([before[0]?.runs.length, more[0]?.runs.length], [1, 2]);
  assert.equal(clusters([runOf(1, { outcome: 'stopped' })])[0]?.kind, 'stopped');
});

test('a cell leads to the criterion in the list of its own run, and to the words of the judge', () => {
  const one = runOf(1, { outcome: 'failed', criteria: { A: true, B: 'No.' } });
  const other = runOf(2, { outcome: 'failed', criteria: { B: 'Never.' } });
  const { order } = pictureOf([one, other]);
  const [b, a] = order.criteria;
  assert.deepEqual([criterionInRun(one, a), criterionInRun(one, b)], [0, 1]);
  assert.deepEqual([criterionInRun(other, a), criterionInRun(other, b)], [undefined, 0]);
  assert.deepEqual(reasonsOf(other, 7, order.criteria), {
    ...{ key: 7, reason: undefined, criteria: [{ criterion: 0, reason: 'Never.' }] },
  });
});

test('messages of the page are read as agreed, or not at all', () => {
  assert.deepEqual(parseBatchIntent({ type: 'openRun', run: 3, criterion: 1, beside: true }), {
    ...{ type: 'openRun', run: 3, criterion: 1, beside: true },
  });
  assert.deepEqual(parseBatchIntent({ type: 'openRun', run: 3, criterion: -1 }), {
    ...{ type: 'openRun', run: 3, criterion: undefined, beside: false },
  });
  assert.equal(parseBatchIntent({ type: 'openRun', run: 'x' }), undefined);
  assert.equal(parseBatchIntent({ type: 'go', step: 1 }), undefined);
  assert.deepEqual(parseBatchIntent({ type: 'stop' }), { type: 'stop' });
  assert.equal(parseBatchIntent(null), undefined);
  const place = { connection: 'c', path: ['b'] };
  assert.deepEqual(parseBatchState({ version: 1, place, text: 'x' }), { place });
  assert.equal(parseBatchState({ version: 2, place }), undefined);
  assert.equal(parseBatchState({ version: 1, place: { connection: 'c', path: [] } }), undefined);
});

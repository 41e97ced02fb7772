/** What a trend's page is told, and what its host makes of what the page says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { parseTrendIntent, parseTrendState } from '../../../../src/panel/trend/intent.ts';
import type { TrendHostMessage, TrendMessage } from '../../../../src/panel/trend/protocol.ts';
import { makeCriterion } from '../../../webview/support/runs.ts';
import {
  runsOn,
  scenario,
  seriesOf,
  sessionOf,
  threeWeeks,
  unreachable,
  type MadeBatch,
  type Series,
} from '../../../webview/support/trendRig.ts';

/** A session whose page listens; what it was told, and what the tab is called. */
async function started(series: Series, canKeep = true) {
  const posted: TrendHostMessage[] = [];
  const titles: string[] = [];
  const session = sessionOf(series, (message) => posted.push(message), titles, canKeep);
  session.ready();
  await settled();
  const last = (): TrendMessage => {
    const message = posted.findLast(({ type }) => type === 'trend');
    assert.ok(message?.type === 'trend');
    return message;
  };
  return { session, posted, titles, last };
}

/** Readings are promises of promises, none of which waits for a clock. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate();
}

test('the page is told since when, in one message, and the tab is named', async () => {
  const { session, posted, titles, last } = await started(seriesOf(threeWeeks()));
  assert.equal(posted[0]?.type, 'loading');
  const { view, criteria, place } = last();
  assert.deepEqual(
    [view.title, view.trail, place, titles.at(-1)],
    ['Order status', ['Samples'], scenario, 'Order status'],
  );
  assert.deepEqual(
    [view.headline.way, view.changes.map(({ at, way, from, to }) => [at, way, from, to])],
    ['lower', [[9, 'lower', 0, 21]]],
  );
  assert.deepEqual(
    [view.points.length, view.points[0]?.archived, view.points[3]?.archived, view.loading, view.keep],
    [21, true, false, false, undefined],
  );
  assert.deepEqual(view.notes, ['No longer at the service, from the archive: 3 of 21 batches.']);
  assert.deepEqual(
    criteria.map(({ name, at }) => [name, at]),
    [
      ['Rule Cited', 9],
      ['Order Located', undefined],
      ['Polite', undefined],
    ],
  );
  assert.deepEqual(session.find(view.points[20]?.key ?? -1), { ...scenario, path: ['order-status', '21'] });
  assert.equal(session.find(999), undefined);
  assert.equal(session.shown()?.trend.points.length, 21);
  session.dispose();
});

test('a change of the batches is told once, with the same keys; what says the same is not told again', async () => {
  const series = seriesOf(threeWeeks());
  const { session, posted, last } = await started(series);
  const [before, count] = [last(), posted.length];
  series.put(threeWeeks());
  await settled();
  assert.equal(posted.length, count);
  const more = [...threeWeeks(), { day: 22, runs: runsOn(22, 6, 20) }];
  series.put(more);
  series.put(more);
  await settled();
  assert.equal(posted.length, count + 1);
  assert.deepEqual(
    last()
      .view.points.slice(0, 21)
      .map(({ key }) => key),
    before.view.points.map(({ key }) => key),
  );
  assert.ok(last().generation > before.generation);
  session.pageGone();
  series.put([]);
  await settled();
  assert.equal(posted.length, count + 1, 'nobody listens');
  session.ready();
  assert.equal(posted.length, count + 2);
  session.dispose();
  series.put(threeWeeks());
  await settled();
  assert.equal(posted.length, count + 2);
});

test('criteria that do not fit are asked for; questions about an older snapshot are not answered', async () => {
  const criteria = Array.from({ length: 60 }, (_, at) =>
    makeCriterion(`Criterion ${at}`, { text: `${at}`, met: 'met' }),
  );
  const batches = Array.from({ length: 100 }, (_, day): MadeBatch => ({
    day,
    runs: runsOn(day, 3, 3, { criteria }),
  }));
  const { session, posted, last } = await started(seriesOf(batches));
  const { generation, criteria: first, view } = last();
  assert.equal(view.criteria, 60);
  assert.ok(first.length > 0 && first.length < 60, `${first.length}`);
  session.answer({
    type: 'ask',
    request: 1,
    generation: generation - 1,
    name: 'criteria',
    args: { from: 1 },
  });
  session.answer({ type: 'ask', request: 2, generation, name: 'criteria', args: { from: -1 } });
  assert.equal(posted.at(-1)?.type, 'trend');
  session.answer({ type: 'ask', request: 3, generation, name: 'criteria', args: { from: 59 } });
  assert.partialDeepStrictEqual(posted.at(-1), {
    type: 'answer',
    request: 3,
    value: [{ name: 'Criterion 9' }],
  });
  session.dispose();
});

test('of very many batches the newest are drawn, and that is said', async () => {
  const batches = Array.from({ length: 230 }, (_, day): MadeBatch => ({
    day,
    runs: runsOn(day, day < 115 ? 3 : 1, 3),
  }));
  const { session, last } = await started(seriesOf(batches));
  const { points, changes, notes } = last().view;
  assert.deepEqual(
    [points.length, points[0]?.title, points.at(-1)?.title],
    [200, 'Simulation 30', 'Simulation 229'],
  );
  assert.deepEqual(
    changes.map(({ at, from, to }) => [at, from, to]),
    [[85, 0, 200]],
  );
  assert.deepEqual(notes, ['The newest 200 of 230 batches are drawn; what is told is of all.']);
  session.dispose();
});

test('six batches of which one still runs are too few, as the sentence says', async () => {
  const steady = [1, 2, 3, 4, 5, 6].map((day): MadeBatch => ({ day, runs: runsOn(day, 7) }));
  const { verdict, state } = { verdict: 'none', state: 'running' } as const;
  const running: MadeBatch = { day: 7, runs: runsOn(7, 1, 2, { verdict, state }) };
  const headlineOf = async (batches: readonly MadeBatch[]) => {
    const { session, last } = await started(seriesOf(batches));
    session.dispose();
    const { way, words } = last().view.headline;
    return [way, words];
  };
  const few = 'Too few batches to tell a change: 5; six are needed.';
  assert.deepEqual(await headlineOf([...steady.slice(1), running]), ['few', few]);
  assert.deepEqual(await headlineOf([...steady, running]), ['steady', 'No clear change over 6 batches.']);
});

test('where little is known, keeping runs is offered with the reason', async () => {
  const keepOf = async (batches: readonly MadeBatch[]) => {
    const { session, last } = await started(seriesOf(batches));
    session.dispose();
    return last().view.keep;
  };
  assert.equal(await keepOf([]), 'Nothing is known of the batches of Order status yet.');
  assert.equal(
    await keepOf([{ day: 1, runs: runsOn(1, 5) }]),
    'Only batches that were looked at or kept are here.',
  );
  assert.match(
    (await keepOf([...threeWeeks(), { day: 22, runs: [], from: 'unread' }])) ?? '',
    /^1 batch has no runs here: /,
  );
  assert.equal(
    await keepOf([
      ...threeWeeks(),
      { day: 22, runs: [], from: 'unread' },
      { day: 23, runs: [], from: 'unread' },
    ]),
    '2 batches have no runs here: only runs that were looked at or kept are known.',
  );
});

test('without an archive nothing is said to be kept, and no keeping is offered', async () => {
  const keepOf = async (batches: readonly MadeBatch[]) => {
    const { session, last } = await started(seriesOf(batches), false);
    session.dispose();
    const { keep, canKeep } = last().view;
    assert.equal(canKeep, false);
    return keep;
  };
  const unread = (day: number): MadeBatch => ({ day, runs: [], from: 'unread' });
  assert.equal(await keepOf([{ day: 1, runs: runsOn(1, 5) }]), 'Only batches that were looked at are here.');
  assert.equal(
    await keepOf([unread(1)]),
    '1 batch has no runs here: only runs that were looked at are known.',
  );
  assert.equal(
    await keepOf([unread(1), unread(2)]),
    '2 batches have no runs here: only runs that were looked at are known.',
  );
});

test('a service that is gone: the archive is shown beside the problem, or the problem alone', async () => {
  const archived = await started(seriesOf([{ day: 1, runs: runsOn(1, 9), from: 'archive' }], unreachable));
  assert.equal(archived.last().problem?.message, 'The service is gone.');
  assert.equal(
    archived.last().view.points[0]?.archived,
    false,
    'nothing is said of what the service still has',
  );
  const nothing = await started(seriesOf([], unreachable));
  assert.partialDeepStrictEqual(nothing.posted.at(-1), { type: 'failed', title: 'Order status' });
  for (const { session } of [archived, nothing]) session.dispose();
});

test('an archive that cannot be read is a problem, not an endless wait, and is read again on demand', async () => {
  let isBroken = true;
  const series = seriesOf(threeWeeks());
  const read = series.archived;
  const { session, posted, last } = await started({
    ...series,
    archived: (place) => (isBroken ? Promise.reject(new Error('disk full')) : read(place)),
  });
  assert.equal(posted.at(-1)?.type, 'failed');
  for (const broken of [false, true, false]) {
    isBroken = broken;
    session.retry();
    await settled();
    assert.equal(last().view.points.length, 21);
    assert.equal(last().problem === undefined, !broken, 'what was read before stays beside the problem');
  }
  session.dispose();
});

test('the list of batches is followed, and so are the newest batches that still run', async () => {
  const { verdict, state } = { verdict: 'none', state: 'running' } as const;
  const running = (day: number): MadeBatch => ({ day, runs: runsOn(day, 1, 2, { verdict, state }) });
  const { session } = await started(seriesOf([...threeWeeks(), ...[22, 23, 24, 25, 26, 27].map(running)]));
  assert.deepEqual(
    session.followed().map(({ path }) => path.join('/')),
    ['order-status', ...[23, 24, 25, 26, 27].map((day) => `order-status/${day}`)],
  );
  session.dispose();
});

test('only what is exactly as agreed is an intent or a state', () => {
  assert.deepEqual(parseTrendIntent({ type: 'ready', more: 1 }), { type: 'ready' });
  assert.deepEqual(parseTrendIntent({ type: 'openBatch', batch: 3 }), { type: 'openBatch', batch: 3 });
  assert.deepEqual(parseTrendIntent({ type: 'action', action: 'keepRuns' }), {
    type: 'action',
    action: 'keepRuns',
  });
  for (const none of [
    null,
    'ready',
    { type: 'openBatch', batch: -1 },
    { type: 'action', action: 'clearArchive' },
  ])
    assert.equal(parseTrendIntent(none), undefined);
  assert.deepEqual(
    parseTrendState({ version: 1, place: { ...scenario, more: 1 }, folds: {} })?.place,
    scenario,
  );
  for (const none of [undefined, { version: 2, place: scenario }, { version: 1, place: { path: [] } }])
    assert.equal(parseTrendState(none), undefined);
});

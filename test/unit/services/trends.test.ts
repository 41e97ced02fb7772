/** The batches of a scenario or task over time, from what is loaded and from the archive, and what is said of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { trendOf } from '../../../src/analysis/trend/trend.ts';
import { trendWords } from '../../../src/analysis/trend/words.ts';
import type { Place } from '../../../src/core/run/refs.ts';
import type { Collection, RunItem } from '../../../src/core/run/run.ts';
import { emptyListing, keyOf, type Listing } from '../../../src/core/store/listing.ts';
import { batchesOver, seriesPlace, type SeriesMemory } from '../../../src/services/trend/batchesOver.ts';
import { makeCriterion } from '../../webview/support/runs.ts';
import { collectionAt, refused, runAt } from '../core/support.ts';

const day = (n: number) => Date.UTC(2026, 10, n);
const moment = (ms: number) => ({ ms, raw: ms });
const noCounts = { runs: undefined, completed: undefined, passed: undefined, failed: undefined };
const series: Place = { connection: 'c', path: ['s'] };
const batchAt = (n: number): Collection =>
  collectionAt(['s', `b${n}`], { title: `Batch ${n}`, createdAt: moment(day(n)) });

/** Ten runs of a batch, of which so many passed; they are judged by one criterion. */
function runsOf(n: number, passed: number, criterion = 'Polite'): RunItem[] {
  return Array.from({ length: 10 }, (_, at) => {
    const met = at < passed;
    return runAt(`b${n}-${at}`, {
      ref: { connection: 'c', path: ['s', `b${n}`], run: `b${n}-${at}` },
      verdict: met ? 'passed' : 'failed',
      criteria: [makeCriterion(criterion, { text: criterion, met: met ? 'met' : 'notMet' })],
    });
  });
}

interface Known {
  readonly series: Partial<Listing>;
  /** Runs of batches that are loaded, and of those that are archived, by the batch's last segment. */
  readonly loaded?: Readonly<Record<string, readonly RunItem[]>>;
  readonly archived?: Readonly<Record<string, readonly RunItem[]>>;
  readonly own?: Collection;
  readonly memory?: SeriesMemory;
}

function read(place: Place, known: Known) {
  const listings = new Map<string, Listing>();
  const add = (at: Place, more: Partial<Listing>) =>
    listings.set(keyOf(at), { ...emptyListing, connection: 'c', path: at.path, loaded: true, ...more });
  add(series, known.series);
  for (const [id, items] of Object.entries(known.loaded ?? {}))
    add({ ...series, path: ['s', id] }, { items });
  const asked: string[] = [];
  const batches = batchesOver(place, {
    store: {
      listing: (at) => listings.get(keyOf(at)),
      collection: () => known.own ?? collectionAt(['s'], { holds: 'collections' }),
    },
    archived: (at) => {
      asked.push(at.path.at(-1) ?? '');
      return Promise.resolve(known.archived?.[at.path.at(-1) ?? ''] ?? []);
    },
    settings: defaultSettings,
    now: day(20),
    ...(known.memory ? { memory: known.memory } : {}),
  });
  return batches.then(({ batches: found, unread, isPart }) => ({
    ...{ found, asked, unread, isPart },
    trend: trendOf(
      found.map(({ batch }) => batch),
      defaultSettings,
    ),
  }));
}

test('loaded batches are read where they are, the others from the archive; those the service lost are marked', async () => {
  const { found, asked, trend } = await read(series, {
    series: { items: [batchAt(3), batchAt(2)], archived: { items: [batchAt(1)], total: 0 } },
    loaded: { b3: runsOf(3, 4) },
    archived: { b1: runsOf(1, 9), b2: runsOf(2, 8) },
  });
  assert.deepEqual(asked, ['b2', 'b1']);
  assert.deepEqual(found[0]?.place, { connection: 'c', path: ['s', 'b3'] });
  assert.deepEqual(
    trend.points.map(({ title, rate, expired }) => [title, rate.passed, rate.judged, expired]),
    [
      ['Batch 1', 9, 10, true],
      ['Batch 2', 8, 10, false],
      ['Batch 3', 4, 10, false],
    ],
  );
  assert.equal(trendWords(trend), 'Too few batches to tell a change: 3; six are needed.');
});

test('a list that could not be loaded says nothing of what is gone; batches without runs are left out', async () => {
  const { found } = await read(series, {
    series: { failure: refused(), items: [], archived: { items: [batchAt(1), batchAt(2)], total: 0 } },
    archived: { b1: runsOf(1, 9) },
  });
  assert.deepEqual(
    found.map(({ batch }) => [batch.title, batch.expired]),
    [['Batch 1', false]],
  );
});

test('batches of whose runs nothing is known are counted, and so is that the list goes on', async () => {
  const empty = collectionAt(['s', 'b4'], { counts: { ...noCounts, runs: 0 } });
  const { unread, isPart, found } = await read(series, {
    series: { items: [empty, batchAt(3), batchAt(2), batchAt(1)], next: 'page 2' },
    loaded: { b3: runsOf(3, 4), b1: [] },
  });
  assert.deepEqual([unread, isPart, found.length], [1, true, 1]);
});

test('what was read is not read again until it is another, or the memory is emptied', async () => {
  const memory: SeriesMemory = new Map();
  const known = {
    series: { items: [batchAt(2), batchAt(1)] },
    archived: { b1: runsOf(1, 9), b2: runsOf(2, 8) },
    memory,
  };
  assert.deepEqual((await read(series, known)).asked, ['b2', 'b1']);
  const again = await read(series, known);
  assert.deepEqual([again.asked, again.found.length], [[], 2]);
  const loaded = await read(series, { ...known, loaded: { b2: runsOf(2, 1) } });
  assert.deepEqual([loaded.asked, loaded.found[0]?.batch.rate.passed], [[], 1]);
  memory.clear();
  assert.deepEqual((await read(series, known)).asked, ['b2', 'b1']);
});

test('a simulation has the trend of its scenario, a task its own', () => {
  const simulation = { connection: 'c', path: ['s', 'b1'] };
  assert.deepEqual(seriesPlace(simulation, collectionAt(['s', 'b1'], { holds: 'runs' })).path, ['s']);
  assert.deepEqual(seriesPlace(series, collectionAt(['s'], { holds: 'collections' })).path, ['s']);
  const task = collectionAt(['s', 'b1'], { holds: 'runs', grows: true });
  assert.deepEqual(seriesPlace(simulation, task).path, ['s', 'b1']);
  assert.deepEqual(seriesPlace(series, collectionAt(['s'], { holds: 'runs' })).path, ['s']);
});

test('where runs are added one by one, the runs of a day are a batch', async () => {
  const task = collectionAt(['s'], { noun: 'Task', holds: 'runs', trail: ['passed'] });
  const at = (id: string, ms: number, verdict: 'passed' | 'failed') =>
    runAt(id, { ref: { ...series, run: id }, createdAt: moment(ms), verdict });
  const { found } = await read(series, {
    own: task,
    series: {
      items: [at('a', day(1), 'passed'), at('b', day(1) + 3_600_000, 'failed'), at('c', day(2), 'passed')],
    },
  });
  assert.deepEqual(
    found.map(({ batch, place }) => [batch.title, batch.rate.passed, batch.rate.judged, place.path]),
    [
      ['2026-11-01', 1, 2, ['s']],
      ['2026-11-02', 1, 1, ['s']],
    ],
  );
});

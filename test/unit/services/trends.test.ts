/** The batches of a scenario or task over time, from what is loaded and from the archive, and what is said of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { trendOf } from '../../../src/analysis/trend/trend.ts';
import { trendWords } from '../../../src/analysis/trend/words.ts';
import type { Place } from '../../../src/core/run/refs.ts';
import type { Collection, RunItem } from '../../../src/core/run/run.ts';
import { emptyListing, keyOf, type Listing } from '../../../src/core/store/listing.ts';
import { batchesOver } from '../../../src/services/trend/batchesOver.ts';
import { criterionLines, trendLines } from '../../../src/services/trend/trendLines.ts';
import { makeCriterion } from '../../webview/support/runs.ts';
import { collectionAt, refused, runAt } from '../core/support.ts';

const day = (n: number) => Date.UTC(2026, 10, n);
const moment = (ms: number) => ({ ms, raw: ms });
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
      open: (at) => Promise.resolve(listings.get(keyOf(at)) ?? { ...emptyListing, ...at }),
      collection: () => known.own ?? collectionAt(['s'], { holds: 'collections' }),
    },
    archived: (at) => {
      asked.push(at.path.at(-1) ?? '');
      return Promise.resolve(known.archived?.[at.path.at(-1) ?? ''] ?? []);
    },
    settings: defaultSettings,
    now: day(20),
  });
  return batches.then((found) => ({
    found,
    asked,
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
    trendLines(trend).map(({ label, description, detail }) => [label, description, detail]),
    [
      ['Batch 3', '4 of 10 passed (40 %, likely 17–69 %)', ''],
      ['Batch 2', '8 of 10 passed (80 %, likely 49–94 %)', ''],
      ['Batch 1', '9 of 10 passed (90 %, likely 60–98 %)', 'no longer at the service, from the archive'],
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

test('since when it is lower, what was to be expected, and where the criteria changed', async () => {
  const rates = [9, 10, 9, 9, 10, 4, 5, 4, 5, 4];
  const batches = rates.map((_, at) => batchAt(at + 1));
  const lower = await read(series, {
    series: { items: batches },
    loaded: Object.fromEntries(rates.map((passed, at) => [`b${at + 1}`, runsOf(at + 1, passed)])),
  });
  assert.equal(trendWords(lower.trend), 'Lower since Batch 6: 44 % of 50 runs, before 94 % of 50 runs.');
  assert.match(
    trendLines(lower.trend)[0]?.detail ?? '',
    /^below the \d+ to 10 passed to expect if nothing changed$/,
  );
  assert.deepEqual(criterionLines(lower.trend), [
    {
      label: 'Polite',
      description: '… 90, 90, 100, 40, 50, 40, 50, 40 % met',
      detail: 'Lower since Batch 6: 44 % of 50 runs, before 94 % of 50 runs.',
    },
  ]);
  const changed = await read(series, {
    series: { items: [batchAt(1), batchAt(2)] },
    loaded: { b1: runsOf(1, 9), b2: runsOf(2, 9, 'Very polite') },
  });
  assert.deepEqual(
    trendLines(changed.trend).map(({ broken }) => broken),
    ['criteria changed: new “Very polite”; without “Polite”', undefined],
  );
  assert.deepEqual(
    criterionLines(changed.trend).map(({ label, description }) => `${label}: ${description}`),
    ['Polite: 90, – % met', 'Very polite: –, 90 % met'],
  );
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

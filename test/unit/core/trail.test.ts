/** Rows of scenarios, tasks and connections: how their newest batches went, from the archive and from what is loaded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { childRows, collectionRow } from '../../../src/core/rows/tree.ts';
import { nothingKept, trailOfConnection, type KeptBatch, type Known } from '../../../src/core/rows/trail.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import type { Connection } from '../../../src/core/provider/provider.ts';
import type { Collection, Item } from '../../../src/core/run/run.ts';
import { emptyListing, keyOf, type Listing } from '../../../src/core/store/listing.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { collectionAt, runAt } from './support.ts';

/** Noon where the test runs, so that dates are the same everywhere. */
const day = (n: number): number => new Date(2026, 10, n, 12).getTime();
const now = day(25);

const scenario = (id: string, more: Partial<Collection> = {}): Collection =>
  collectionAt([id], { noun: 'Scenario', icon: 'comment', holds: 'collections', title: id, ...more });
const simulation = (path: string[], n: number, more: Partial<Collection> = {}): Collection =>
  collectionAt(path, { createdAt: { ms: day(n), raw: 'x' }, nameless: true, ...more });

function kept(path: readonly string[], n: number, passed: number, failed: number): KeptBatch {
  const judged = { runs: passed + failed, passed, failed, errored: 0, unfinished: 0 };
  return {
    ...{ connection: 'c', path, at: day(n), seenAt: now - 3 * 3_600_000 },
    judged: { ...judged, complete: true, kept: true },
  };
}

function known(listings: readonly Listing[], batches: readonly KeptBatch[] = []): Known {
  const below = (path: readonly string[], of: readonly string[]) => of.every((id, at) => path[at] === id);
  return {
    listing: (place) => listings.find((listing) => keyOf(listing) === keyOf(place)),
    batches: ({ path: of }) => batches.filter(({ path }) => below(path, of)),
    collections: () => [],
  };
}

const listingOf = (path: readonly string[], items: readonly Item[]): Listing => ({
  ...{ ...emptyListing, connection: 'c', path, items, loaded: true },
});
const runs = (path: readonly string[], passed: number, failed: number): Listing =>
  listingOf(path, [
    ...Array.from({ length: passed }, (_, n) =>
      runAt(`p${n}`, { ref: { connection: 'c', path, run: `p${n}` }, verdict: 'passed' }),
    ),
    ...Array.from({ length: failed }, (_, n) =>
      runAt(`f${n}`, { ref: { connection: 'c', path, run: `f${n}` }, verdict: 'failed' }),
    ),
  ]);

const archived = [kept(['s', 'b3'], 24, 11, 9), kept(['s', 'b2'], 23, 4, 1), kept(['s', 'b1'], 22, 5, 0)];

test('a scenario of which nothing is loaded tells its newest batches from the archive, dimmed and dated', () => {
  const row = collectionRow(scenario('s'), known([], archived));
  assert.deepEqual(viewOf(row, { now }), {
    label: 's',
    description: '11/20 passed · before: 80 %, 100 % · archived 3 h ago',
    icon: 'error',
    color: 'disabledForeground',
    context: 'collection collections',
    accessibleLabel:
      'Scenario s, newest failed, 11 of 20 passed (55 %), before it 80 %, 100 %, archived 3 h ago',
    expandable: true,
  });
  assert.equal(
    tooltipOf(row, now),
    [
      'Scenario s',
      '24 Nov 12:00: 11 of 20 passed (55 %), archived 3 h ago',
      '23 Nov 12:00: 4 of 5 passed (80 %), archived 3 h ago',
      '22 Nov 12:00: 5 of 5 passed (100 %), archived 3 h ago',
    ].join('\n'),
  );
});

test('what is loaded takes the place of what is archived, and is bright', () => {
  const simulations = listingOf(['s'], [simulation(['s', 'b3'], 24), simulation(['s', 'b4'], 25)]);
  const before = collectionRow(scenario('s'), known([simulations, runs(['s', 'b4'], 3, 0)], archived));
  assert.partialDeepStrictEqual(viewOf(before, { now }), {
    description: '3/3 passed · before: 55 % · 25 Nov 12:00',
    icon: 'pass',
    color: 'testing.iconPassed',
  });
  // The service lists it, but nothing is known of its runs.
  const unknown = collectionRow(scenario('s'), known([simulations], archived));
  assert.partialDeepStrictEqual(viewOf(unknown, { now }), {
    description: 'before: 55 % · 25 Nov 12:00',
    icon: 'question',
  });
  const none = collectionRow(scenario('s'), known([listingOf(['s'], [])], archived));
  assert.partialDeepStrictEqual(viewOf(none, { now }), { description: '', icon: 'comment' });
});

test('a simulation that is not loaded shows archived verdicts beside no count of the service, unless it goes on', () => {
  const counts = { runs: 20, completed: 20, passed: undefined, failed: 1 };
  const view = (more: Partial<Collection>) =>
    viewOf(collectionRow(simulation(['s', 'b3'], 24, { counts, ...more }), known([], archived)), { now });
  assert.partialDeepStrictEqual(view({ outcome: 'unknown' }), {
    label: '24 Nov 12:00',
    description: '11/20 passed · archived 3 h ago',
    icon: 'error',
    color: 'disabledForeground',
  });
  assert.equal(
    view({ counts: { ...counts, runs: 30 } }).description,
    '11/20 archived passed · archived 3 h ago',
  );
  assert.partialDeepStrictEqual(view({ outcome: 'running' }), {
    description: '20/20 completed, the service counts 1 failed',
    icon: 'sync',
    color: 'charts.blue',
  });
});

test('a task tells its newest runs, as the service lists them', () => {
  const counts = { runs: 32, completed: 32, passed: 9, failed: 23 };
  const trail = ['failed', 'passed', 'errored'] as const;
  const task = collectionAt(['t'], { noun: 'Task', title: 't', counts, outcome: 'failed', trail });
  assert.partialDeepStrictEqual(viewOf(collectionRow(task, known([])), { now }), {
    description: '9/32 passed · ✗✓!',
    accessibleLabel: 'Task t, failed, 9 of 32 passed, newest runs failed, passed, errored',
    color: 'agentRuns.failed',
  });
});

test('the id of a simulation that goes by its time is in its tooltip, once', () => {
  const facts = [['Reference', '53348fa2-77']] as const;
  const item = simulation(['s', 'b3'], 24, { title: 'Simulation 53348fa2', facts });
  const lines = (tooltipOf(collectionRow(item, known([])), now) ?? '').split('\n');
  assert.deepEqual([lines[0], lines.at(-1)], ['Simulation 53348fa2', 'Reference: 53348fa2-77']);
});

test('failed first sorts scenarios and tasks, and leaves simulations in the order of time', () => {
  const items = [scenario('well'), scenario('new'), scenario('bad')];
  const all = [kept(['bad', 'b'], 20, 1, 1), kept(['well', 'b'], 24, 2, 0)];
  const labels = (sort: 'failedFirst' | 'newest', of: readonly Item[], path: readonly string[] = []) =>
    childRows(listingOf(path, of), [], { ...defaultView, sort }, () => undefined, known([], all)).map(
      (row) => viewOf(row, { now }).label,
    );
  assert.deepEqual(labels('failedFirst', items), ['bad', 'new', 'well']);
  assert.deepEqual(labels('newest', items), ['well', 'new', 'bad']);
  const task = (title: string, passed: number) =>
    collectionAt([title], {
      ...{ title, counts: { runs: 1, completed: 1, passed, failed: 1 - passed } },
      trail: [passed === 1 ? 'passed' : 'failed'],
    });
  assert.deepEqual(labels('failedFirst', [task('one', 1), task('two', 0)]), ['two', 'one']);
  const simulations = [simulation(['bad', 'b'], 20), simulation(['bad', 'later'], 24)];
  assert.deepEqual(labels('failedFirst', simulations, ['bad']), ['24 Nov 12:00', '20 Nov 12:00']);
});

test('a connection tells the newest of all its batches, archived as long as any may be missing', () => {
  const connection: Connection = {
    ...{ id: 'c', provider: 'cognigy', label: 'Shop', baseUrl: 'https://a.example' },
  };
  const top = listingOf([], [scenario('s'), scenario('t')]);
  const view = (of: Known) =>
    viewOf(
      { kind: 'connection', connection, provider: undefined, trail: trailOfConnection('c', [], of) },
      { now },
    );
  const t = [listingOf(['t'], [simulation(['t', 'x'], 25)]), runs(['t', 'x'], 1, 0)];
  assert.partialDeepStrictEqual(view(known([top, ...t], archived)), {
    description: '1/1 passed · before: 55 %, 80 %, 100 % · archived 3 h ago · cognigy · a.example',
    color: 'disabledForeground',
    icon: 'plug',
  });
  const s = [listingOf(['s'], [simulation(['s', 'b3'], 24)]), runs(['s', 'b3'], 1, 1)];
  assert.partialDeepStrictEqual(view(known([top, ...s, ...t], archived)), {
    description: '1/1 passed · before: 50 % · 25 Nov 12:00 · cognigy · a.example',
    color: 'testing.iconPassed',
    accessibleLabel: 'Connection Shop, cognigy, newest passed, 1 of 1 passed (100 %), before it 50 %',
  });
  const unopened: Known = { ...known([], archived), collections: () => [scenario('s')] };
  assert.match(view(unopened).description, /^11\/20 passed · before: 80 %, 100 % · archived 3 h ago/);
  assert.equal(view({ ...known([]), ...nothingKept }).description, 'cognigy · a.example');
  // A connection with tracked simulations alone.
  const pinned = collectionAt(['tracked'], { createdAt: undefined });
  assert.equal(
    trailOfConnection('c', [pinned], known([], [kept(['tracked'], 24, 1, 1)]))?.batches[0].outcome,
    'failed',
  );
});

test('batches that nobody judged to the end say how they went instead of a rate', () => {
  const stopped = {
    ...kept(['s', 'b2'], 23, 0, 0),
    judged: { ...kept([], 1, 0, 0).judged, runs: 3, errored: 3 },
  };
  const going = {
    ...kept(['s', 'b1'], 22, 1, 0),
    judged: { ...kept([], 1, 1, 0).judged, runs: 2, unfinished: 1 },
  };
  const row = collectionRow(scenario('s'), known([], [kept(['s', 'b3'], 24, 1, 0), stopped, going]));
  assert.equal(viewOf(row, { now }).description, '1/1 passed · before: !, … · archived 3 h ago');
});

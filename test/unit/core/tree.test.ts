/** The tree as people see it, over the sample service: one golden file, and short variants beside it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import type { Listing } from '../../../src/core/store/listing.ts';
import type { Place } from '../../../src/core/run/refs.ts';
import { emptyListing } from '../../../src/core/store/listing.ts';
import type { Connection, Provider, ProviderClient, Sort } from '../../../src/core/provider/provider.ts';
import { sortAsked } from '../../../src/core/provider/sorts.ts';
import type { Item } from '../../../src/core/run/run.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import type { Row } from '../../../src/core/rows/tree.ts';
import { childRows, placeOfRow, rowKey } from '../../../src/core/rows/tree.ts';
import type { ViewOptions } from '../../../src/core/rows/view.ts';
import { defaultView, failuresOnly, latestFailures } from '../../../src/core/rows/view.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { runOf } from '../../../src/providers/promptingCompany/map.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { rig, start } from '../providers/support.ts';
import { collectionAt, place, refused, runAt } from './support.ts';

const golden = new URL('../../fixtures/tree.txt', import.meta.url);

interface SampleTree {
  readonly store: RunStore;
  readonly connections: readonly Connection[];
  view: ViewOptions;
}

async function sampleTree(t: TestContext): Promise<SampleTree> {
  const samples = await rig(t);
  const clients: Record<string, ProviderClient> = {
    [samples.connections.cognigy.id]: samples.cognigy,
    [samples.connections.promptingCompany.id]: samples.promptingCompany,
  };
  const store = new RunStore({
    client: (id) => {
      const client = clients[id];
      return client ? Promise.resolve(client) : Promise.reject(refused('notFound'));
    },
    pageSize: () => 200,
    view: () => tree.view,
    grouping: (id) => tree.view.grouping[id],
    label: (id) => id,
    pinned: () => [],
    now: () => start,
  });
  const { connections } = samples;
  const tree: SampleTree = {
    store,
    connections: [connections.cognigy, connections.promptingCompany],
    view: { ...defaultView },
  };
  return tree;
}

async function openAll(tree: SampleTree, at: Place): Promise<void> {
  const { items } = await tree.store.open(at);
  for (const item of items) if (item.kind === 'collection') await openAll(tree, item);
}

/** A row and what is below it, as far as it was opened; `[icon] label | description`. */
function linesOf(tree: SampleTree, row: Row, depth = 0): string[] {
  const { icon, label, description } = viewOf(row);
  const line = `${'  '.repeat(depth)}[${icon}] ${label}${description ? ` | ${description}` : ''}`;
  const at = placeOfRow(row);
  const listing = at && tree.store.listing(at);
  const children = listing ? childRows(listing, [], tree.view, (child) => tree.store.listing(child)) : [];
  return [line, ...children.flatMap((child) => linesOf(tree, child, depth + 1))];
}

function rootsOf({ connections }: SampleTree): Row[] {
  const providers = { cognigy, promptingCompany };
  return connections.map((connection) => ({
    kind: 'connection',
    connection,
    provider: connection.provider === 'cognigy' ? providers.cognigy : providers.promptingCompany,
  }));
}

/** Local times in rows do not depend on where the test runs. */
function inUtc<T>(work: () => T): T {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'UTC';
  try {
    return work();
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
}

const drawn = (tree: SampleTree) => inUtc(() => rootsOf(tree).flatMap((row) => linesOf(tree, row)));

test('the whole tree of the samples', async (t) => {
  const tree = await sampleTree(t);
  for (const { id } of tree.connections) await openAll(tree, { connection: id, path: [] });
  const text = `${drawn(tree).join('\n')}\n`;
  // To accept a change: UPDATE_GOLDEN=1 npm run test:unit, and read the difference.
  if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, text);
  assert.equal(text, readFileSync(golden, 'utf8'));
});

test('every row of the samples has a key of its own, and words for those who do not see it', async (t) => {
  const tree = await sampleTree(t);
  for (const { id } of tree.connections) await openAll(tree, { connection: id, path: [] });
  const rows = rootsOf(tree);
  for (const row of rows) {
    const at = placeOfRow(row);
    const listing = at && tree.store.listing(at);
    if (listing) rows.push(...childRows(listing, [], tree.view, () => undefined));
  }
  assert.equal(new Set(rows.map(rowKey)).size, rows.length);
  assert.ok(rows.length > 390);
  for (const row of rows) assert.ok(viewOf(row).accessibleLabel.length > 3, rowKey(row));
});

test('by environment', async (t) => {
  const tree = await sampleTree(t);
  tree.view = { ...defaultView, grouping: { 'sample-promptingCompany': 'environment' } };
  await tree.store.open({ connection: 'sample-promptingCompany', path: [] });
  assert.deepEqual(drawn(tree).slice(1), [
    '[plug] Prompting Company samples | made-up data',
    '  [error] opencode · Fireworks | 10/30 passed · ……✗✓✓ · 2026-11-22 11:59:32',
    '  [error] Claude Code · Opus | 9/32 passed · ……✓✗✗ · 2026-11-22 11:55:31',
    '  [error] Codex · large sandbox | 10/33 passed · ………✗✓ · 2026-11-22 11:52:41',
  ]);
});

test('a status asked of the service narrows groups and runs', async (t) => {
  const tree = await sampleTree(t);
  tree.view = { ...defaultView, service: { status: 'evaluating' } };
  await openAll(tree, { connection: 'sample-promptingCompany', path: [] });
  assert.deepEqual(drawn(tree).slice(1), [
    '[plug] Prompting Company samples | made-up data',
    '  [sync] Add a Stripe webhook endpoint to an Express app | 0/1 passed, 1 not finished · 2026-11-22 11:52:41',
    '    [loading~spin] Run cf06b269 | evaluating · codex · gpt-5.2-codex',
  ]);
});

const listingOf = (items: readonly Item[], more: Partial<Listing> = {}): Listing => ({
  ...emptyListing,
  ...place,
  items,
  loaded: true,
  ...more,
});

/** Labels of the rows below a listing. */
function labels(listing: Listing, view: Partial<ViewOptions> = {}): string[] {
  return childRows(listing, [], { ...defaultView, ...view }, () => undefined).map((row) => viewOf(row).label);
}

const mixed = [
  runAt('queued', { sequence: 1, state: 'queued', createdAt: { ms: 1, raw: 1 } }),
  runAt('passed', { sequence: 2, verdict: 'passed', createdAt: { ms: 7, raw: 7 } }),
  runAt('failed', { sequence: 5, verdict: 'failed', reason: 'Too SLOW', createdAt: { ms: 3, raw: 3 } }),
  runAt('errored', { sequence: 4, error: { message: 'boom', technicalDetails: undefined } }),
  runAt('unknown', { sequence: 6, createdAt: { ms: 5, raw: 5 } }),
  runAt('stopped', { sequence: 3, state: 'stopped', createdAt: { ms: 2, raw: 2 } }),
  runAt('unnumbered', { state: 'running' }),
];

test('order', () => {
  const listing = listingOf(mixed);
  assert.deepEqual(labels(listing, { sort: 'failedFirst' }), [
    ...['errored', 'failed', 'unknown', 'stopped', 'unnumbered', 'queued', 'passed'],
  ]);
  assert.deepEqual(labels(listing, { sort: 'sequence' }), [
    ...['queued', 'passed', 'stopped', 'errored', 'failed', 'unknown', 'unnumbered'],
  ]);
  assert.deepEqual(labels(listing, { sort: 'newest' }), [
    ...['passed', 'unknown', 'failed', 'stopped', 'queued', 'errored', 'unnumbered'],
  ]);
});

test('filters', () => {
  const listing = listingOf(mixed);
  assert.deepEqual(labels(listing, { outcomes: ['passed', 'queued'] }), ['queued', 'passed']);
  assert.deepEqual(labels(listing, { text: 'too slow' }), ['failed']);
  assert.deepEqual(labels(listing, { text: 'BOOM', outcomes: ['errored'] }), ['errored']);
  assert.deepEqual(labels(listing, { text: 'nowhere' }), ['No loaded run matches the filter (7 hidden).']);
});

test('failures only, and the latest of them, whatever was filtered before', () => {
  const listing = listingOf(mixed);
  assert.deepEqual(labels(listing, failuresOnly), ['errored', 'failed']);
  assert.deepEqual(labels(listing, { text: 'slow', ...failuresOnly }), ['failed']);
  assert.deepEqual(labels(listing, { text: 'nowhere', ...latestFailures }), ['failed', 'errored']);
});

test('an empty place says why', () => {
  assert.deepEqual(labels(listingOf([])), ['Nothing here yet.']);
  assert.deepEqual(labels(listingOf([]), { service: { status: 'x' } }), ['Nothing here matches the filter.']);
  assert.deepEqual(labels(listingOf([], { loaded: false })), []);
  assert.deepEqual(labels(listingOf([], { next: 'n' })), ['Load more']);
  const clears = (listing: Listing, view: Partial<ViewOptions>) =>
    childRows(listing, [], { ...defaultView, ...view }, () => undefined).map((row) => viewOf(row).context);
  assert.deepEqual(clears(listingOf([]), { service: { status: 'x' } }), ['message filtered']);
  assert.deepEqual(clears(listingOf([]), {}), ['message']);
});

test('more, failure and note', () => {
  const run = runAt('a');
  assert.deepEqual(labels(listingOf([run], { next: 'n', total: 1234 })), ['a', 'Load more (1 of 1,234)']);
  assert.deepEqual(labels(listingOf([run], { next: 'n', note: '7 runs seen' })), [
    'a',
    'Load more (7 runs seen)',
  ]);
  assert.deepEqual(labels(listingOf([run], { note: 'The rest is lost.' })), ['a', 'The rest is lost.']);
  assert.deepEqual(labels(listingOf([run], { note: 'The rest is lost.', path: [] })), [
    'a',
    'The rest is lost.',
  ]);
  assert.deepEqual(labels(listingOf([run], { next: 'n', failure: refused() })), ['a', 'It is down.']);
  const described = (listing: Listing) =>
    childRows(listing, [], defaultView, () => undefined).map((row) => viewOf(row).description);
  assert.deepEqual(described(listingOf([], { failure: refused(), loaded: false })), ['Wait.']);
  assert.deepEqual(described(listingOf([], { failure: refused() })), [
    'Wait. Showing what was loaded before.',
  ]);
});

test('pinned collections come first, then the newest', () => {
  const created = (ms: number) => ({ createdAt: { ms, raw: ms } });
  const items = [
    collectionAt(['undated']),
    collectionAt(['old'], created(1)),
    collectionAt(['new'], created(2)),
  ];
  const rows = childRows(listingOf(items), [collectionAt(['pin'])], defaultView, () => undefined);
  assert.deepEqual(
    rows.map((row) => viewOf(row).label),
    ['pin', 'new', 'old', 'undated'],
  );
});

test('a pinned collection that the service lists, too, is there once: in its place, with what the service says', () => {
  const pinned = [collectionAt(['pin']), collectionAt(['listed'], { title: 'mine' })];
  const items = [collectionAt(['other']), collectionAt(['listed'], { title: 'theirs' })];
  const rows = childRows(listingOf(items), pinned, defaultView, () => undefined);
  assert.deepEqual(
    rows.map((row) => viewOf(row).label),
    ['pin', 'theirs', 'other'],
  );
});

test('where a service does not sort so, the row below says that the order is that of what is loaded', () => {
  const below = (asked: Sort | undefined, sort: Sort, items: readonly Item[] = [runAt('a')]) => {
    const listing = listingOf(items, { next: 'n', ...(asked && { sort: asked }) });
    const row = childRows(listing, [], { ...defaultView, sort }, () => undefined).at(-1);
    return row && tooltipOf(row, 0);
  };
  assert.equal(
    below('newest', 'failedFirst'),
    'The service does not sort so: of what is loaded, failed runs come first.',
  );
  assert.equal(below('newest', 'newest'), undefined);
  assert.equal(below(undefined, 'failedFirst'), undefined);
  assert.equal(below('newest', 'failedFirst', [collectionAt(['b'])]), undefined);
});

test('a service is asked for orders that it knows, and for its own instead of the others', () => {
  const sorts = ['newest', 'failedFirst', 'sequence'] as const;
  const asked = (provider: Pick<Provider, 'sorts'>) => sorts.map((sort) => sortAsked(provider, sort));
  assert.deepEqual(asked(cognigy), ['newest', 'newest', 'sequence']);
  assert.deepEqual(asked(promptfoo), ['sequence', 'failedFirst', 'sequence']);
  assert.deepEqual(asked(langwatch), ['newest', 'newest', 'newest']);
  assert.deepEqual(asked({}), ['newest', 'newest', 'newest']);
});

test('a collection counts what is loaded, and never takes a reported count for verdicts', () => {
  const counts = { runs: 3, completed: 3, passed: undefined, failed: 0 };
  const item = collectionAt(['b'], { counts, outcome: 'unknown' });
  const shown = (items?: readonly Item[], more: Partial<Listing> = {}) => {
    const below = items && listingOf(items, more);
    const [row] = childRows(listingOf([item]), [], defaultView, () => below);
    const view = row && viewOf(row);
    return [view?.icon, view?.description];
  };
  const [passed, failed] = [runAt('p', { verdict: 'passed' }), runAt('f', { verdict: 'failed' })];
  assert.deepEqual(shown(), ['question', '3/3 completed']);
  assert.deepEqual(shown([passed, failed]), ['error', '1/2 passed']);
  assert.deepEqual(shown([passed], { next: 'n' }), ['question', '1/1 loaded passed']);
  assert.deepEqual(shown([passed]), ['pass', '1/1 passed']);
  assert.deepEqual(shown([]), ['question', '3/3 completed']);
});

test('a run in words', () => {
  const run = runAt('r', {
    ...{ title: 'Run 3', verdict: 'failed', reason: 'criterion not met: Order Located' },
    ...{ totalTurns: 14, turns: undefined, duration: { ms: 42_000, raw: 42, assumedUnit: true } },
  });
  const view = viewOf({ kind: 'run', item: run });
  assert.equal(view.accessibleLabel, 'Run 3, failed, criterion not met: Order Located, 14 turns, 42 s');
  assert.equal(view.description, 'criterion not met: Order Located · 14 turns · 42 s');
  assert.equal(view.context, 'run failed');
});

test('a row begins with what differs; the whole sentence is in its label', () => {
  const criterion = (name: string, met: 'met' | 'notMet', required = false) => ({
    ...{ name, met, required, text: undefined, type: undefined, score: undefined, weight: undefined },
    ...{ reason: undefined, turn: undefined, raw: undefined, result: undefined },
  });
  const criteria = [criterion('A', 'notMet'), criterion('B', 'notMet', true), criterion('C', 'met')];
  const reason = 'goal not met: B (and 1 more)';
  const run = runAt('r', { title: 'Run 3', verdict: 'failed', reason, criteria, turns: undefined });
  const view = viewOf({ kind: 'run', item: run });
  assert.equal(view.description, 'B +1');
  assert.equal(view.accessibleLabel, 'Run 3, failed, goal not met: B (and 1 more)');
  const prose = viewOf({ kind: 'run', item: { ...run, reason: 'It was rude' } });
  assert.equal(prose.description, 'It was rude', 'what the judge says itself stays');
});

test('a fact that the reason says already is not said again', () => {
  const about = { shown: ['row'], column: 'x', redacted: false, searched: false, ranked: true } as const;
  const facts = [
    { key: 'environment', value: 'Node 24', about: { ...about, label: 'Environment', kind: 'text' } },
    { key: 'score', value: 31, about: { ...about, label: 'Score', kind: 'number' } },
  ] as const;
  const fields = { title: 'Run 3', verdict: 'failed', facts, turns: undefined } as const;
  const shown = (reason: string) =>
    viewOf({ kind: 'run', item: runAt('r', { ...fields, reason }) }).description;
  assert.equal(shown('score 31 of 100'), 'score 31 of 100 · Node 24');
  assert.equal(shown('scores were low'), 'scores were low · Node 24 · score 31');
  assert.equal(shown('Node 24'), 'Node 24 · score 31');
});

test('a run of a coding agent tells harness and model, and how long it took as one says it; its environment stands in for both', () => {
  const description = (agentConfig: Record<string, string>, duration: number) => {
    const environment = { id: 'e', name: 'Node 24', agentConfig };
    const source = { id: 'r', status: 'completed', passed: true, duration, environment };
    const item = runOf(
      source,
      { ...source, environment: { ...environment } },
      { ...place, run: 'r' },
      () => '{}',
    );
    return viewOf({ kind: 'run', item }).description;
  };
  const codex = { harness: 'codex', provider: 'openai', model: 'gpt-5' };
  assert.equal(description(codex, 1_120_000), 'codex · gpt-5 · 19 min');
  assert.equal(description({ harness: 'codex' }, 599_000), 'codex · 9 min 59 s');
  assert.equal(description({ model: 'gpt-5' }, 3_590_000), 'gpt-5 · 1 h 00 min');
  assert.equal(description({}, 4_000_000), 'Node 24 · 1 h 07 min');
});

test('a simulation without a name is named by its time, and its own count is no verdict', () => {
  const createdAt = { ms: Date.UTC(2026, 10, 24, 20, 22, 9), raw: 'x' };
  const counts = { runs: 20, completed: 20, passed: undefined, failed: 1 };
  const item = collectionAt(['b'], {
    ...{ title: 'Simulation 53348fa2', nameless: true, createdAt, counts, outcome: 'unknown' },
  });
  const shown = (more: Partial<typeof item>, now?: number) =>
    inUtc(() => {
      const row = { kind: 'collection', item: { ...item, ...more }, judged: undefined } as const;
      return viewOf(row, now === undefined ? {} : { now });
    });
  assert.partialDeepStrictEqual(shown({}), {
    label: '24 Nov 20:22',
    description: '20/20 completed, the service counts 1 failed',
    icon: 'question',
    accessibleLabel: 'Simulation 24 Nov 20:22, 20 of 20 runs completed, the service counts 1 failed',
  });
  assert.equal(shown({}, Date.UTC(2027, 5, 1)).label, '24 Nov 2026 20:22');
  assert.equal(shown({ createdAt: { ...createdAt, ms: Date.UTC(2026, 10, 24), day: true } }).label, '24 Nov');
  assert.equal(shown({ createdAt: undefined }).label, 'Simulation 53348fa2');
  assert.equal(shown({ createdAt: { ms: undefined, raw: 'soon' } }).label, 'Simulation 53348fa2');
  assert.equal(shown({ title: 'Nightly', nameless: false }).label, 'Nightly');
});

test('a broken run in words', () => {
  const item = {
    kind: 'broken',
    ...{ ref: { ...place, run: 'r' }, hasId: true, provider: 'cognigy', title: 'Run 4' },
    ...{ problem: 'turns: expected array, got string', raw: () => '{}' },
  } as const;
  assert.partialDeepStrictEqual(viewOf({ kind: 'run', item }), {
    label: 'Run 4',
    description: 'could not be read: turns: expected array, got string',
    icon: 'warning',
    context: 'run broken',
  });
});

test('keys of rows do not depend on what the rows show, and no two places share one', () => {
  const message = { kind: 'message', place, text: 'x', clearsFilter: false } as const;
  assert.equal(rowKey(message), 'c/s/b!message');
  assert.equal(
    rowKey({ kind: 'collection', item: collectionAt(['a/b', 'ü']), judged: undefined }),
    'c/a%2Fb/%C3%BC',
  );
  assert.equal(rowKey({ kind: 'run', item: runAt('x#1') }), 'c/s/b#x%231');
});

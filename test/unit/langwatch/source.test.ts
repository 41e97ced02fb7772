/** Sets, batches and runs as the tree asks for them: nothing that a list cuts off is shown as if it were all. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import type { PageRequest } from '../../../src/core/provider/provider.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { childRows } from '../../../src/core/rows/tree.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import type { Collection, Item } from '../../../src/core/run/run.ts';
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { LangWatchSource } from '../../../src/providers/langwatch/source.ts';
import { batchPath, connection, crashed, failed, ref, sent, serviceOf, start } from './support.ts';

const signal = new AbortController().signal;

function ask(over: Partial<PageRequest> = {}): PageRequest {
  return { cursor: undefined, limit: 50, sort: 'newest', filter: {}, grouping: undefined, ...over };
}

function collections(items: readonly Item[]): Collection[] {
  return items.filter((item) => item.kind === 'collection');
}

function titles(items: readonly Item[]): string[] {
  return items.map(({ title }) => title);
}

const several = [
  sent({ scenarioRunId: 'r1', timestamp: start + 9000 }),
  sent({ scenarioRunId: 'r2', timestamp: start + 9000, ...failed }),
  sent({ scenarioRunId: 'r3', batchRunId: 'b0', timestamp: start }),
  sent({ scenarioRunId: 'r4', scenarioSetId: undefined, batchRunId: 'x' }),
  sent({ scenarioRunId: 'r5', scenarioSetId: '__internal__proj_1', batchRunId: 'y' }),
];

describe('sets', () => {
  it('are those of the runs seen, page by page, and one without a name is the default', async () => {
    const { source, asked } = serviceOf(several, 2);
    const first = await source.list([], ask(), signal);
    assert.deepEqual([titles(first.items), first.note], [['bike-shop'], '2 runs seen']);
    const second = await source.list([], ask({ cursor: first.next }), signal);
    assert.deepEqual(titles(second.items), ['bike-shop', 'default']);
    assert.deepEqual(collections(second.items)[0]?.facts, [
      ['Seen so far', '3 runs in 2 batches'],
      ['Id', 'bike-shop'],
    ]);
    assert.deepEqual(collections(second.items)[0]?.createdAt?.ms, start + 9000);
    const third = await source.list([], ask({ cursor: second.next }), signal);
    assert.deepEqual([titles(third.items), third.next], [['Platform runs proj_1'], undefined]);
    assert.deepEqual(asked, [
      '/api/simulation-runs?limit=100',
      '/api/simulation-runs?limit=100&cursor=2',
      '/api/simulation-runs?limit=100&cursor=4',
    ]);
  });

  it('count anew when the list is loaded anew, and end where the service sends the same page again', async () => {
    const { source } = serviceOf(several);
    await source.list([], ask(), signal);
    const [again] = collections((await source.list([], ask(), signal)).items);
    assert.deepEqual(again?.facts[0], ['Seen so far', '3 runs in 2 batches']);
    const stuck = stuckOn({ runs: several, hasMore: true, nextCursor: 'more' });
    const first = await stuck.list([], ask(), signal);
    const second = await stuck.list([], ask({ cursor: first.next }), signal);
    assert.deepEqual(
      [second.items, second.next, second.note],
      [[], undefined, 'The service sent the same page again; the rest of the list is out of reach.'],
    );
  });

  it('end with a note where more is promised that nothing leads to', async () => {
    const unclear = 'The service did not say readably whether there is more.';
    const batches = [{ batchRunId: 'b1' }];
    for (const [paging, note] of [
      [{ hasMore: true }, unclear],
      [{ hasMore: true, nextCursor: null }, unclear],
      [{ hasMore: true, nextCursor: 7 }, unclear],
      [{ hasMore: 'yes' }, unclear],
      [{ hasMore: false, nextCursor: 7 }, undefined],
      [{ hasMore: false, nextCursor: 'more' }, undefined],
      [{}, undefined],
    ] as const)
      for (const path of [[], ['set:bike-shop'], batchPath]) {
        const page = await stuckOn({ runs: several, batches, ...paging }).list(path, ask(), signal);
        assert.deepEqual([page.next, page.note], [undefined, note], JSON.stringify([path, paging]));
      }
  });

  it('that are tracked are there at once, and once: with what the service tells as soon as it does', async () => {
    const tracking = {
      ...connection,
      simulations: [
        { scenario: 'bike-shop', label: 'Bikes' },
        { scenario: 'unseen' },
        { scenario: 's', simulation: 'b' },
      ],
    };
    const { source } = serviceOf(several, 100, tracking);
    const pinned = langwatch.pinned(tracking);
    const store = storeOver(source);
    const rows = async () => {
      const listing = await store.open({ connection: 'l', path: [] });
      return childRows(listing, pinned, { ...defaultView, sort: 'newest' }, () => undefined);
    };
    assert.deepEqual(titles(pinned), ['Bikes', 'unseen', 'Batch b']);
    assert.ok(pinned.every(({ tracked }) => tracked === true));
    const shown = await rows();
    assert.deepEqual(
      shown.map(
        (row) =>
          row.kind === 'collection' && [row.item.title, row.item.tracked === true, row.item.facts[0]?.[0]],
      ),
      [
        ['Bikes', true, 'Seen so far'],
        ['unseen', true, 'Id'],
        ['Batch b', true, 'Tracked by reference'],
        ['default', false, 'Seen so far'],
        ['Platform runs proj_1', false, 'Seen so far'],
      ],
    );
    assert.deepEqual(
      (await source.list(['tracked:bike-shop:b0'], ask(), signal)).items.map(
        (item) => item.kind === 'run' && item.ref,
      ),
      [{ connection: 'l', path: ['tracked:bike-shop:b0'], run: 'r3' }],
    );
  });
});

describe('batches', () => {
  it('come with the counts of the service, and its words for how far they are', async () => {
    const runs = (batchRunId: string, ...statuses: string[]) =>
      statuses.map((status, index) => sent({ scenarioRunId: `${batchRunId}${index}`, batchRunId, status }));
    const { source, asked } = serviceOf([
      ...runs('good', 'SUCCESS', 'SUCCESS'),
      ...runs('bad', 'SUCCESS', 'ERROR'),
      ...runs('going', 'FAILED', 'IN_PROGRESS'),
      ...runs('stalled', 'SUCCESS', 'STALLED'),
      ...runs('vague', 'SUCCESS', 'CANCELLED'),
    ]);
    const { items } = await source.list(['set:bike-shop'], ask({ limit: 200 }), signal);
    assert.deepEqual(
      collections(items).map(({ title, outcome, counts }) => [
        title,
        outcome,
        ...Object.values<unknown>({ ...counts }),
      ]),
      [
        ['Batch good', 'passed', 2, 2, 2, 0],
        ['Batch bad', 'failed', 2, 2, 1, 1],
        ['Batch going', 'running', 2, 1, 0, 1],
        ['Batch stalled', 'stopped', 2, 2, 1, 0],
        ['Batch vague', 'unknown', 2, 2, 1, 0],
      ],
    );
    assert.deepEqual(asked, ['/api/simulation-runs/batches/list?scenarioSetId=bike-shop&limit=50']);
    assert.deepEqual(collections(items)[0]?.path, ['set:bike-shop', 'batch:good']);
  });

  it('go by their time, and a long id is shortened in the title alone', async () => {
    const { source } = serviceOf([sent({ batchRunId: 'scenariobatch_3McMRVQNAP0a0yF8' })]);
    const [batch] = collections((await source.list(['set:bike-shop'], ask(), signal)).items);
    assert.ok(batch?.nameless);
    assert.equal(batch.title, 'Batch 3McMRVQN');
    assert.equal(viewOf({ kind: 'collection', item: batch, judged: undefined }).icon, 'pass');
  });

  it('page on with the cursor of the service', async () => {
    const { source } = serviceOf(several.slice(0, 3), 1);
    const first = await source.list(['set:bike-shop'], ask(), signal);
    const second = await source.list(['set:bike-shop'], ask({ cursor: first.next }), signal);
    assert.deepEqual(
      [titles(first.items), titles(second.items), second.next],
      [['Batch b1'], ['Batch b0'], undefined],
    );
  });

  it('without an id are told', async () => {
    const source = stuckOn({ batches: [{ totalCount: 1 }, null], hasMore: false });
    const { items, note } = await source.list(['set:s'], ask(), signal);
    assert.deepEqual([items, note], [[], '2 batches without an id cannot be shown.']);
  });
});

describe('runs', () => {
  it('of a batch come all at once and whole, however few are asked for', async () => {
    const { source, asked } = serviceOf([...several, sent({ scenarioRunId: 'r9', ...crashed })]);
    const { items, total, next } = await source.list(batchPath, ask({ limit: 1 }), signal);
    assert.deepEqual(
      items.map((item) => item.kind === 'run' && [item.ref.run, item.turns?.length, item.reason]),
      [
        ['r1', 4, undefined],
        ['r2', 4, 'criterion not met: books (and 1 more)'],
        ['r9', 4, 'Upstream answered 503'],
      ],
    );
    assert.deepEqual([total, next], [3, undefined]);
    assert.deepEqual(asked, ['/api/simulation-runs?scenarioSetId=bike-shop&batchRunId=b1&limit=1']);
  });

  it('are asked for one by one, by their ids', async () => {
    const { source, asked } = serviceOf([sent({ scenarioRunId: 'r/1' })]);
    const item = await source.run({ ...ref, run: 'r/1' }, signal).catch(isProviderError);
    assert.equal(item, true);
    const whole = serviceOf([sent(crashed)]);
    const run = await whole.source.run(ref, signal);
    assert.deepEqual(run.ref, ref);
    assert.equal(run.kind === 'run' && run.reason, 'Upstream answered 503');
    assert.deepEqual([...asked, ...whole.asked], ['/api/simulation-runs/r%2F1', '/api/simulation-runs/r1']);
  });

  it('of a place that nobody made are refused', async () => {
    const { source } = serviceOf([]);
    for (const path of [['x'], ['set:'], ['set:a', 'batch:'], ['set:a', 'batch:b', 'c'], ['tracked:a']]) {
      await assert.rejects(source.list(path, ask(), signal), isProviderError);
      await assert.rejects(source.run({ ...ref, path }, signal), isProviderError);
    }
  });

  it('a set with any name is asked for by just that name', async () => {
    const name = 'a/b:c d?&é';
    const { source, asked } = serviceOf([sent({ scenarioSetId: name })]);
    const [set] = collections((await source.list([], ask(), signal)).items);
    const [batch] = collections((await source.list(set?.path ?? [], ask(), signal)).items);
    const { items } = await source.list(batch?.path ?? [], ask(), signal);
    assert.equal(items.length, 1);
    assert.equal(new URL(`https://x${asked.at(-1)}`).searchParams.get('scenarioSetId'), name);
  });
});

it('the test says whether there is anything', async () => {
  assert.equal(await serviceOf(several).source.test(signal), 'Connected: there are simulation runs.');
  assert.equal(await serviceOf([]).source.test(signal), 'Connected: no simulation runs yet.');
});

it('the page of a run is the one that the service names', async () => {
  const page = async (over: Readonly<Record<string, unknown>>) =>
    langwatch.pageOf?.(await serviceOf([sent(over)]).source.run(ref, signal), connection);
  assert.equal(await page({ platformUrl: 'https://lw.test/p/x' }), 'https://lw.test/p/x');
  assert.equal(await page({}), undefined);
});

/** The same answer to everything. */
function stuckOn(answer: unknown): LangWatchSource {
  const text = JSON.stringify(answer);
  return new LangWatchSource(connection, {
    get: () => Promise.resolve({ status: 200, text, requestId: undefined }),
  });
}

function storeOver(client: LangWatchSource): RunStore {
  return new RunStore({
    client: () => Promise.resolve(client),
    pageSize: () => 200,
    view: () => defaultView,
    grouping: () => undefined,
    label: () => 'Shop',
    pinned: () => [],
    now: () => start,
  });
}

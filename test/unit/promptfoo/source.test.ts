/** Evaluations and their runs as the tree asks for them: paged, failed first by the server's filters, one by one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page, PageRequest, ServiceHttp, Sort } from '../../../src/core/provider/provider.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import type { Collection, Item } from '../../../src/core/run/run.ts';
import { outcomeOfItem } from '../../../src/core/run/outcome.ts';
import { PromptfooSource, savedReader } from '../../../src/providers/promptfoo/source.ts';
import { cell, json, table, type TableOver } from './support.ts';

const connection = { id: 'p', provider: 'promptfoo', label: 'Evals', baseUrl: 'http://localhost:15500' };
const path = ['eval:e1'];
const signal = new AbortController().signal;
const start = Date.UTC(2026, 10, 20, 10);

type Kind = 'passed' | 'failed' | 'errored';
const kinds: Readonly<Record<Kind, object>> = {
  passed: {},
  failed: { success: false, failureReason: 1 },
  errored: { success: false, failureReason: 2, error: 'No power', gradingResult: null },
};

/** Each test has the outcomes of its prompts; `null` where there is no result. */
type Tests = readonly (readonly (Kind | null)[])[];

interface Rig {
  readonly source: PromptfooSource;
  readonly asked: string[];
}

/** A server that filters and pages as promptfoo does. @param numbers of the tests, where some were left out */
function rig(tests: Tests, over: TableOver = {}, numbers = tests.map((_, index) => index)): Rig {
  const asked: string[] = [];
  const http: ServiceHttp = {
    get: (url) => {
      asked.push(`${url.pathname}${url.search}`);
      if (!url.pathname.endsWith('/table')) throw new Error(`unexpected ${url.pathname}`);
      const query = (name: string) => url.searchParams.get(name) ?? '';
      const wanted = { errors: 'errored', failures: 'failed', passes: 'passed' }[query('filterMode')];
      const rows = tests
        .map((outcomes, index) => ({
          testIdx: numbers[index] ?? 0,
          outputs: outcomes.map((kind, prompt) => {
            const id = `${numbers[index]}-${prompt}`;
            return kind && cell({ id, testIdx: numbers[index], promptIdx: prompt, ...kinds[kind] });
          }),
        }))
        .filter((_, index) => wanted === undefined || tests[index]?.some((kind) => kind === wanted));
      const from = Number(query('offset'));
      const text = table(rows.slice(from, from + Number(query('limit'))), {
        ...{ total: tests.length, filtered: rows.length },
        ...over,
      });
      return Promise.resolve({ status: 200, text, requestId: undefined });
    },
  };
  return { source: new PromptfooSource(connection, http, () => start), asked };
}

function request(limit: number, sort: Sort = 'sequence', over: Partial<PageRequest> = {}): PageRequest {
  return { cursor: undefined, limit, sort, filter: {}, grouping: undefined, ...over };
}

function idsOf(items: readonly Item[]): string[] {
  return items.map((item) => (item.kind === 'collection' ? item.title : item.ref.run));
}

async function allPages(source: PromptfooSource, first: PageRequest): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | undefined; pages.length < 50;) {
    const page = await source.list(path, { ...first, cursor }, signal);
    pages.push(page);
    cursor = page.next;
    if (cursor === undefined) break;
  }
  return pages;
}

const mixed: Tests = [
  ['passed', 'failed'],
  ['errored', 'passed'],
  [null, 'passed'],
  ['failed', 'errored'],
  ['passed', 'passed'],
];
const inOrder = ['0.0', '0.1', '1.0', '1.1', '2.1', '3.0', '3.1', '4.0', '4.1'];

describe('runs of an evaluation', () => {
  it('come in pages that hold no more than was asked for, each run once', async () => {
    for (const limit of [1, 2, 3, 4, 100]) {
      const { source } = rig(mixed);
      const pages = await allPages(source, request(limit));
      assert.deepEqual(idsOf(pages.flatMap(({ items }) => items)), inOrder, `limit ${limit}`);
      assert.ok(pages.every(({ items }) => items.length <= limit));
      assert.equal(pages[0]?.total, 10);
    }
  });

  it('come failed first: errors, failures and the rest by the filters of the server', async () => {
    const expected = ['1.0', '3.1', '0.1', '3.0', '0.0', '1.1', '2.1', '4.0', '4.1'];
    for (const limit of [1, 2, 3, 100]) {
      const { source, asked } = rig(mixed);
      const pages = await allPages(source, request(limit, 'failedFirst'));
      assert.deepEqual(idsOf(pages.flatMap(({ items }) => items)), expected, `limit ${limit}`);
      assert.deepEqual(
        [...new Set(asked.map((url) => /filterMode=(\w+)/.exec(url)?.[1]))],
        ['errors', 'failures', 'passes'],
      );
    }
  });

  it('fill a page also where nothing failed', async () => {
    const { source, asked } = rig([['passed'], ['passed']]);
    const page = await source.list(path, request(10, 'failedFirst'), signal);
    assert.deepEqual([idsOf(page.items), page.next], [['0.0', '1.0'], undefined]);
    assert.equal(asked.length, 3);
  });

  it('are narrowed at the server', async () => {
    const { source, asked } = rig(mixed);
    const filter = { search: 'red lamp', filterMode: 'highlights' };
    await source.list(path, request(10, 'failedFirst', { filter }), signal);
    assert.deepEqual(asked, ['/api/eval/e1/table?limit=10&offset=0&search=red+lamp&filterMode=highlights']);
  });

  it('are not asked for by a filter that the server does not have', async () => {
    const { source, asked } = rig(mixed);
    await assert.rejects(
      source.list(path, request(10, 'sequence', { filter: { filterMode: 'bad' } }), signal),
      {
        nextStep: 'Filter by one of these: all, failures, errors, passes, different, highlights, user-rated.',
      },
    );
    assert.deepEqual(asked, []);
  });

  it('are asked for by tests, as soon as it is known how many runs each has', async () => {
    const { source, asked } = rig(Array.from({ length: 8 }, () => ['passed', 'passed']));
    await allPages(source, request(6));
    assert.deepEqual(
      asked.map((url) => /limit=(\d+)&offset=(\d+)/.exec(url)?.slice(1).join(' from ')),
      ['6 from 0', '3 from 3', '3 from 6'],
    );
  });

  it('are the same alone as in the list, and as they are kept', async () => {
    const { source } = rig(mixed);
    const [listed] = (await source.list(path, request(10), signal)).items.filter(
      (item) => item.kind !== 'collection' && item.ref.run === '3.0',
    );
    assert.ok(listed?.kind === 'run');
    const alone = await source.run(listed.ref, signal);
    const saved = savedReader.run(listed.raw(), listed.ref);
    const plain = (item: object) => JSON.parse(json(item)) as unknown;
    assert.deepEqual(plain(alone), plain(listed));
    assert.deepEqual(plain(saved), plain(listed));
    assert.equal(alone.raw(), listed.raw());
    assert.equal(listed.raw().includes('sk-of-the-config'), false);
  });

  it('are found where tests before them were left out', async () => {
    const numbers = [3, 7, 8, 20, 21];
    const { source, asked } = rig(mixed, {}, numbers);
    for (const test of numbers) {
      const found = await source.run({ connection: 'p', path, run: `${test}.1` }, signal);
      assert.equal(found.kind === 'run' && found.sequence, test + 1);
    }
    assert.ok(asked.length <= 25, `${asked.length} requests`);
    for (const run of ['4.1', '99.0', '8.0', '3.7'])
      await assert.rejects(source.run({ connection: 'p', path, run }, signal), { reason: 'notFound' }, run);
  });

  it('are all there where the server does not filter, or repeats a page', async () => {
    const rows = mixed.map((outcomes, test) => ({
      testIdx: test,
      outputs: outcomes.map(
        (kind, prompt) => kind && cell({ testIdx: test, promptIdx: prompt, ...kinds[kind] }),
      ),
    }));
    const shown = async (served: typeof rows, total: number) => {
      const text = table(served, { total });
      const http: ServiceHttp = { get: () => Promise.resolve({ status: 200, text, requestId: undefined }) };
      const pages = await allPages(
        new PromptfooSource(connection, http, () => start),
        request(100, 'failedFirst'),
      );
      return { runs: idsOf(pages.flatMap(({ items }) => items)).toSorted(), note: pages.at(-1)?.note };
    };
    assert.deepEqual((await shown(rows, 5)).runs, inOrder);
    assert.deepEqual((await shown(rows.slice(4), 1)).runs, ['4.0', '4.1']);
    const repeated = await shown(rows, 99);
    assert.deepEqual(repeated.runs, inOrder);
    assert.match(repeated.note ?? '', /the same page again/);
  });

  it('of an evaluation without single results say so', async () => {
    const { source } = rig([], { version: 3 });
    const page = await source.list(path, request(10), signal);
    assert.match(page.note ?? '', /did not keep single results/);
  });

  it('are asked for in smaller pages where one is too large', async () => {
    const limits: number[] = [];
    const http: ServiceHttp = {
      get: (url) => {
        const limit = Number(url.searchParams.get('limit'));
        limits.push(limit);
        if (limit > 3)
          throw new ProviderError({
            reason: 'badResponse',
            status: 413,
            message: 'Large.',
            nextStep: 'Less.',
          });
        const rows = [{ testIdx: 0, outputs: [cell()] }];
        return Promise.resolve({ status: 200, text: table(rows), requestId: undefined });
      },
    };
    const source = new PromptfooSource(connection, http, () => start);
    assert.equal((await source.list(path, request(10), signal)).items.length, 1);
    assert.deepEqual(limits, [10, 5, 3]);
  });
});

describe('evaluations', () => {
  const summary = {
    ...{ evalId: 'e1', createdAt: start - 60_000, description: 'Lamps', numTests: 4, datasetId: 'd1' },
    ...{ isRedteam: false, passRate: 50, label: 'Lamps (e1)', providers: [{ id: 'x', label: 'lamps v1' }] },
  };

  interface Server {
    evaluations: readonly object[];
    stats: Readonly<Record<string, unknown>>;
    prompts?: readonly unknown[];
    now: number;
    asked: number;
  }

  function listed(server: Server) {
    const http: ServiceHttp = {
      get: (url) => {
        const isTable = url.pathname.endsWith('/table');
        if (isTable) server.asked++;
        const text = isTable
          ? table([{ testIdx: 0, outputs: [cell()] }], {
              stats: server.stats,
              ...(server.prompts && { prompts: server.prompts }),
            })
          : json(
              url.pathname === '/health'
                ? { status: 'OK', version: '0.123.1' }
                : { data: server.evaluations },
            );
        return Promise.resolve({ status: 200, text, requestId: undefined });
      },
    };
    const source = new PromptfooSource(connection, http, () => server.now);
    const rows = async () => {
      const { items } = await source.list([], request(50), signal);
      return items.filter((item): item is Collection => item.kind === 'collection');
    };
    return { source, rows };
  }

  const serverOf = (over: Partial<Server>): Server => ({
    ...{ evaluations: [summary], stats: { successes: 2, failures: 2, errors: 0, durationMs: 9 } },
    ...{ now: start, asked: 0, ...over },
  });

  it('tell what the service counts as its own', async () => {
    const [row] = await listed(serverOf({})).rows();
    assert.ok(row);
    const { label, description, icon } = viewOf({ kind: 'collection', item: row, judged: undefined });
    assert.deepEqual([label, icon], ['Lamps', 'error']);
    assert.match(description, /^4 tests, the service counts 50 % passed · /);
    assert.deepEqual(row.facts, [
      ['Tests', '4'],
      ['Pass rate', '50 %'],
      ['Providers', 'lamps v1'],
      ['Dataset', 'd1'],
      ['Id', 'e1'],
    ]);
  });

  it('without a description are called by their time', async () => {
    const [row] = await listed(serverOf({ evaluations: [{ ...summary, description: null }] })).rows();
    assert.deepEqual([row?.title, row?.nameless], ['e1', true]);
  });

  it('have passed only when all has passed and the end is known', async () => {
    const evaluations = [{ ...summary, passRate: 100 }];
    const outcomes = async (server: Server) => (await listed(server).rows()).map(({ outcome }) => outcome);
    const all = { successes: 4, failures: 0, errors: 0 };
    assert.deepEqual(await outcomes(serverOf({ evaluations, stats: { ...all, durationMs: 9 } })), ['passed']);
    assert.deepEqual(await outcomes(serverOf({ evaluations, stats: all })), ['running']);
    const errors = { successes: 2, failures: 0, errors: 2, durationMs: 9 };
    assert.deepEqual(await outcomes(serverOf({ stats: errors })), ['errored']);
  });

  it('of which nothing was asserted have not passed', async () => {
    const evaluations = [{ ...summary, passRate: 100 }];
    const prompts = [{ label: 'short', metrics: { assertPassCount: 0, assertFailCount: 0 } }];
    const [row] = await listed(serverOf({ evaluations, prompts })).rows();
    assert.equal(row?.outcome, 'unknown');
  });

  it('run as long as results come, and are open when none come any more', async () => {
    const server = serverOf({ evaluations: [{ ...summary, passRate: 100 }], stats: { successes: 1 } });
    const { rows } = listed(server);
    const state = async (): Promise<unknown> => {
      const [row] = await rows();
      return [row?.outcome, row?.facts.find(([name]) => name === 'End')?.[1]];
    };
    assert.deepEqual(await state(), ['running', 'not yet, 1 result so far']);
    server.now += 9 * 60_000;
    server.stats = { successes: 2 };
    assert.deepEqual(await state(), ['running', 'not yet, 2 results so far']);
    server.now += 9 * 60_000;
    assert.deepEqual(await state(), ['running', 'not yet, 2 results so far']);
    server.now += 60_000;
    assert.deepEqual(await state(), ['unknown', 'not reported, 2 results so far: it goes on, or was killed']);
    server.stats = { successes: 3, durationMs: 9 };
    assert.deepEqual(await state(), ['passed', undefined]);
  });

  it('that have ended are not looked at again', async () => {
    const server = serverOf({});
    const { rows } = listed(server);
    await rows();
    await rows();
    assert.equal(server.asked, 1);
  });

  it('come in pages, and only the newest are looked at', async () => {
    const evaluations = Array.from({ length: 30 }, (_, index) => ({ ...summary, evalId: `e${index}` }));
    const server = serverOf({ evaluations });
    const { source } = listed(server);
    const first = await source.list([], request(20), signal);
    const second = await source.list([], { ...request(20), cursor: first.next }, signal);
    assert.deepEqual(
      [first.items.length, second.items.length, second.next, first.total],
      [20, 10, undefined, 30],
    );
    assert.equal(server.asked, 10);
  });

  it('without an id are not shown, and that is said', async () => {
    const page = await listed(serverOf({ evaluations: [summary, {}] })).source.list([], request(50), signal);
    assert.deepEqual([page.items.length, page.note], [1, '1 entry without an id cannot be shown.']);
  });

  it('are counted by the test of the connection', async () => {
    const found = await listed(serverOf({})).source.test(signal);
    assert.equal(found, 'Connected to promptfoo 0.123.1: 1 evaluation found.');
  });
});

it('a run says its outcome by itself', async () => {
  const { items } = await rig(mixed).source.list(path, request(3), signal);
  assert.deepEqual(
    items.map((item) => item.kind !== 'collection' && outcomeOfItem(item)),
    ['passed', 'failed', 'errored'],
  );
});

/**
 * What every service can do, for those that came later: archive, offline, search, filters, exports, links, live refresh,
 * watching, hostile text. One row a service; the requests are answered from memory.
 */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Connection, Provider, ServiceHttp } from '../../../src/core/provider/provider.ts';
import { Revisions } from '../../../src/core/live/revision.ts';
import { targetsOf } from '../../../src/core/live/targets.ts';
import { batchStats } from '../../../src/analysis/batch/batch.ts';
import { unitOf } from '../../../src/analysis/batch/unit.ts';
import { compareBatches } from '../../../src/analysis/compare/batches.ts';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { childRows } from '../../../src/core/rows/tree.ts';
import { arrangeRuns, defaultView } from '../../../src/core/rows/view.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { exportFormats } from '../../../src/export/formats.ts';
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { WatchedList } from '../../../src/services/live/watched.ts';
import { Watches } from '../../../src/services/live/watches.ts';
import { pageOfRun } from '../../../src/services/runPage.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { hostileTexts } from '../../webview/support/hostile.ts';
import { openRig } from '../archive/support.ts';
import { settled } from '../core/support.ts';
import { FakeMemento } from '../keys/support.ts';
import * as lw from '../langwatch/support.ts';
import { cell, grading, part, table } from '../promptfoo/support.ts';

const never = new AbortController().signal;
const now = lw.start;
const often = { atLeastMs: 1000, requests: 100, windowMs: 60_000 };

interface Service {
  readonly provider: Provider;
  /** Where runs are listed, and the batch's row. */
  readonly path: readonly string[];
  /** A run that passed, one that failed by the criterion `books`, and one that ended with the error `No power`. */
  readonly answer: (over: Over) => (url: URL) => string;
  readonly page: string;
}

interface Over {
  /** In all words that the service reports of the first run. */
  readonly words?: string;
  /** The batch still goes on. */
  readonly running?: boolean;
}

const services: readonly Service[] = [
  {
    provider: langwatch,
    path: ['set:shop', 'batch:b1'],
    page: 'https://evals.test/p/simulations',
    answer:
      ({ words = 'says hello', running = false }) =>
      ({ pathname }) => {
        const first = lw.sent({
          ...{
            scenarioRunId: 'r1',
            name: words,
            description: words,
            platformUrl: 'https://evals.test/p/simulations',
          },
          results: { verdict: 'success', reasoning: words, metCriteria: [words], unmetCriteria: [] },
          messages: [{ role: 'user', content: words }],
          ...(running && { status: 'IN_PROGRESS', results: null }),
        });
        const error = lw.json({ message: 'No power', stack: 'at x' });
        const runs = [
          first,
          lw.sent({ scenarioRunId: 'r2', name: 'fails', ...lw.failed }),
          lw.sent({ scenarioRunId: 'r3', name: 'breaks', status: 'ERROR', results: { error } }),
        ];
        const counts = { totalCount: 3, passCount: 1, failCount: 2, settledCount: running ? 2 : 3 };
        if (pathname.endsWith('/list'))
          return lw.json({ batches: [{ batchRunId: 'b1', ...counts, runningCount: running ? 1 : 0 }] });
        return pathname.endsWith('/r1') ? lw.json(first) : lw.json({ runs });
      },
  },
  {
    provider: promptfoo,
    path: ['eval:e1'],
    page: 'https://evals.test/eval/e1',
    answer:
      ({ words = 'says hello', running = false }) =>
      ({ pathname }) => {
        const test = (testIdx: number, description: string, over: object) => ({
          testIdx,
          outputs: [cell({ id: `c${testIdx}`, testIdx, testCase: { description, vars: {} }, ...over })],
        });
        const results = [part('books', false)];
        const failed = { success: false, failureReason: 1, gradingResult: grading(results, { pass: false }) };
        const broken = { success: false, failureReason: 2, error: 'No power\n  at x', gradingResult: null };
        const said = {
          prompt: words,
          response: { output: words },
          gradingResult: grading([part(words, true)]),
        };
        const rows = [test(0, words, said), test(1, 'fails', failed), test(2, 'breaks', broken)];
        const stats = { successes: 1, failures: 1, errors: 1, ...(running ? {} : { durationMs: 9 }) };
        return pathname.endsWith('/table')
          ? table(rows, { prompts: [{ label: 'p', provider: 'm' }], stats })
          : lw.json({
              data: [{ evalId: 'e1', createdAt: now, description: 'Lamps', numTests: 3, passRate: 33 }],
            });
      },
  },
];

interface Rig {
  readonly store: RunStore;
  readonly connection: Connection;
  /** What is answered from now on. */
  over: Over;
  runs(): Promise<Run[]>;
}

async function rigOf({ provider, path, answer }: Service, t: TestContext): Promise<Rig> {
  const connection = { id: 'c', provider: provider.id, label: 'Shop', baseUrl: 'https://evals.test' };
  const http: ServiceHttp = {
    get: (url) => Promise.resolve({ status: 200, text: answer(rig.over)(url), requestId: undefined }),
  };
  const client = await provider.connect(connection, http);
  const store = new RunStore({
    client: () => Promise.resolve(client),
    pageSize: () => 50,
    view: () => defaultView,
    grouping: () => undefined,
    label: () => 'Shop',
    pinned: () => [],
    now: () => now,
  });
  t.after(() => store.dispose());
  const rig: Rig = {
    ...{ store, connection, over: {} },
    runs: async () => {
      await store.refresh({ connection: 'c', path });
      return store.runsAt({ connection: 'c', path }).filter((item) => item.kind === 'run');
    },
  };
  return rig;
}

for (const service of services) {
  const { provider, path, page } = service;
  const place = { connection: 'c', path };

  describe(provider.label, () => {
    it('is archived, read again without the service as it was, and found by its words', async (t) => {
      const rig = await rigOf(service, t);
      const live = await rig.runs();
      const { archive } = openRig(t);
      archive.keep(live, ['Shop', 'Batch']);
      await archive.flush();
      const kept = await archive.list({ connection: 'c', path }, 10);
      assert.equal(kept.runs.length, 3);
      const reader = await provider.saved();
      for (const run of live) {
        const own = await archive.run(run.ref);
        assert.ok(own);
        const again = reader.run(own.raw, own.ref);
        assert.deepEqual(viewOf({ kind: 'run', item: again }), viewOf({ kind: 'run', item: run }));
        assert.equal(again.kind === 'run' && lw.json(again), lw.json(run));
      }
      const found = async (text: string) =>
        (await archive.search({ text, filters: {}, limit: 10 }, never)).hits.map(({ ref }) => ref.run);
      assert.deepEqual(await found('hello'), [live.find(({ title }) => title === 'says hello')?.ref.run]);
      assert.deepEqual(await found('power'), [live.find(({ title }) => title === 'breaks')?.ref.run]);
    });

    it('is filtered by outcome and words, and sorted', async (t) => {
      const runs = await (await rigOf(service, t)).runs();
      const shown = (view: object) =>
        arrangeRuns(runs, { ...defaultView, ...view }).map(({ title }) => title);
      assert.deepEqual(shown({ outcomes: ['failed'] }), ['fails']);
      assert.deepEqual(shown({ outcomes: ['errored'] }), ['breaks']);
      assert.deepEqual(shown({ text: 'HELLO' }), ['says hello']);
      assert.equal(shown({}).at(-1), 'says hello');
    });

    it('is exported in every format', async (t) => {
      const runs = await (await rigOf(service, t)).runs();
      const exported = runs.map((item) => ({ item, where: ['Shop', 'Batch'] }));
      for (const format of exportFormats) {
        const text = [...format.pieces(exported)].join('');
        for (const words of ['says hello', 'books', 'No power'])
          assert.ok(text.includes(words), `${format.id} ${words}`);
      }
    });

    it('is judged as a batch, and compared with another one test by test', async (t) => {
      const runs = await (await rigOf(service, t)).runs();
      const { counts, rate, errors, criteria } = batchStats(runs, defaultSettings);
      assert.deepEqual([counts.passed, counts.failed, counts.errored], [1, 1, 1]);
      assert.deepEqual([rate.passed, rate.judged, errors.passed], [1, 2, 1]);
      assert.ok(criteria.some(({ name }) => name.includes('books')));
      assert.ok(runs.every((run) => unitOf(run) !== undefined));
      const same = compareBatches(runs, runs, defaultSettings);
      assert.deepEqual([same.a.counts, same.rate.difference], [same.b.counts, 0]);
    });

    it('leads to the page of the service, and to no other origin', async (t) => {
      const rig = await rigOf(service, t);
      const run = (await rig.runs()).find(({ title }) => title === 'says hello');
      assert.ok(run);
      const at = (baseUrl: string) =>
        pageOfRun({ get: () => ({ ...rig.connection, baseUrl }), providerOf: () => provider }, run)?.href;
      assert.equal(at('https://evals.test'), page);
      assert.notEqual(at('https://other.test'), page);
    });

    it('is asked again while it goes on, and watched to its end', async (t) => {
      t.mock.timers.enable({ apis: ['Date'], now });
      const rig = await rigOf(service, t);
      rig.over = { running: true };
      await rig.store.open({ connection: 'c', path: path.slice(0, -1) });
      await rig.store.open(place);
      const deps = {
        ...{ store: rig.store, revisions: new Revisions(), signal: never, pageSize: () => 50 },
        connection: () => ({ origin: 'https://evals.test', advice: often, question: 'q' }),
      };
      const parent = { connection: 'c', path: path.slice(0, -1) };
      assert.ok(targetsOf([parent], [], deps).length > 0, 'the row of the batch goes on');
      const ended: string[] = [];
      const watched = new WatchedList(new FakeMemento());
      watched.onDidEnd(({ ending }) => ended.push(ending.sentence));
      const watches = new Watches({
        ...{ watched, store: rig.store, changed: () => undefined },
        defect: (where, error) => assert.fail(`${where}: ${String(error)}`),
      });
      await watches.watch(place);
      rig.over = {};
      await rig.store.refresh(parent);
      await rig.store.refresh(place);
      watches.check();
      await settled();
      assert.match(ended.at(-1) ?? '', /^1 of 3 passed, 1 error: /);
      watches.dispose();
    });

    it('may say anything: hostile words stay words', async (t) => {
      for (const words of hostileTexts.filter((text) => text.length < 5000)) {
        const rig = await rigOf(service, t);
        rig.over = { words };
        const runs = await rig.runs();
        assert.equal(runs.length, 3);
        const listing = rig.store.listing(place);
        for (const row of listing ? childRows(listing, [], defaultView, () => undefined) : []) {
          const { label, description } = viewOf(row);
          assert.doesNotMatch(`${label}${description}`, /[\n\r\u202e\u0000\u001b]/, words);
          assert.doesNotMatch(tooltipOf(row, now) ?? '', /[\u202e\u0000\u001b]/, words);
        }
        for (const format of exportFormats) {
          const text = [...format.pieces(runs.map((item) => ({ item, where: [words] })))].join('');
          if (format.id === 'html')
            assert.doesNotMatch(text, /<(script|img|iframe|svg|a href="(?!#run-))/i, words);
        }
      }
    });
  });
}

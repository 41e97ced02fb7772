/** A careless service puts the key that it was sent into its data: it must not end in the archive. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import type { ArchivePort } from '../../../src/core/store/archivePort.ts';
import type { ProviderClient } from '../../../src/core/provider/provider.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import { createHttp } from '../../../src/http/main.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { Archiving } from '../../../src/services/archiving/archiving.ts';
import { fakeRun, startFakeCognigy } from '../../support/fakeCognigy.ts';
import { adviceFor, answering } from '../../../src/mcp/answering.ts';
import { questions } from '../../../src/services/query/questions.ts';
import { openRig } from '../archive/support.ts';

const key = 'canary-Zq7PmW3xKd91-archive';

const inputs: Readonly<Record<string, unknown>> = {
  list_connections: {},
  list_runs: {},
  explain_batch: { batch: 'shop/scenario:s1/simulation:b1' },
  get_run: { run: 'run-1', detail: 'whole' },
  compare: { a: 'run-1' },
  search_transcripts: { query: 'sent' },
};

test('a key that a service repeats in its data is not archived, in no form', async (context) => {
  const encoded = Buffer.from(key).toString('base64');
  const service = await startFakeCognigy([
    fakeRun(1, {
      turns: [{ id: 't1', sequence: 1, text: `You sent ${key}, or ${encoded}`, data: { key }, createdAt: 1 }],
      metrics: { success: false, results: [{ name: 'Greeted', success: false, reason: `Not with ${key}` }] },
      note: encodeURIComponent(`${key}+`),
    }),
  ]);
  const http = createHttp({
    clock: { now: Date.now, delay: (ms, stop) => delay(ms, undefined, { signal: stop }) },
    random: Math.random,
    log: () => undefined,
  });
  const { archive, folder } = openRig(context);
  const connection = {
    id: 'shop',
    provider: 'cognigy',
    label: 'Shop',
    baseUrl: service.baseUrl,
    projectId: 'p1',
  };
  const own = {
    origin: new URL(service.baseUrl).origin,
    auth: 'apiKey',
    key: () => Promise.resolve(key),
  } as const;
  const client: ProviderClient = await cognigy.connect(connection, http.connect({ ...own, label: 'Shop' }));
  const open: { archiving?: Archiving } = {};
  const rows = () => open.archiving!.rows;
  const port: ArchivePort = {
    read: (...question) => rows().read(...question),
    run: (ref) => rows().run(ref),
    archivedFor: (listing) => rows().archivedFor(listing),
    noteAnswer: (...answer) => rows().noteAnswer(...answer),
    gone: (run) => rows().gone(run),
    forget: (id) => rows().forget(id),
  };
  const store = new RunStore({
    client: () => Promise.resolve(client),
    pageSize: () => 50,
    view: () => defaultView,
    grouping: () => undefined,
    label: () => 'Shop',
    pinned: () => [],
    archive: port,
    now: Date.now,
  });
  open.archiving = new Archiving({
    archive,
    connections: { all: () => [connection], get: () => connection, providerOf: () => cognigy },
    providers: [cognigy],
    pageSize: () => 50,
    view: () => defaultView,
    now: Date.now,
    defect: (where, error) => assert.fail(`${where}: ${String(error)}`),
  });
  open.archiving.keep(store);
  try {
    for (const path of [[], ['scenario:s1'], ['scenario:s1', 'simulation:b1']])
      await store.open({ connection: 'shop', path });
    const ref = { connection: 'shop', path: ['scenario:s1', 'simulation:b1'], run: 'run-1' };
    await store.load(ref, new AbortController().signal, { fresh: true });
    await archive.flush();
    const kept = await port.run(ref);
    assert.ok(kept?.kind === 'run');
    assert.match(kept.raw(), /You sent \[removed\], or \[removed\]/);
    const signal = new AbortController().signal;
    const search = async (text: string) =>
      (await archive.search({ text, filters: {}, limit: 9 }, signal)).hits.length;
    assert.deepEqual([await search('sent'), await search(key), await search('Zq7PmW3xKd91')], [1, 0, 0]);
    // Nor does an assistant get it over MCP: as it stands in the archive, and as the server answers.
    const answer = answering({
      ...{ folder, providers: [cognigy], patterns: [], now: Date.now, withinTime },
      uriScheme: 'vscode',
    });
    const told = await Promise.all(
      questions.map(({ name }) => {
        const input = inputs[name];
        const question = questions.find((each) => each.name === name);
        assert.ok(question && input, name);
        return answer(question, input, signal).catch(
          (error: unknown) => adviceFor(error) ?? assert.fail(String(error)),
        );
      }),
    );
    assert.match(told.join('\n'), /You sent \[removed\]/);
    for (const text of told) assert.doesNotMatch(text, /Zq7PmW3xKd91/);
    for (const file of readdirSync(folder))
      assert.equal(readFileSync(join(folder, file)).includes(key), false, file);
  } finally {
    store.dispose();
    await open.archiving.dispose();
    await http.close();
    await service.close();
  }
});

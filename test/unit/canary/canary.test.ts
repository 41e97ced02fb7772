/** One distinctive key goes through everything that runs without VS Code; then everything is searched for it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import type { Place } from '../../../src/core/run/refs.ts';
import type { ProviderClient } from '../../../src/core/provider/provider.ts';
import { explain } from '../../../src/core/provider/providerError.ts';
import type { RunRef } from '../../../src/core/run/run.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { usualAdvice } from '../../../src/core/live/interval.ts';
import { OwnLedger } from '../../../src/core/live/memory.ts';
import { Poller } from '../../../src/core/live/poller.ts';
import { Revisions } from '../../../src/core/live/revision.ts';
import { targetsOf } from '../../../src/core/live/targets.ts';
import { endingOfCollection } from '../../../src/core/live/watching.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import { childRows } from '../../../src/core/rows/tree.ts';
import { defaultView, runsAmong } from '../../../src/core/rows/view.ts';
import { exportFormats } from '../../../src/export/formats.ts';
import { markdownOf } from '../../../src/export/markdown.ts';
import { prettyJson } from '../../../src/export/prettyJson.ts';
import type { Http } from '../../../src/http/http.ts';
import { createHttp } from '../../../src/http/main.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { startSampleService, type SampleService } from '../../../src/samples/main.ts';
import { healthReport, type ConnectionHealth } from '../../../src/services/health/healthReport.ts';
import { RunSession } from '../../../src/panel/run/session.ts';
import { windowClock } from '../../../src/services/live/windowClock.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

const signal = new AbortController().signal;
/** Everything that leaves the core, in whatever form. */
const seen: string[] = [];
let service: SampleService;
let http: Http;
let store: RunStore;
/** What the service says in its errors: a careless one repeats the key that it was sent. */
let echo = false;

before(async () => {
  service = await startSampleService({
    intercept: ({ headers }, reply) => {
      if (!echo) return false;
      const sent = String(headers['x-api-key']);
      const problem = {
        title: `Bad key ${sent}`,
        detail: Buffer.from(sent).toString('base64'),
        traceId: sent,
      };
      reply.writeHead(401, { 'content-type': 'application/json', 'x-request-id': sent });
      reply.end(JSON.stringify(problem));
      return true;
    },
  });
  http = createHttp({
    clock: { now: Date.now, delay: (ms, stop) => delay(ms, undefined, { signal: stop }) },
    random: Math.random,
    log: (line) => seen.push(JSON.stringify(line)),
  });
  const clients = new Map<string, ProviderClient>();
  for (const connection of service.connections) {
    const provider = connection.provider === cognigy.id ? cognigy : promptingCompany;
    const own = { origin: service.origin, auth: 'apiKey', key: () => Promise.resolve(service.key) } as const;
    clients.set(
      connection.id,
      await provider.connect(connection, http.connect({ ...own, label: connection.label })),
    );
  }
  store = new RunStore({
    client: (id) => Promise.resolve(clients.get(id)!),
    pageSize: () => 50,
    view: () => defaultView,
    grouping: () => undefined,
    label: (id) => id,
    pinned: () => [],
    now: Date.now,
  });
});
after(async () => {
  store.dispose();
  await http.close();
  await service.close();
});

async function unfold(place: Place): Promise<void> {
  const listing = await store.open(place);
  for (const row of childRows(listing, [], defaultView, () => undefined))
    seen.push(JSON.stringify([row, viewOf(row, { now: Date.now(), watched: true })]));
  const below = listing.items.filter((item) => item.kind === 'collection').slice(0, 3);
  for (const item of below) await unfold(item);
}

/** As it is, encoded, and in pieces long enough to be of use. */
function forms(key: string): string[] {
  return [
    key,
    encodeURIComponent(key),
    Buffer.from(key).toString('base64').slice(0, 20),
    key.slice(0, 16),
    key.slice(-16),
  ];
}

test('nothing that leaves the core holds the key', async () => {
  for (const { id } of service.connections) await unfold({ connection: id, path: [] });
  const runs = store.loadedRuns();
  assert.ok(runs.length > 20);
  for (const run of runs) {
    seen.push(prettyJson(run.raw()), markdownOf(run), JSON.stringify(store.trail(run.ref)));
    panel(run.ref);
  }
  const exported = runs.map((item) => ({ item, where: store.trail(item.ref) }));
  for (const format of exportFormats) seen.push([...format.pieces(exported)].join(''));
  for (const listing of store.listings()) {
    seen.push(JSON.stringify([listing, endingOfCollection(listing, undefined, 'name')]));
    assert.ok(runsAmong(listing.items).length >= 0);
  }
  await poll();
  health();
  echo = true;
  for (const listing of store.listings()) {
    await store.refresh(listing);
    const failure = store.listing(listing)?.failure;
    assert.equal(failure?.reason, 'unauthorized');
    seen.push(JSON.stringify(failure), String(failure.stack), ...explain(failure));
  }
  health();
  assert.ok(seen.length > 200);
  for (const form of forms(service.key))
    assert.deepEqual(
      seen.filter((text) => text.includes(form)),
      [],
    );
});

function panel(ref: RunRef): void {
  const session = new RunSession(ref, {
    source: store,
    providerLabel: (id) => id,
    withinTime,
    post: (message) => seen.push(JSON.stringify(message)),
    onDidShow: (shown) => seen.push(JSON.stringify(shown)),
  });
  session.receive({ type: 'ready', anchor: undefined, generation: undefined });
  session.dispose();
}

async function poll(): Promise<void> {
  const shared = new OwnLedger();
  const deps = {
    store,
    revisions: new Revisions(),
    connection: () => ({ origin: service.origin, advice: { ...usualAdvice, atLeastMs: 0 }, question: '' }),
    pageSize: () => 50,
    signal,
  };
  const poller = new Poller({
    window: 'w',
    clock: { now: () => Date.now() + 3_600_000, after: (ms, call) => windowClock.after(ms, call) },
    random: () => 0,
    shared,
    targets: () => targetsOf(store.listings(), [], deps),
    claimed: () => () => undefined,
  });
  poller.update();
  await waitFor('what windows share', () => Object.keys(shared.state.places).length > 0 || undefined);
  seen.push(JSON.stringify([shared.state, poller.status()]));
  poller.dispose();
}

function health(): void {
  const connections = service.connections.map(({ label, baseUrl }): ConnectionHealth => ({
    ...{ label, provider: label, address: baseUrl, budget: undefined, trouble: undefined },
    key: 'stored',
    ...{ onDisk: false, canRead: true },
    report: http.report(service.origin),
  }));
  const facts = {
    at: Date.now(),
    extension: 'x',
    vscode: 'x',
    runtime: 'x',
    system: 'x',
    runsOn: 'x',
    lacks: [],
  };
  seen.push(healthReport({ ...facts, autoRefresh: true, archive: 'off', connections }));
}

/** A service over real sockets that is fine until a fault strikes, and what a reader of the tree sees then. */
import assert from 'node:assert/strict';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server as TlsServer } from 'node:https';
import type { TestContext } from 'node:test';
import type { Place } from '../../../src/core/run/refs.ts';
import { isObject } from '../../../src/core/kit/json.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import { childRows } from '../../../src/core/rows/tree.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import { createHttp } from '../../../src/http/main.ts';
import { plainNetwork } from '../../../src/http/network.ts';
import type { NetworkOptions } from '../../../src/http/network.ts';
import type { RequestLimits } from '../../../src/http/service.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { makeAuthority } from '../../support/proxy/certificates.ts';
import type { FaultyProxy } from '../../support/proxy/faultyProxy.ts';
import { startFaultyProxy } from '../../support/proxy/faultyProxy.ts';
import { trustInSystemStore } from '../../support/proxy/trust.ts';
import { listen } from '../http/support.ts';
import { promptingPage, runsPage, simulation, task } from '../providers/support.ts';

export const providerIds = ['cognigy', 'promptingCompany', 'promptfoo', 'langwatch'] as const;
export type ProviderId = (typeof providerIds)[number];
const providers = { cognigy, promptingCompany, promptfoo, langwatch };
const paths = {
  ...{ cognigy: simulation, promptingCompany: task, promptfoo: ['eval:e1'] },
  langwatch: ['set:s', 'batch:b'],
};

/** `plain`: http on this machine. `tls`: https on this machine. `proxied`: https that only the proxy can find. */
export type Setting = 'plain' | 'tls' | 'proxied';

const authority = makeAuthority();
trustInSystemStore(authority);
export const certificates = {
  good: authority.issue({ names: ['localhost', '*.shop.test'] }),
  expired: authority.issue({ names: ['localhost'], from: -9, until: -1 }),
  early: authority.issue({ names: ['localhost'], from: 1, until: 9 }),
  otherName: authority.issue({ names: ['elsewhere.test'] }),
  untrusted: makeAuthority('A stranger').issue({ names: ['localhost'] }),
};

/** A name that no resolver is asked for, because a part of it is too long. */
const unknowable = `${'n'.repeat(64)}.shop.test`;

export interface Scene {
  readonly provider: ProviderId;
  /** Host and port, as sentences name them. */
  readonly host: string;
  readonly server: Server | TlsServer;
  readonly proxy: FaultyProxy;
  /** What the service does from now on. */
  answer: RequestListener;
  /** VS Code's settings from now on. */
  network: NetworkOptions;
  /** Ends what is connected, so that the next request begins from nothing. */
  dropConnections(): void;
  /** The service stops listening. */
  goDown(): void;
  /** Loads again, in a tree that has the good rows. */
  reload(): Promise<Seen>;
  /** Loads for the first time, in a tree that has nothing. */
  load(): Promise<Seen>;
}

export interface Seen {
  /** Rows of runs, in the words of the tree. */
  readonly runs: readonly string[];
  readonly failure:
    | {
        readonly reason: string;
        readonly sentence: string;
        readonly nextStep: string;
        readonly button: string;
        readonly description: string;
      }
    | undefined;
  /** Rows below: "Load more", or a note. */
  readonly below: readonly string[];
}

export const goodRuns = [1, 2, 3].map((n) => ({ id: `r${n}`, sequence: n, status: 'completed' }));
export const goodRows = {
  cognigy: ['Run 1', 'Run 2', 'Run 3'],
  promptingCompany: ['Run r1', 'Run r2', 'Run r3'],
  promptfoo: ['Test 1', 'Test 2', 'Test 3'],
  langwatch: ['Run r1', 'Run r2', 'Run r3'],
} as const;

/** A page of runs in the provider's envelope. */
export function pageFor(provider: ProviderId, runs: readonly unknown[], total = runs.length): string {
  switch (provider) {
    case 'cognigy':
      return runsPage(runs, { total, hasNext: false });
    case 'promptingCompany':
      return promptingPage(runs, total);
    case 'promptfoo':
      return testsPage(runs, total);
    case 'langwatch':
      return batchPage(runs, total);
  }
}

/** Runs of a batch, and a cursor where there are to be more. */
function batchPage(runs: readonly unknown[], total: number): string {
  const own = runs.map((run) => {
    if (!isObject(run)) return run;
    const { id, ...more } = run;
    return id === undefined ? run : { scenarioRunId: id, ...more };
  });
  const hasMore = total > runs.length;
  return JSON.stringify({ runs: own, hasMore, ...(hasMore && { nextCursor: JSON.stringify(runs) }) });
}

/** A page of tests with one prompt: each run is the result of one. */
export function testsPage(runs: readonly unknown[], total?: number): string {
  const body = runs.map((run, index) => {
    const number: unknown = isObject(run) ? run['sequence'] : undefined;
    const testIdx = typeof number === 'number' ? number - 1 : index;
    return isObject(run) ? { testIdx, outputs: [{ success: true, testIdx, promptIdx: 0, ...run }] } : run;
  });
  return JSON.stringify({
    ...{ table: { head: { prompts: [{ label: 'p' }] }, body }, totalCount: total, filteredCount: total },
    ...{ id: 'e1', version: 4, stats: { durationMs: 1 } },
  });
}

export function sending(text: string | Uint8Array, status = 200, headers = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  };
}

/** A busy machine may be late, which is no fault. */
const patient = {
  connectTimeoutMs: 8000,
  headersTimeoutMs: 8000,
  bodyTimeoutMs: 8000,
  totalTimeoutMs: 20_000,
};

/** For what is late for ever. */
export const impatient = {
  connectTimeoutMs: 200,
  headersTimeoutMs: 200,
  bodyTimeoutMs: 200,
  totalTimeoutMs: 4000,
};

export async function setScene(
  t: TestContext,
  provider: ProviderId,
  setting: Setting,
  limits: Partial<RequestLimits> = {},
): Promise<Scene> {
  const handler: RequestListener = (request, response) => scene.answer(request, response);
  const server = setting === 'plain' ? createServer(handler) : createTlsServer(certificates.good, handler);
  const port = await listen(server);
  const proxy = await startFaultyProxy();
  const origin = {
    plain: `http://127.0.0.1:${port}`,
    tls: `https://localhost:${port}`,
    proxied: `https://${unknowable}:${port}`,
  }[setting];
  const http = createHttp({
    clock: { now: () => now, delay: () => Promise.resolve() },
    random: () => 0.5,
    log: () => undefined,
    network: () => scene.network,
    // VS Code's fetch knows no more than we do.
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    limits: { ...patient, ...limits },
  });
  const service = http.connect({
    origin,
    auth: provider === 'promptfoo' ? 'none' : 'apiKey',
    key: () => Promise.resolve('a-key-of-the-faults'),
    label: 'Shop',
  });
  const connection = { id: 'c', provider, label: 'Shop', baseUrl: origin, projectId: 'p' };
  const client = await providers[provider].connect(connection, service);
  const newStore = () =>
    new RunStore({
      client: () => Promise.resolve(client),
      pageSize: () => 200,
      view: () => defaultView,
      grouping: () => undefined,
      label: () => 'Shop',
      pinned: () => [],
      now: () => now,
    });
  const place: Place = { connection: 'c', path: paths[provider] };
  const store = newStore();

  const scene: Scene = {
    provider,
    host: new URL(origin).host,
    server,
    proxy,
    answer: sending(pageFor(provider, goodRuns)),
    network: { ...plainNetwork, proxy: setting === 'proxied' ? proxy.url : '' },
    dropConnections() {
      server.closeAllConnections();
      proxy.dropTunnels();
    },
    goDown() {
      server.close();
      server.closeAllConnections();
    },
    async reload() {
      await store.refresh(place);
      return seen(store, place);
    },
    async load() {
      const fresh = newStore();
      await fresh.refresh(place);
      return seen(fresh, place);
    },
  };
  t.after(async () => {
    await http.close();
    scene.goDown();
    await proxy.close();
  });
  await store.refresh(place);
  assert.equal(store.listing(place)?.failure, undefined, 'all is well before the fault');
  return scene;
}

const now = Date.UTC(2026, 10, 22, 12);

function seen(store: RunStore, place: Place): Seen {
  const listing = store.listing(place);
  const rows = listing ? childRows(listing, [], { ...defaultView, sort: 'sequence' }, () => undefined) : [];
  const failure = rows.find((row) => row.kind === 'failure');
  const view = failure && viewOf(failure);
  return {
    runs: rows.filter(({ kind }) => kind === 'run').map((row) => viewOf(row).label),
    failure:
      failure && view
        ? {
            reason: failure.error.reason,
            sentence: view.label,
            nextStep: failure.error.nextStep,
            button: view.context.replace('failure ', ''),
            description: view.description,
          }
        : undefined,
    below: rows.filter(({ kind }) => kind === 'more' || kind === 'message').map((row) => viewOf(row).label),
  };
}

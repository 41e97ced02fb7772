/** From opening a collection to its first rows, over HTTP on loopback, beside a bare request of the same address. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Connection, ProviderClient, ServiceHttp } from '../../src/core/provider/provider.ts';
import { RunStore } from '../../src/core/store/store.ts';
import { defaultView } from '../../src/core/rows/view.ts';
import { createHttp } from '../../src/http/main.ts';
import { cognigy } from '../../src/providers/cognigy/provider.ts';
import { startSampleService, type SampleService } from '../../src/samples/main.ts';
import { projectRoot } from '../support/paths.ts';
import { median } from './statistics.ts';

export interface TreeFigures {
  /** Of the service: a bare `fetch`, body included. */
  readonly latencyMs: number;
  readonly firstRowsMs: number;
  /** The same in a fresh process, loading the HTTP and provider bundles and opening the connection included. */
  readonly coldFirstRowsMs: number;
}

/** What a cold sample needs to know; handed over as one argument. */
export interface ColdTask {
  readonly dist: string;
  readonly connection: Connection;
  readonly key: string;
  readonly path: readonly string[];
}

const samples = 11;
const serviceLatencyMs = 100;

/** @param dist a production build */
export async function measureTree(dist: string): Promise<TreeFigures> {
  const service = await startSampleService({ latencyMs: serviceLatencyMs });
  const http = createHttp({
    clock: { now: Date.now, delay: () => Promise.reject(new Error('Nothing is tried twice here.')) },
    random: () => 0.5,
    log: () => undefined,
  });
  try {
    const connection = service.connections.find(({ provider }) => provider === 'cognigy');
    if (connection === undefined) throw new Error('The sample service has no Cognigy connection.');
    const services = http.connect({
      origin: service.origin,
      auth: 'apiKey',
      key: () => Promise.resolve(service.key),
      label: connection.label,
    });
    const client = await cognigy.connect(connection, services);
    const path = await firstSimulation(client);
    const [latencies, rows, cold]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < samples; i++) {
      rows.push(await firstRows(connection.id, path, client));
      latencies.push(await bareRequest(service, connection, path));
      cold.push(await coldFirstRows({ dist, connection, key: service.key, path }));
    }
    return {
      latencyMs: median(latencies),
      firstRowsMs: median(rows),
      coldFirstRowsMs: median(cold),
    };
  } finally {
    await http.close();
    await service.close();
  }
}

/** Time until a new store has the first rows of a collection. */
export async function firstRows(
  connection: string,
  path: readonly string[],
  client: ProviderClient,
): Promise<number> {
  const store = new RunStore({
    client: () => Promise.resolve(client),
    pageSize: () => 200,
    view: () => defaultView,
    grouping: () => undefined,
    label: () => undefined,
    pinned: () => [],
    now: Date.now,
  });
  const start = performance.now();
  const listing = await store.open({ connection, path });
  const time = performance.now() - start;
  store.dispose();
  if (listing.items.length === 0) throw new Error(`No rows came: ${String(listing.failure?.message)}`);
  return time;
}

async function firstSimulation(client: ProviderClient): Promise<readonly string[]> {
  const scenario = await firstCollection(client, []);
  return firstCollection(client, scenario);
}

async function firstCollection(client: ProviderClient, path: readonly string[]): Promise<readonly string[]> {
  const request = {
    cursor: undefined,
    limit: 100,
    sort: 'newest',
    filter: {},
    grouping: undefined,
  } as const;
  const { items } = await client.list(path, request, new AbortController().signal);
  const found = items.find((item) => item.kind === 'collection');
  if (found === undefined) throw new Error('The sample service has no collections.');
  return found.path;
}

/** The very address that the client asks for, taken from the client itself. */
async function bareRequest(
  service: SampleService,
  connection: Connection,
  path: readonly string[],
): Promise<number> {
  const url = await addressOf(connection, path);
  const start = performance.now();
  const response = await fetch(url, { headers: { 'x-api-key': service.key } });
  await response.text();
  const time = performance.now() - start;
  if (!response.ok) throw new Error(`The sample service answered ${response.status}.`);
  return time;
}

async function addressOf(connection: Connection, path: readonly string[]): Promise<URL> {
  let asked: URL | undefined;
  const listener: ServiceHttp = {
    get: (url) => {
      asked = url;
      return Promise.resolve({ status: 200, text: '{"data":[]}', requestId: undefined });
    },
  };
  await firstRows(connection.id, path, await cognigy.connect(connection, listener)).catch(() => undefined);
  if (asked === undefined) throw new Error('The client asked for nothing.');
  return asked;
}

async function coldFirstRows(task: ColdTask): Promise<number> {
  const script = join(projectRoot, 'test', 'bench', 'coldFirstRows.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    script,
    JSON.stringify(task),
  ]);
  return Number(stdout);
}

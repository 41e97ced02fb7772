/** Both providers over real HTTP to the sample service, whose answers a test may replace. */
import type { TestContext } from 'node:test';
import type { Connection, PageRequest, ProviderClient } from '../../../src/core/provider/provider.ts';
import type { ProviderError } from '../../../src/core/provider/providerError.ts';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import type { Collection, Item, Run, RunItem } from '../../../src/core/run/run.ts';
import { createHttp } from '../../../src/http/main.ts';
import type { RequestLimits } from '../../../src/http/service.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import type { SampleService } from '../../../src/samples/main.ts';
import { startSampleService } from '../../../src/samples/main.ts';
import { makeSampleData } from '../../../src/samples/madeData.ts';
import type { SampleData } from '../../../src/samples/sampleData.ts';

/** 22 November 2026, 12:00 UTC: the moment at which every service here stands still. */
export const start = Date.UTC(2026, 10, 22, 12);

/** Made once: making them takes longer than a test. */
const samples = makeSampleData({ seed: 1, start });

export interface Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** What to answer instead of the service: JSON text, or a status and JSON text; `undefined` lets the service answer. */
export type Canned = string | { readonly status: number; readonly text: string } | undefined;

export interface RigOptions {
  readonly data?: SampleData;
  readonly answer?: (asked: Asked) => Canned;
  readonly limits?: Partial<RequestLimits>;
  /** Laid over the sample connections. */
  readonly connection?: Partial<Connection>;
  readonly now?: () => number;
}

export interface Rig {
  readonly service: SampleService;
  readonly connections: { readonly cognigy: Connection; readonly promptingCompany: Connection };
  readonly cognigy: ProviderClient;
  readonly promptingCompany: ProviderClient;
  /** Everything that was asked so far, oldest first. */
  readonly asked: Asked[];
}

export async function rig(t: TestContext, options: RigOptions = {}): Promise<Rig> {
  const asked: Asked[] = [];
  const service = await startSampleService({
    now: options.now ?? (() => start),
    data: options.data ?? samples,
    intercept: ({ url }, reply) => {
      const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
      const request = { path: pathname, query: Object.fromEntries(searchParams) };
      asked.push(request);
      const canned = options.answer?.(request);
      if (canned === undefined) return false;
      const { status, text } = typeof canned === 'string' ? { status: 200, text: canned } : canned;
      reply.writeHead(status, { 'content-type': 'application/json' }).end(text);
      return true;
    },
  });
  const http = createHttp({
    clock: { now: () => start, delay: () => Promise.resolve() },
    random: () => 0.5,
    log: () => undefined,
    ...(options.limits && { limits: options.limits }),
  });
  t.after(async () => {
    await http.close();
    await service.close();
  });
  const connectionOf = (provider: string, path: string): Connection => ({
    ...(service.connections.find((connection) => connection.provider === provider) ?? {
      id: `sample-${provider}`,
      provider,
      label: provider,
      baseUrl: service.origin + path,
    }),
    ...options.connection,
  });
  const connections = {
    cognigy: connectionOf('cognigy', '/testing'),
    promptingCompany: connectionOf('promptingCompany', ''),
  };
  const serviceOf = (connection: Connection) =>
    http.connect({
      origin: service.origin,
      auth: connection.auth ?? 'apiKey',
      key: () => Promise.resolve(service.key),
      label: connection.label,
    });
  return {
    service,
    connections,
    cognigy: await cognigy.connect(connections.cognigy, serviceOf(connections.cognigy)),
    promptingCompany: await promptingCompany.connect(
      connections.promptingCompany,
      serviceOf(connections.promptingCompany),
    ),
    asked,
  };
}

export const never = new AbortController().signal;

export function pageOf(more: Partial<PageRequest> = {}): PageRequest {
  return { cursor: undefined, limit: 100, sort: 'newest', filter: {}, grouping: undefined, ...more };
}

/** All pages, at most 50. */
export async function all(
  client: ProviderClient,
  path: readonly string[],
  more: Partial<PageRequest> = {},
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 50; page++) {
    const answer = await client.list(path, pageOf({ ...more, cursor }), never);
    items.push(...answer.items);
    cursor = answer.next;
    if (cursor === undefined) return items;
  }
  throw new Error('paging does not end');
}

/** A canned page of runs in the Simulator's envelope. */
export function runsPage(runs: readonly unknown[], pagination?: object): string {
  return JSON.stringify({ data: runs, ...(pagination && { pagination }) });
}

/** A canned page of runs in the other envelope. */
export function promptingPage(runs: readonly unknown[], total?: number): string {
  return JSON.stringify({ ok: true, data: { runs, total } });
}

/** Place of any simulation; canned answers do not care which. */
export const simulation = ['scenario:s1', 'simulation:b1'];
export const task = ['task:t1'];

/** The one run of a canned answer, as the Cognigy provider reads it. */
export async function readOne(t: TestContext, run: object | string): Promise<RunItem> {
  const text = typeof run === 'string' ? run : JSON.stringify(run);
  const { cognigy: client } = await rig(t, { answer: () => `{"data":[${text}]}` });
  const [item] = runs((await client.list(simulation, pageOf(), never)).items);
  if (!item) throw new Error('no run came');
  return item;
}

/** The one run of a canned answer, as the other provider reads it. */
export async function readOnePrompting(t: TestContext, run: object): Promise<RunItem> {
  const { promptingCompany: client } = await rig(t, { answer: () => promptingPage([run], 1) });
  const [item] = runs((await client.list(task, pageOf(), never)).items);
  if (!item) throw new Error('no run came');
  return item;
}

export function whole(item: RunItem): Run {
  if (item.kind === 'run') return item;
  throw new Error(`broken: ${item.problem}`);
}

export function runs(items: readonly Item[]): RunItem[] {
  return items.filter((item) => item.kind !== 'collection');
}

export function collections(items: readonly Item[]): Collection[] {
  return items.filter((item) => item.kind === 'collection');
}

export async function errorOf(promise: Promise<unknown>): Promise<ProviderError> {
  try {
    await promise;
  } catch (error) {
    if (isProviderError(error)) return error;
    throw error;
  }
  throw new Error('expected a ProviderError');
}

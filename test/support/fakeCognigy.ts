/** A Cognigy Simulator of one scenario and one simulation, whose runs a test can change while one looks. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { escapedInJson, spellings } from './canary/spellings.ts';

const json = { 'content-type': 'application/json' };

export interface FakeCognigy {
  readonly baseUrl: string;
  readonly projectId: 'p1';
  /** Elements of the run list, as sent; tests push to it and change it. */
  readonly runs: Record<string, unknown>[];
  /** When set, every request is answered with this status and body. */
  failure:
    | { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
    | undefined;
  /** Answers pages of any site, as the real service does (CORS). */
  allowsBrowsers: boolean;
  /** Sends the key back: in headers, and in every spelling where an answer says `{{key}}`. */
  echo: boolean;
  /** Keys that came with the requests so far. */
  readonly keys: Set<string>;
  /** Paths with their query of the requests so far. */
  readonly requests: string[];
  close(): Promise<void>;
}

export async function startFakeCognigy(runs: Record<string, unknown>[]): Promise<FakeCognigy> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    if (fake.allowsBrowsers) {
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('access-control-allow-headers', '*');
    }
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    fake.requests.push(`${url.pathname}${url.search}`);
    const key = String(request.headers['x-api-key'] ?? '');
    fake.keys.add(key);
    const { status, body, headers = {} } = fake.failure ?? { ...answer(fake.runs, url), headers: {} };
    const text = JSON.stringify(body);
    if (!fake.echo) {
      response.writeHead(status, { ...json, ...headers }).end(text);
      return;
    }
    const sent = [...spellings(key), escapedInJson(key)].join(' ');
    const named = Object.entries(headers).map(([name, value]) => [name, value.replaceAll('{{key}}', key)]);
    response
      .writeHead(status, {
        ...{ ...json, 'x-request-id': `request-${key}`, 'x-echo': key, 'set-cookie': `key=${key}` },
        ...(Object.fromEntries(named) as Record<string, string>),
      })
      .end(text.replaceAll('{{key}}', () => sent));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeCognigy = {
    baseUrl: `http://127.0.0.1:${port}/testing`,
    projectId: 'p1',
    runs,
    failure: undefined,
    allowsBrowsers: false,
    echo: false,
    keys: new Set(),
    requests: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return fake;
}

function answer(runs: readonly Record<string, unknown>[], url: URL): { status: number; body: unknown } {
  const [, , ...path] = url.pathname.split('/');
  if (path.length === 1) return page([{ id: 's', referenceId: 's1', name: 'Only scenario' }], url);
  if (path.length === 3)
    return page([{ id: 'b', referenceId: 'b1', simulationReference: 's1', runs: runs.length }], url);
  if (path.length === 5) return page(runs, url);
  const run = runs.find(({ id }) => id === path[5]);
  return run
    ? { status: 200, body: run }
    : { status: 404, body: { status: 404, title: 'Not Found', detail: 'No such run' } };
}

function page(all: readonly unknown[], url: URL): { status: number; body: unknown } {
  const limit = Number(url.searchParams.get('limit') ?? 20);
  const skip = Number(url.searchParams.get('skip') ?? 0);
  const data = all.slice(skip, skip + limit);
  const hasNext = skip + data.length < all.length;
  return {
    status: 200,
    body: { data, pagination: { limit, skip, total: all.length, hasNext, hasPrevious: skip > 0 } },
  };
}

/** A run made to the documented schema; `changes` names what matters to the test. */
export function fakeRun(sequence: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: `run-${sequence}`,
    organisationReference: 'o1',
    projectReference: 'pr1',
    simulationReference: 's1',
    simulationRunBatchReference: 'b1',
    sequence,
    turns: [
      {
        id: `t-${sequence}-1`,
        sequence: 1,
        text: `Hello from run ${sequence}`,
        data: {},
        createdAt: 1793000000000,
      },
      { id: `t-${sequence}-2`, sequence: 2, text: 'How can I help?', data: {}, createdAt: 1793000004000 },
    ],
    totalTurns: 2,
    successCriteria: [{ type: 'text', params: { name: 'Greeted', text: 'The agent greets' } }],
    metrics: {
      success: true,
      results: [{ name: 'Greeted', success: true, reason: 'It did.' }],
      successRate: { percentage: 100, numerator: 1, denominator: 1 },
      isBatchStopped: false,
      isConversationEnded: true,
    },
    createdAt: 1793000000000,
    maxTurns: 20,
    duration: 4000,
    ...changes,
  };
}

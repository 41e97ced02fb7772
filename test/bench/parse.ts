/** Bytes to domain runs, through the whole code path that an answer takes, beside a bare `JSON.parse`. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Connection, ProviderClient } from '../../src/core/provider/provider.ts';
import { ProviderError } from '../../src/core/provider/providerError.ts';
import { readAnswer } from '../../src/http/answer.ts';
import { createScrubber } from '../../src/http/redact.ts';
import { CognigySource } from '../../src/providers/cognigy/source.ts';
import { batchReference, listAnswer, scenarioReference } from './cognigyAnswer.ts';
import { median } from './statistics.ts';

export interface ParseFigures {
  readonly mb: number;
  readonly domainMs: number;
  readonly jsonParseMs: number;
  readonly ratio: number;
}

const runs = 800;
const turnsPerRun = 40;
const samples = 15;
/** Until the code is compiled as well as it will ever be. */
const warmUps = 5;

export async function measureParse(): Promise<ParseFigures> {
  const bytes = Buffer.from(listAnswer({ runs, turnsPerRun }));
  const client = sourceOf(bytes);
  const collectGarbage = garbageCollector();
  const pairs: { readonly domain: number; readonly bare: number }[] = [];
  for (let i = 0; i < samples + warmUps; i++) {
    const measure = { bare: () => bare(bytes), domain: () => domain(client) };
    const order = i % 2 === 0 ? (['bare', 'domain'] as const) : (['domain', 'bare'] as const);
    const times = { bare: 0, domain: 0 };
    for (const which of order) {
      collectGarbage();
      times[which] = await timed(measure[which]);
    }
    if (i >= warmUps) pairs.push(times);
  }
  const domainMs = median(pairs.map((pair) => pair.domain));
  const jsonParseMs = median(pairs.map((pair) => pair.bare));
  return { mb: bytes.length / 1_000_000, domainMs, jsonParseMs, ratio: domainMs / jsonParseMs };
}

async function timed(work: () => Promise<number>): Promise<number> {
  const start = performance.now();
  const count = await work();
  const time = performance.now() - start;
  if (count !== runs) throw new Error(`${count} runs came out of ${runs}.`);
  return time;
}

function bare(bytes: Buffer): Promise<number> {
  const answer: unknown = JSON.parse(bytes.toString('utf8'));
  return Promise.resolve((answer as { data: unknown[] }).data.length);
}

async function domain(client: ProviderClient): Promise<number> {
  const page = await client.list(
    [`scenario:${scenarioReference}`, `simulation:${batchReference}`],
    { cursor: undefined, limit: 100, sort: 'newest', filter: {}, grouping: undefined },
    new AbortController().signal,
  );
  return page.items.filter(({ kind }) => kind === 'run').length;
}

/** The real provider on the real reading of answers; only the bytes come from memory instead of a socket. */
function sourceOf(bytes: Buffer): ProviderClient {
  const connection: Connection = {
    id: 'bench',
    provider: 'cognigy',
    label: 'Bench',
    baseUrl: 'http://127.0.0.1/testing',
    projectId: 'project',
  };
  const scrubber = createScrubber('a-key-that-is-not-in-the-answer');
  const response = { status: 200, headers: { 'content-type': 'application/json' }, body: bytes };
  return new CognigySource(connection, {
    get: (url) => {
      const answer = readAnswer(response, { label: connection.label, url, scrubber, requestId: undefined });
      return answer instanceof ProviderError ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
}

/** Garbage of the sample before must not be collected in the sample after. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/**
 * A property over damaged answers of all services: nothing crashes or hangs, what is thrown is a sentence, and
 * every run that still has an id has its row. FUZZ_ROUNDS=1000000 tries longer, FUZZ_SEED=n begins elsewhere; a
 * failure names the seed of its answer, which `FUZZ_SEED=n FUZZ_ROUNDS=1` brings back.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAnswer } from '../../../src/http/answer.ts';
import { createScrubber } from '../../../src/http/redact.ts';
import type { ProviderClient, ServiceHttp } from '../../../src/core/provider/provider.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import { childRows } from '../../../src/core/rows/tree.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import { markdownOf } from '../../../src/export/markdown.ts';
import { prettyJson } from '../../../src/export/prettyJson.ts';
import { CognigySource } from '../../../src/providers/cognigy/source.ts';
import { LangWatchSource } from '../../../src/providers/langwatch/source.ts';
import { PromptfooSource } from '../../../src/providers/promptfoo/source.ts';
import { PromptingCompanySource } from '../../../src/providers/promptingCompany/source.ts';
import { startSampleService } from '../../../src/samples/main.ts';
import { batchPath, crashed, failed, sent } from '../langwatch/support.ts';
import { start } from '../providers/support.ts';
import { cell, table } from '../promptfoo/support.ts';
import { mutated, randomFrom } from './mutate.ts';

const rounds = Number(process.env['FUZZ_ROUNDS'] ?? 10_000);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);

const services = {
  cognigy: {
    source: (http: ServiceHttp) =>
      new CognigySource(
        { id: 'c', provider: 'cognigy', label: 'Shop', baseUrl: 'https://shop.test/testing', projectId: 'p' },
        http,
      ),
    runsOf: (answer: unknown) => memberOf(answer, 'data'),
    idOf: (run: unknown) => textOf(memberOf(run, 'referenceId')) ?? textOf(memberOf(run, 'id')),
  },
  promptingCompany: {
    source: (http: ServiceHttp) =>
      new PromptingCompanySource(
        { id: 'c', provider: 'promptingCompany', label: 'Shop', baseUrl: 'https://shop.test' },
        http,
      ),
    runsOf: (answer: unknown) => memberOf(memberOf(answer, 'data'), 'runs'),
    idOf: (run: unknown) => textOf(memberOf(run, 'id')),
  },
  promptfoo: {
    source: (http: ServiceHttp) =>
      new PromptfooSource(
        { id: 'c', provider: 'promptfoo', label: 'Shop', baseUrl: 'https://shop.test' },
        http,
      ),
    runsOf: cellsIn,
    idOf: (run: unknown) => textOf(run),
  },
  langwatch: {
    source: (http: ServiceHttp) =>
      new LangWatchSource(
        { id: 'c', provider: 'langwatch', label: 'Shop', baseUrl: 'https://shop.test' },
        http,
      ),
    runsOf: (answer: unknown) => memberOf(answer, 'runs'),
    idOf: (run: unknown) => textOf(memberOf(run, 'scenarioRunId')),
  },
} as const;

type Service = (typeof services)[keyof typeof services];

describe('damaged answers', () => {
  for (const provider of ['cognigy', 'promptingCompany', 'promptfoo', 'langwatch'] as const) {
    it(`of ${provider} lose no run that still has an id`, { timeout: Infinity }, async () => {
      const { path, answer } = await recorded(provider);
      for (let seed = firstSeed; seed < firstSeed + rounds / 2; seed += 1) {
        try {
          await holds(
            services[provider],
            path,
            mutated(JSON.parse(answer), randomFrom(seed)),
            seed % 10 === 0,
          );
        } catch (error) {
          throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
        }
      }
      assert.equal(Reflect.get({}, 'id'), undefined);
      assert.equal(Reflect.get({}, 'x'), undefined);
    });
  }
});

/** @param exported also write each run out, which takes most of the time */
async function holds(
  service: Service,
  path: readonly string[],
  bytes: Uint8Array,
  exported: boolean,
): Promise<void> {
  const place = { connection: 'c', path };
  const store = storeOver(service.source(serving(bytes)));
  await store.refresh(place);
  const listing = store.listing(place);
  assert.ok(listing && !listing.loading);
  const rows = childRows(listing, [], defaultView, () => undefined);
  const views = rows.map((row) => viewOf(row));
  assert.ok(views.every(({ label }) => label !== ''));
  const { failure } = listing;
  // Anything else would be a defect of ours, told as such.
  assert.notEqual(failure?.message, 'Agent Run Inspector could not make sense of the answer.');
  const shown = new Set(rows.flatMap((row) => (row.kind === 'run' ? [row.item.ref.run] : [])));
  const expected = idsIn(service, bytes);
  for (const id of expected) assert.ok(shown.has(id), `run ${id} is not shown: ${failure?.message ?? ''}`);
  for (const row of rows) {
    if (!exported || row.kind !== 'run') continue;
    prettyJson(row.item.raw());
    markdownOf(row.item);
  }
}

/** What a reader of the bytes would count as runs with an id; none where the answer is no JSON, or a refusal. */
function idsIn(service: Service, bytes: Uint8Array): string[] {
  const answer = parsed(bytes);
  if (memberOf(answer, 'ok') === false) return [];
  const runs = service.runsOf(answer);
  return Array.isArray(runs) ? runs.flatMap((run) => service.idOf(run) ?? []) : [];
}

/** Tests and prompts of a table that can be read: what its results are known by. */
function cellsIn(answer: unknown): unknown {
  const table = memberOf(answer, 'table');
  const rows = memberOf(table, 'body');
  const isTable = Array.isArray(rows) && Array.isArray(memberOf(memberOf(table, 'head'), 'prompts'));
  if (!isTable || (typeof memberOf(answer, 'error') === 'object' && !('id' in Object(answer)))) return [];
  return rows.flatMap((row: unknown) => {
    const outputs = memberOf(row, 'outputs');
    if (!Array.isArray(outputs)) return [];
    return outputs.flatMap((cell: unknown, column) => {
      const test = [row, cell]
        .map((each) => memberOf(each, 'testIdx'))
        .find((each): each is number => Number.isFinite(each));
      return cell === null || test === undefined ? [] : [`${test}.${column}`];
    });
  });
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  const known = typeof value === 'object' && value !== null && !Array.isArray(value);
  return known && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function storeOver(client: ProviderClient): RunStore {
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

const scrubber = createScrubber('a-key-of-the-fuzz');

/** The way from bytes to an answer is the real one. */
function serving(body: Uint8Array): ServiceHttp {
  return {
    get(url) {
      const response = { status: 200, headers: { 'content-type': 'application/json' }, body };
      const context = { label: 'Shop', url, scrubber, requestId: undefined };
      const answer = readAnswer(response, context);
      return answer instanceof ProviderError ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
}

/** A page of runs as the sample service sends it, of a few runs so that many rounds take little time. */
async function recorded(provider: keyof typeof services): Promise<{ path: string[]; answer: string }> {
  const service = await startSampleService({ now: () => start });
  try {
    const ask = async (path: string): Promise<string> => {
      const answer = await fetch(service.origin + path, { headers: { 'x-api-key': service.key } });
      assert.equal(answer.status, 200, path);
      return answer.text();
    };
    if (provider === 'langwatch') return { path: batchPath, answer: batchOfAll() };
    if (provider === 'promptfoo') return { path: ['eval:e1'], answer: tableOfAll() };
    if (provider === 'promptingCompany')
      return { path: ['task:t'], answer: await ask('/api/v1/agent-simulation/runs?pageSize=4') };
    const project = service.connections.find((connection) => connection.provider === 'cognigy')?.projectId;
    const scenario = await firstReference(ask, `/testing/simulations?projectId=${project}`);
    const batches = `/testing/simulations/${scenario}/batches`;
    const batch = await firstReference(ask, `${batches}?projectId=${project}`);
    const answer = await ask(`${batches}/${batch}/runs?projectId=${project}&limit=3`);
    return { path: [`scenario:${scenario}`, `simulation:${batch}`], answer: shortened(answer) };
  } finally {
    await service.close();
  }
}

/** A result of each kind, and a hole. */
function tableOfAll(): string {
  const messages = [
    { role: 'user', content: 'on' },
    { role: 'assistant', content: 'done' },
  ];
  return table([
    { testIdx: 0, outputs: [cell(), cell({ promptIdx: 1, success: false, failureReason: 1 })] },
    { testIdx: 1, outputs: [null, cell({ testIdx: 1, promptIdx: 1, metadata: { messages } })] },
    { testIdx: 2, outputs: [cell({ testIdx: 2, success: false, failureReason: 2, error: 'no\n  at x' })] },
  ]);
}

/** A run of each kind, with calls of tools. */
function batchOfAll(): string {
  const runs = [sent(), sent({ scenarioRunId: 'r2', ...failed }), sent({ scenarioRunId: 'r3', ...crashed })];
  return JSON.stringify({ runs, hasMore: false });
}

/** Fewer turns, since the time that a round takes is theirs. */
function shortened(answer: string): string {
  return JSON.stringify(JSON.parse(answer), (name, value: unknown) =>
    name === 'turns' && Array.isArray(value) ? value.slice(0, 4) : value,
  );
}

async function firstReference(ask: (path: string) => Promise<string>, path: string): Promise<string> {
  const list = memberOf(JSON.parse(await ask(path)), 'data');
  const found = Array.isArray(list) ? textOf(memberOf(list[0], 'referenceId')) : undefined;
  assert.ok(found, path);
  return found;
}

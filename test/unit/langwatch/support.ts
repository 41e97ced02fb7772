/** A LangWatch as far as simulations go: answers from runs that the test makes up, cut in lists as the service cuts them. */
import type { ServiceHttp } from '../../../src/core/provider/provider.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Run, RunItem, RunRef } from '../../../src/core/run/run.ts';
import { LangWatchSource, savedReader } from '../../../src/providers/langwatch/source.ts';

export const json = JSON.stringify;
export const start = Date.UTC(2026, 10, 20, 10);
export const batchPath = ['set:bike-shop', 'batch:b1'];
export const ref: RunRef = { connection: 'l', path: batchPath, run: 'r1' };
export const connection = { id: 'l', provider: 'langwatch', label: 'Shop', baseUrl: 'https://lw.test' };

export const booking = [
  { id: 'm1', role: 'user', content: 'Book Tuesday' },
  {
    ...{ id: 'm2', trace_id: 't2', role: 'assistant', content: [] },
    toolCalls: [
      {
        id: 'call_1',
        type: 'function',
        function: { name: 'create_booking', arguments: '{"day":"Tuesday"}' },
      },
    ],
  },
  { id: 'm3', trace_id: 't2', role: 'tool', toolCallId: 'call_1', content: '{"id":"BK-1042"}' },
  { id: 'm4', trace_id: 't2', role: 'assistant', content: [{ type: 'text', text: 'Booked.' }] },
];

/** A run that passed; what is given is laid over it. */
export function sent(over: Readonly<Record<string, unknown>> = {}) {
  return {
    ...{ scenarioId: 's1', batchRunId: 'b1', scenarioRunId: 'r1', scenarioSetId: 'bike-shop' },
    ...{
      name: 'books a tune-up',
      description: 'A bike shop.',
      metadata: { ci: 'nightly' },
      status: 'SUCCESS',
    },
    results: {
      ...{ verdict: 'success', reasoning: 'Both were done.', metCriteria: ['names a price', 'books'] },
      unmetCriteria: [],
    },
    ...{ messages: booking, timestamp: start, updatedAt: start + 29, durationInMs: 29, totalCost: 0.02 },
    ...over,
  };
}

export const failed = {
  status: 'FAILED',
  results: {
    ...{ verdict: 'failure', reasoning: 'No booking was made.' },
    ...{ metCriteria: ['names a price'], unmetCriteria: ['books', 'says goodbye'] },
  },
};

export const crashed = {
  status: 'ERROR',
  results: {
    ...{
      verdict: 'failure',
      metCriteria: [],
      unmetCriteria: [],
      reasoning: 'Scenario failed with error: 503',
    },
    error: json({ name: 'Error', message: 'Upstream answered 503', stack: 'Error: Upstream\n  at run' }),
  },
};

type Sent = ReturnType<typeof sent>;

export interface Service {
  readonly source: LangWatchSource;
  /** Paths and queries, in order. */
  readonly asked: string[];
}

/** @param size runs or batches of a page at most, whatever is asked for */
export function serviceOf(runs: readonly Sent[], size = 100, over: object = {}): Service {
  const asked: string[] = [];
  const http: ServiceHttp = {
    get: (url) => {
      asked.push(`${url.pathname}${url.search}`);
      const text = answerTo(url, runs, size);
      return text === undefined
        ? Promise.reject(
            new ProviderError({ reason: 'notFound', message: 'No such run.', nextStep: 'Look.' }),
          )
        : Promise.resolve({ status: 200, text, requestId: undefined });
    },
  };
  return { source: new LangWatchSource({ ...connection, ...over }, http), asked };
}

function answerTo({ pathname, searchParams }: URL, runs: readonly Sent[], size: number): string | undefined {
  const set = searchParams.get('scenarioSetId');
  const batch = searchParams.get('batchRunId');
  const own = runs.filter((run) => set === null || run.scenarioSetId === set);
  if (pathname === '/api/simulation-runs' && batch !== null)
    return json({ runs: own.filter((run) => run.batchRunId === batch), hasMore: false });
  const page = (name: string, all: readonly unknown[]) => {
    const from = Number(searchParams.get('cursor') ?? 0);
    const to = from + Math.min(size, Number(searchParams.get('limit')));
    const hasMore = to < all.length;
    return json({ [name]: all.slice(from, to), hasMore, ...(hasMore && { nextCursor: String(to) }) });
  };
  if (pathname === '/api/simulation-runs') return page('runs', own.map(cut));
  if (pathname === '/api/simulation-runs/batches/list')
    return page('batches', [...Map.groupBy(own, (run) => run.batchRunId)].map(summary));
  const run = runs.find(({ scenarioRunId }) => pathname === `/api/simulation-runs/${scenarioRunId}`);
  return run && json(run);
}

/** Lists leave out most of what is said. */
function cut({ results, messages, ...run }: Sent) {
  const { verdict, metCriteria, unmetCriteria } = results;
  const said = messages.slice(0, 6).map(({ role, content }) => ({ role, content }));
  return { ...run, messages: said, results: { verdict, metCriteria, unmetCriteria } };
}

function summary([batchRunId, runs]: [string, readonly Sent[]]) {
  const count = (...statuses: string[]) => runs.filter(({ status }) => statuses.includes(status)).length;
  const [runningCount, stalledCount] = [count('IN_PROGRESS'), count('STALLED')];
  return {
    ...{ batchRunId, totalCount: runs.length, passCount: count('SUCCESS'), runningCount, stalledCount },
    ...{ failCount: count('FAILED', 'ERROR'), settledCount: runs.length - runningCount - stalledCount },
    ...{ lastRunAt: Math.max(...runs.map(({ timestamp }) => timestamp)), isComplete: runningCount === 0 },
  };
}

export function itemFrom(value: unknown): RunItem {
  return savedReader.run(typeof value === 'string' ? value : json(value), ref);
}

export function runFrom(value: unknown): Run {
  const item = itemFrom(value);
  if (item.kind === 'run') return item;
  throw new Error(`broken: ${item.problem}`);
}

import type { TestContext } from 'node:test';
import { once } from '../../../src/core/kit/once.ts';
import type { SampleService, SampleServiceOptions } from '../../../src/samples/main.ts';
import { startSampleService } from '../../../src/samples/main.ts';
import { makeSampleData } from '../../../src/samples/madeData.ts';
import type { SampleData } from '../../../src/samples/sampleData.ts';
import { parseSampleData } from '../../../src/samples/folder.ts';

/** 22 November 2026, 12:00 UTC: the moment at which the service of a test starts. */
export const start = Date.UTC(2026, 10, 22, 12);

/** What a service makes by itself at that moment. Nobody changes it, so it is made once. */
const usualData = once(() => makeSampleData({ seed: 1, start }));

export interface TestService extends SampleService {
  /** The body of an answer, with the key sent. */
  json(path: string): Promise<never>;
  ask(path: string, init?: RequestInit): Promise<Response>;
}

/** A service that the test closes when it ends, at a fixed time unless it brings its own clock. */
export async function service(t: TestContext, options: SampleServiceOptions = {}): Promise<TestService> {
  const isUsual = options.now === undefined && options.seed === undefined;
  const running = await startSampleService({
    now: () => start,
    ...(isUsual && { data: usualData() }),
    ...options,
  });
  t.after(() => running.close());
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(running.origin + path, { headers: { 'x-api-key': running.key }, ...init });
  // The type of a body is the test's own business: `never` lets it name what it expects.
  return { ...running, ask, json: async (path) => (await (await ask(path)).json()) as never };
}

/** Two scenarios of one project with few, plain records, and one project with nothing. */
export function fewRecords(): SampleData {
  const run = (number: number, more: object): object => ({
    id: `run${number}`,
    simulationRunBatchReference: 'b1',
    sequence: number,
    ...more,
  });
  const ended = { success: true, results: [], isBatchStopped: false };
  return parseSampleData({
    cognigy: JSON.stringify({
      meta: { projectIdOfReference: { 'ref-1': 'p1' } },
      projects: [
        { _id: 'p1', name: 'First' },
        { _id: 'p2', name: 'Empty' },
      ],
      scenarios: [
        { id: 'i1', referenceId: 's1', name: 'Parcel', projectReference: 'ref-1', createdAt: 1 },
        {
          id: 'i2',
          referenceId: 's2',
          name: 'Refund',
          projectReference: 'ref-1',
          createdAt: 2,
          nextScheduledRun: '2026-11-23T00:00:00.000Z',
        },
      ],
      batches: [
        {
          id: 'j1',
          referenceId: 'b1',
          simulationReference: 's1',
          createdAt: start - 1000,
          completedAt: start,
        },
        {
          id: 'j2',
          referenceId: 'b2',
          simulationReference: 's1',
          createdAt: start - 8 * 86_400_000,
          completedAt: null,
        },
        {
          id: 'j3',
          referenceId: 'b3',
          simulationReference: 's1',
          createdAt: start - 400 * 86_400_000,
          completedAt: start,
        },
        {
          id: 'j4',
          referenceId: 'b4',
          simulationReference: 's1',
          createdAt: start - 20 * 86_400_000,
          completedAt: start,
        },
      ],
      runs: [
        run(1, { endPointType: 'webchat3', metrics: ended, turns: [{ text: 'The teapot is broken' }] }),
        run(2, { endPointType: 'voiceGateway2', metrics: { ...ended, summary: 'No teapot was found.' } }),
        run(3, { endPointType: 'webchat3', metrics: ended, turns: [{ text: 'Hello' }] }),
        run(4, { simulationRunBatchReference: 'b3', metrics: { ...ended, isBatchStopped: true } }),
        run(5, { simulationRunBatchReference: 'b4', metrics: { errorInfo: { message: 'timeout' } } }),
      ],
    }),
  });
}

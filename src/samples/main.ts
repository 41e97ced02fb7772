/** Entry of the samples bundle of a host with Node: both services on loopback, so that no account is needed. */
import type { Intercept, LoggedRequest } from './server.ts';
import { startSampleServer } from './server.ts';
import { standIns, type RunningSamples, type StandInOptions } from './standIns.ts';

export { loadSampleFolder } from './folder.ts';

export interface SampleServiceOptions extends StandInOptions {
  /** Time that each answer takes at least. */
  readonly latencyMs?: number;
  /** Fault injection; has no effect in the shipped build. */
  readonly intercept?: Intercept;
}

export interface SampleService extends RunningSamples {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The latest 1,000 requests, oldest first. */
  readonly requests: readonly Readonly<LoggedRequest>[];
}

export async function startSampleService(options: SampleServiceOptions = {}): Promise<SampleService> {
  const { apiFor, connections, now } = standIns(options);
  const { latencyMs = 0, intercept } = options;
  const server = await startSampleServer({ apiFor, now, latencyMs, intercept });
  return { ...server, connections: connections(server.origin) };
}

/** Entry of the samples bundle: both services on loopback, with made-up data, so that no account is needed. */
import { textOf } from '../core/kit/json.ts';
import { t } from '../core/kit/l10n.ts';
import type { Connection } from '../core/provider/provider.ts';
import { samplePrefix } from '../core/provider/reservedIds.ts';
import { cognigyApi } from './cognigyApi.ts';
import { makeSampleData } from './madeData.ts';
import { promptingCompanyApi } from './promptingCompanyApi.ts';
import type { CognigyRecords, SampleData } from './sampleData.ts';
import type { Intercept, LoggedRequest } from './server.ts';
import { startSampleServer } from './server.ts';

export { loadSampleFolder } from './folder.ts';

export interface SampleServiceOptions {
  /** Same seed and start, same answers to the byte. */
  readonly seed?: number;
  /** Served instead of what is made from the seed. */
  readonly data?: SampleData;
  /** ms since the epoch. */
  readonly now?: () => number;
  /** Time that each answer takes at least. */
  readonly latencyMs?: number;
  /** Fault injection; has no effect in the shipped build. */
  readonly intercept?: Intercept;
}

export interface SampleService {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Made anew by each start; good for this service only. */
  readonly key: string;
  /** Temporary connections to what the data holds; never written to a setting. */
  readonly connections: readonly Connection[];
  /** The latest 1,000 requests, oldest first. */
  readonly requests: readonly Readonly<LoggedRequest>[];
  close(): Promise<void>;
}

export async function startSampleService(options: SampleServiceOptions = {}): Promise<SampleService> {
  const now = options.now ?? Date.now;
  const data = options.data ?? makeSampleData({ seed: options.seed ?? 1, start: now() });
  const nothing = {
    projects: [],
    scenarios: [],
    batches: [],
    runs: [],
    projectIdOfReference: new Map<string, string>(),
  };
  const cognigy = cognigyApi(data.cognigy ?? (() => nothing));
  const promptingCompany = promptingCompanyApi(data.promptingCompany ?? (() => nothing));
  const server = await startSampleServer({
    apiFor: (path) => (path.startsWith('/api/') ? promptingCompany : cognigy),
    now,
    latencyMs: options.latencyMs ?? 0,
    intercept: options.intercept,
  });
  return { ...server, connections: connectionsTo(server.origin, data, now()) };
}

/** One connection for each Cognigy project that has scenarios (made-up data has one project), one for the other. */
function connectionsTo(origin: string, data: SampleData, now: number): Connection[] {
  const connections: Connection[] = [];
  if (data.cognigy) connections.push(...cognigyConnections(`${origin}/testing`, data.cognigy(now)));
  if (data.promptingCompany)
    connections.push({
      id: `${samplePrefix}promptingCompany`,
      provider: 'promptingCompany',
      label: t('Prompting Company samples'),
      baseUrl: origin,
    });
  return connections;
}

function cognigyConnections(baseUrl: string, records: CognigyRecords): Connection[] {
  const used = new Set(
    records.scenarios.map((scenario) =>
      records.projectIdOfReference.get(textOf(scenario['projectReference']) ?? ''),
    ),
  );
  const [first, ...others] = records.projects
    .map((project) => ({
      id: textOf(project['_id']) ?? '',
      name: textOf(project['name']) ?? 'unnamed project',
    }))
    .filter((project, index) => index === 0 || used.has(project.id));
  const connection = (suffix: string, label: string, projectId: string | undefined): Connection => ({
    id: `${samplePrefix}cognigy${suffix}`,
    provider: 'cognigy',
    label,
    baseUrl,
    projectId,
  });
  return [
    connection('', t('Cognigy samples'), first?.id),
    ...others.map(({ id, name }) => connection(`-${id}`, t('Cognigy samples: {0}', name), id)),
  ];
}

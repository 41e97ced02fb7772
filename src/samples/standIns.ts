/** The two services that the samples stand in for, whatever carries their answers. */
import { textOf } from '../core/kit/json.ts';
import { t } from '../core/kit/l10n.ts';
import type { Connection } from '../core/provider/provider.ts';
import { samplePrefix } from '../core/provider/reservedIds.ts';
import type { Api } from './api.ts';
import { Refusal } from './api.ts';
import { cognigyApi } from './cognigyApi.ts';
import { makeSampleData } from './madeData.ts';
import { promptingCompanyApi } from './promptingCompanyApi.ts';
import type { CognigyRecords, SampleData } from './sampleData.ts';

export interface StandInOptions {
  /** Same seed and start, same answers to the byte. */
  readonly seed?: number;
  /** Served instead of what is made from the seed. */
  readonly data?: SampleData;
  /** ms since the epoch. */
  readonly now?: () => number;
}

export interface StandIns {
  /** The service that a path belongs to; also unknown paths get an error in some service's words. */
  readonly apiFor: (path: string) => Api;
  /** Temporary connections to what the data holds; never written to a setting. */
  readonly connections: (origin: string) => readonly Connection[];
  readonly now: () => number;
}

/** What the Samples of a window need of whatever answers for them. */
export interface RunningSamples {
  readonly connections: readonly Connection[];
  /** Made anew by each start; good for this service only. */
  readonly key: string;
  close(): Promise<void>;
}

export function standIns({ seed = 1, now = Date.now, data: own }: StandInOptions): StandIns {
  const data = own ?? makeSampleData({ seed, start: now() });
  const nothing = {
    projects: [],
    scenarios: [],
    batches: [],
    runs: [],
    projectIdOfReference: new Map<string, string>(),
  };
  const cognigy = cognigyApi(data.cognigy ?? (() => nothing));
  const promptingCompany = promptingCompanyApi(data.promptingCompany ?? (() => nothing));
  return {
    apiFor: (path) => (path.startsWith('/api/') ? promptingCompany : cognigy),
    connections: (origin) => connectionsTo(origin, data, now()),
    now,
  };
}

/** @throws Refusal */
export function segments(pathname: string): string[] {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new Refusal('notFound', 'The address cannot be read.');
  }
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
      name: textOf(project['name']) ?? t('unnamed project'),
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

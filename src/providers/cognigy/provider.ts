/** Cognigy Simulator: project > scenario > simulation > run > turn. The light half, loaded with the extension. */
import { msg, t } from '../../core/kit/l10n.ts';
import type { Connection, Provider, TrackedSimulation } from '../../core/provider/provider.ts';
import { beginning } from '../../core/kit/visible.ts';
import type { Collection } from '../../core/run/run.ts';
import { factValue } from '../../core/run/facts.ts';
import { parseBaseUrl } from '../../core/kit/baseUrl.ts';
import { facts } from './facts.ts';
import { parseProject, parseReference } from './pasted.ts';
import { trackedSegment } from './paths.ts';
import { readRefusal } from './refusals.ts';

export const cognigy: Provider = {
  id: 'cognigy',
  label: 'Cognigy Simulator',
  defaultBaseUrl: 'https://api-trial.cognigy.ai/testing',
  // Hosts by environment: docs/contracts.md A2.
  addresses: [
    [msg('Trial'), 'https://api-trial.cognigy.ai/testing'],
    [msg('App'), 'https://api-app.cognigy.ai/testing'],
    [msg('App US'), 'https://api-app-us.cognigy.ai/testing'],
  ],
  normaliseBaseUrl,
  needsProject: true,
  keyHint: msg('Made in Cognigy.AI under My Profile > API Keys'),
  serviceFilters: [
    {
      key: 'endPointType',
      label: msg('Endpoint type'),
      placeholder: msg('e.g. webchat3'),
      suggest: (item) => factValue(item, 'endpointType')?.toString(),
    },
    {
      key: 'search',
      label: msg('Filter at the service'),
      placeholder: msg('Passed to the service as it is'),
    },
  ],
  facts,
  readRefusal,
  sorts: ['newest', 'sequence'],
  groupings: [],
  // 1,000 requests in 5 minutes for each IP address: docs/contracts.md A8.
  polling: { atLeastMs: 5000, requests: 1000, windowMs: 300_000 },
  pinned: (connection) =>
    (connection.simulations ?? []).flatMap((tracked) => trackedCollection(connection, tracked) ?? []),
  parseProject,
  parseReference,
  connect: async (connection, http) => {
    const { CognigySource } = await import('./source.ts');
    return new CognigySource(connection, http);
  },
  saved: async () => (await import('./source.ts')).savedReader,
};

/** The API's own pages, and the core API at the same host (docs/contracts.md A4). */
const besideSimulator = /^\/(?:openapi|new|v2\.0)(?:\/.*)?$/;

/**
 * Accepts the API base, a bare API host or the address of the web UI (the vendor's own plugin maps
 * `X.cognigy.ai` to `api-X.cognigy.ai`), and adds the Simulator's `/testing`.
 */
function normaliseBaseUrl(input: string): string {
  const url = parseBaseUrl(input);
  const ui = /^(?!api-)([a-z0-9-]+)\.cognigy\.(ai|cloud)$/.exec(url.hostname);
  if (ui) url.hostname = `api-${url.hostname}`;
  // What follows /testing in a pasted address is a request's own path.
  const path = ui ? '' : url.pathname.replace(/(\/testing)\/.*$/, '$1').replace(/\/+$/, '');
  return `${url.origin}${path === '' || besideSimulator.test(path) ? '/testing' : path}`;
}

/** The API knows no scenario as a whole to a key that may not list them. */
function trackedCollection(
  connection: Connection,
  { scenario, simulation, label }: TrackedSimulation,
): Collection | undefined {
  if (simulation === undefined) return undefined;
  return {
    kind: 'collection',
    connection: connection.id,
    path: [trackedSegment(scenario, simulation)],
    noun: msg('Simulation'),
    tracked: true,
    icon: 'checklist',
    expects: ['counts', 'verdicts'],
    title: label ?? t('Simulation {0}', beginning(simulation, 8)),
    holds: 'runs',
    createdAt: undefined,
    outcome: undefined,
    counts: undefined,
    facts: [
      [msg('Tracked by reference'), simulation],
      [msg('Scenario'), scenario],
    ],
    rest: {},
  };
}

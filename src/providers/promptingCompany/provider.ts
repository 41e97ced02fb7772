/** The Prompting Company's agent simulation: task x environment > run. The light half, loaded with the extension. */
import type { Provider } from '../../core/provider/provider.ts';
import { parseBaseUrl } from '../../core/kit/baseUrl.ts';
import { facts } from './facts.ts';
import { readRefusal } from './refusals.ts';

export const promptingCompany: Provider = {
  id: 'promptingCompany',
  label: 'The Prompting Company',
  defaultBaseUrl: 'https://app.promptingco.com',
  addresses: [['Production', 'https://app.promptingco.com']],
  normaliseBaseUrl: (input) => {
    const url = parseBaseUrl(input);
    return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/api\/v1(\/agent-simulation(\/runs)?)?$/, '')}`;
  },
  needsProject: false,
  keyHint: "Made in the organization's settings under API Keys; the scope simulations:read is enough",
  serviceFilters: [
    {
      key: 'status',
      label: 'Status',
      placeholder: 'e.g. running',
      suggest: (item) => (item.kind === 'run' ? item.rawState : undefined),
    },
    { key: 'environmentId', label: 'Environment id', placeholder: 'Id of an environment' },
    { key: 'experimentId', label: 'Experiment id', placeholder: 'Id of an experiment' },
    { key: 'iterationId', label: 'Iteration id', placeholder: 'Id of an iteration of an experiment' },
    { key: 'search', label: 'Search at the service', placeholder: 'Passed to the service as it is' },
  ],
  facts,
  readRefusal,
  groupings: [
    ['task', 'Task'],
    ['environment', 'Environment'],
  ],
  // Once in 45 s at most, 300 requests in 60 s for each key: docs/contracts.md B5, B6.
  polling: { atLeastMs: 45_000, requests: 300, windowMs: 60_000 },
  pinned: () => [],
  // The only way to a transcript: docs/contracts.md B4.
  transcriptCommand: ({ ref: { run } }) =>
    /^\w[\w-]*$/.test(run) ? `tpc --format json sim run logs ${run} > ${run}.json` : undefined,
  connect: async (connection, http) => {
    const { PromptingCompanySource } = await import('./source.ts');
    return new PromptingCompanySource(connection, http);
  },
  saved: async () => (await import('./source.ts')).savedReader,
};

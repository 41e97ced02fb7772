/** The Prompting Company's agent simulation: task x environment > run. The light half, loaded with the extension. */
import { msg } from '../../core/kit/l10n.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { parseBaseUrl, withLocalScheme } from '../../core/kit/baseUrl.ts';
import { facts } from './facts.ts';
import { readRefusal } from './refusals.ts';

const production = 'https://app.promptingco.com';

export const promptingCompany: Provider = {
  id: 'promptingCompany',
  label: 'The Prompting Company',
  defaultBaseUrl: production,
  addresses: [[msg('Production'), production]],
  normaliseBaseUrl,
  needsProject: false,
  keyHint: msg("Made in the organization's settings under API Keys; the scope simulations:read is enough"),
  serviceFilters: [
    {
      key: 'status',
      label: msg('Status'),
      placeholder: msg('e.g. running'),
      suggest: (item) => (item.kind === 'run' ? item.rawState : undefined),
    },
    { key: 'environmentId', label: msg('Environment id'), placeholder: msg('Id of an environment') },
    { key: 'experimentId', label: msg('Experiment id'), placeholder: msg('Id of an experiment') },
    {
      key: 'iterationId',
      label: msg('Iteration id'),
      placeholder: msg('Id of an iteration of an experiment'),
    },
    {
      key: 'search',
      label: msg('Search at the service'),
      placeholder: msg('Passed to the service as it is'),
    },
  ],
  facts,
  readRefusal,
  groupings: [
    ['task', msg('Task')],
    ['environment', msg('Environment')],
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

/** @throws Error with a sentence for people */
function normaliseBaseUrl(input: string): string {
  const url = parseBaseUrl(withLocalScheme(input));
  // There is nothing but the API and pages for people at the service's own host.
  if (url.origin === production) return production;
  return `${url.origin}${url.pathname.replace(pages, '').replace(/\/+$/, '')}`;
}

/** Paths of the API, an organization's pages of a product, and those with its keys (docs/contracts.md B2). */
const pages = /\/(?:api\/v1|[^/]+\/(?:p|settings))(?:\/.*)?$/;

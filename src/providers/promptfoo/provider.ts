/** promptfoo on its own server: evaluation > test x prompt. The light half, loaded with the extension. */
import { msg } from '../../core/kit/l10n.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { facts } from './facts.ts';
import { evaluationAt } from './places.ts';
import { normaliseBaseUrl } from './address.ts';

export const promptfoo: Provider = {
  id: 'promptfoo',
  label: 'promptfoo',
  defaultBaseUrl: 'http://localhost:15500',
  addresses: [[msg('This machine'), 'http://localhost:15500']],
  normaliseBaseUrl,
  needsProject: false,
  // The server asks for none; a proxy before a team's server may (docs/contracts.md C2).
  keyWays: { ways: ['none', 'basic', 'bearer', 'apiKey'] },
  keyHint: msg('Only where a proxy before the server asks for one'),
  serviceFilters: [
    {
      key: 'search',
      label: msg('Search at the service'),
      placeholder: msg('Passed to the service as it is'),
    },
    {
      key: 'filterMode',
      label: msg('Tests'),
      placeholder: msg('failures, errors, passes, different, highlights or user-rated'),
    },
  ],
  facts,
  // By its own numbers, and by its filters.
  sorts: ['sequence', 'failedFirst'],
  groupings: [],
  // The server is one's own; a running evaluation is harmed by nothing (docs/contracts.md C8).
  polling: { atLeastMs: 5_000, requests: 600, windowMs: 60_000 },
  pinned: () => [],
  pageOf: ({ ref }, { baseUrl }) => {
    const evaluation = evaluationAt(ref.path);
    return evaluation === undefined ? undefined : `${baseUrl}/eval/${encodeURIComponent(evaluation)}`;
  },
  connect: async (connection, http) => {
    const { PromptfooSource } = await import('./source.ts');
    return new PromptfooSource(connection, http);
  },
  saved: async () => (await import('./source.ts')).savedReader,
};

/** LangWatch simulations: set > batch > run. The light half, loaded with the extension. */
import { msg } from '../../core/kit/l10n.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { textOf } from '../../core/kit/json.ts';
import { facts } from './facts.ts';
import { normaliseBaseUrl, parseReference } from './pasted.ts';
import { trackedCollections } from './tracked.ts';

export const langwatch: Provider = {
  id: 'langwatch',
  label: 'LangWatch',
  defaultBaseUrl: 'https://app.langwatch.ai',
  addresses: [
    [msg('Cloud'), 'https://app.langwatch.ai'],
    [msg('This machine'), 'http://localhost:5560'],
  ],
  normaliseBaseUrl,
  needsProject: false,
  // A key that is not of one project says which it means, as PROJECT:KEY by Basic (docs/contracts.md D2).
  keyWays: { ways: ['bearer', 'apiKey', 'basic'], header: 'X-Auth-Token' },
  keyHint: msg("Made in the project's settings; it needs to see scenarios"),
  serviceFilters: [],
  // Batches come whole.
  sorts: ['newest'],
  facts,
  groupings: [],
  polling: { atLeastMs: 10_000, requests: 120, windowMs: 60_000 },
  pinned: trackedCollections,
  parseReference,
  referenceHint: msg('Paste the address of a simulation set or of a batch, or enter SET or SET/BATCH.'),
  pageOf: (run) => (run.kind === 'run' ? textOf(run.rest['platformUrl']) : undefined),
  connect: async (connection, http) => {
    const { LangWatchSource } = await import('./source.ts');
    return new LangWatchSource(connection, http);
  },
  saved: async () => (await import('./source.ts')).savedReader,
};

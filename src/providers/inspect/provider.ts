/** Logs of Inspect (UK AI Security Institute) in a folder: log > sample x epoch. The light half. */
import { msg } from '../../core/kit/l10n.ts';
import { folderAddress } from '../../core/kit/folderAddress.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { facts } from './facts.ts';
import { logEndings } from './places.ts';

export const inspect: Provider = {
  id: 'inspect',
  label: msg('Inspect logs'),
  inFolders: { endings: logEndings },
  defaultBaseUrl: '',
  addresses: [],
  normaliseBaseUrl: folderAddress,
  needsProject: false,
  keyWays: { ways: ['none'] },
  keyHint: '',
  serviceFilters: [],
  facts,
  groupings: [],
  pinned: () => [],
  connect: async (connection, _http, folder) => {
    const { InspectSource } = await import('./source.ts');
    return new InspectSource(connection, folder);
  },
  saved: async () => (await import('./saved.ts')).savedReader,
};

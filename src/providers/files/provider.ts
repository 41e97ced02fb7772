/** Run files: saved answers, saved runs and transcripts from disk. The light half, loaded with the extension. */
import { msg } from '../../core/kit/l10n.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { FilesDeps } from './deps.ts';

export function filesProvider(deps: FilesDeps): Provider {
  return {
    id: 'file',
    label: msg('File'),
    local: true,
    defaultBaseUrl: '',
    addresses: [],
    normaliseBaseUrl: () => '',
    needsProject: false,
    keyHint: '',
    serviceFilters: [],
    facts: {},
    groupings: [],
    pinned: () => [],
    connect: async () => {
      const { FilesSource } = await import('./source.ts');
      return new FilesSource(deps, await deps.files.open());
    },
    saved: async () => (await import('./source.ts')).savedReader,
  };
}

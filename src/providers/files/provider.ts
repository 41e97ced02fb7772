/** Run files: saved answers, saved runs and transcripts from disk. The light half, loaded with the extension. */
import type { Provider } from '../../core/provider/provider.ts';
import type { RunItem } from '../../core/run/run.ts';
import type { FileContent, OpenFile } from '../../core/provider/runFiles.ts';

/** The files that the person opened. */
export interface OpenFiles {
  list(): readonly OpenFile[];
  /** `undefined` when its stamp is still `known`. @throws ProviderError */
  read(uri: string, known: string | undefined): Promise<FileContent | undefined>;
}

export interface FilesDeps {
  readonly files: { open(): Promise<OpenFiles> };
  /** Whose saved answers are recognised, in this order. */
  readonly services: readonly Provider[];
  /** Runs of a service that are loaded, for transcripts to be joined with. */
  readonly knownRuns: (service: string) => readonly RunItem[];
}

export function filesProvider(deps: FilesDeps): Provider {
  return {
    id: 'file',
    label: 'File',
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

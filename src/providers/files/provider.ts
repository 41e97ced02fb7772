/** Run files: saved answers, saved runs and transcripts from disk. The light half, loaded with the extension. */
import type { Provider } from '../../core/provider.ts';
import type { RunItem } from '../../core/run.ts';

/** A file that the person opened. */
export interface OpenFile {
  readonly uri: string;
  /** What the tree shows. */
  readonly name: string;
  /** Where it is, for people. */
  readonly where: string;
  /** Id of the run that the person said its transcript belongs to. */
  readonly run?: string | undefined;
}

export interface FileContent {
  /** Unpacked. */
  readonly bytes: Uint8Array;
  /** Changes when the file does. */
  readonly stamp: string;
  /** Why `bytes` are not all of the file, in words. */
  readonly incomplete?: string | undefined;
}

export interface FilesDeps {
  readonly files: {
    list(): readonly OpenFile[];
    /** `undefined` when its stamp is still `known`. @throws ProviderError */
    read(uri: string, known: string | undefined): Promise<FileContent | undefined>;
  };
  /** Whose saved answers are recognised, in this order. */
  readonly services: readonly Provider[];
  /** Runs of a service that are loaded, for transcripts to be joined with. */
  readonly knownRuns: (service: string) => readonly RunItem[];
}

export function filesProvider(deps: FilesDeps): Provider {
  return {
    id: 'file',
    label: 'Run file',
    local: true,
    defaultBaseUrl: '',
    addresses: [],
    normaliseBaseUrl: () => '',
    needsProject: false,
    keyHint: '',
    serviceFilters: [],
    groupings: [],
    pinned: () => [],
    connect: async () => {
      const { FilesSource } = await import('./source.ts');
      return new FilesSource(deps);
    },
    saved: async () => (await import('./source.ts')).savedReader,
  };
}

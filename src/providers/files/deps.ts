import type { Provider } from '../../core/provider/provider.ts';
import type { FileContent, OpenFile } from '../../core/provider/runFiles.ts';
import type { RangeFile } from '../../core/provider/ranges.ts';
import type { RunItem } from '../../core/run/run.ts';

/** The files that the person opened. */
export interface OpenFiles {
  /** The same object for a file for as long as it is open. */
  list(): readonly OpenFile[];
  /** `undefined` when its stamp is still `known`. @throws ProviderError */
  read(uri: string, known: string | undefined): Promise<FileContent | undefined>;
  /** For files that are read in parts, whatever their size. @throws ProviderError */
  ranges?(uri: string): Promise<RangeFile>;
}

export interface FilesDeps {
  readonly files: { open(): Promise<OpenFiles> };
  /** Whose saved answers are recognised, in this order. */
  readonly services: readonly Provider[];
  /** Runs of a service that are loaded, for transcripts to be joined with. */
  readonly knownRuns: (service: string) => readonly RunItem[];
  /** Script of the thread in which large files are read; without one, they are read where they are asked for. */
  readonly worker?: string | URL | undefined;
}

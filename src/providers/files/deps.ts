import type { Provider } from '../../core/provider/provider.ts';
import type { FileContent, OpenFile } from '../../core/provider/runFiles.ts';
import type { RangeFile } from '../../core/provider/ranges.ts';
import type { RunItem } from '../../core/run/run.ts';
import type { Assembly } from './portions.ts';
import type { FileRecord } from './records.ts';

/** @throws ProviderError as {@link import('./contents.ts').recordsOf} does */
export type ReadInThread = (
  job: ReadingJob,
  assembly: Assembly,
  signal: AbortSignal,
) => Promise<readonly FileRecord[]>;

export interface ReadingJob {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Why the bytes are not all of the file. */
  readonly incomplete: string | undefined;
}

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
  /** Reads a large file in a thread of its own; without it, one is read where it is asked for. */
  readonly inThread?: ReadInThread | undefined;
}

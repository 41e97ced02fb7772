/**
 * Files of file systems that give a file only as a whole, as in a browser. A state of a file is fetched once, and only when it is
 * read.
 */
import { lazy } from '../../core/kit/lazy.ts';
import type { RangeFile, Unpacker } from '../../core/provider/ranges.ts';
import { writtenMeanwhile, type WholeFile } from './fileBytes.ts';

/** Each throws what is to be told of the file. */
export interface WholeFileSystem {
  readonly stat: (address: string) => Promise<FileState>;
  readonly readFile: (address: string) => Promise<Uint8Array>;
}

export interface FileState {
  /** In bytes. */
  readonly size: number;
  /** ms since the epoch. */
  readonly modifiedAt: number;
}

export class WholeFiles {
  readonly #system: WholeFileSystem;
  readonly #unpacker: Unpacker;
  /** Fetched for a look at its first bytes: it is asked for as a whole next, unless it is read in parts. */
  readonly #fetched = new Map<string, WholeFile>();

  constructor(system: WholeFileSystem, unpacker: Unpacker) {
    this.#system = system;
    this.#unpacker = unpacker;
  }

  /** `undefined` when it is still as `known`. */
  async read(address: string, known: string | undefined): Promise<WholeFile | undefined> {
    const stamp = stampOf(await this.#system.stat(address));
    const fetched = this.#fetched.get(address);
    this.#fetched.delete(address);
    if (stamp === known) return undefined;
    if (fetched?.stamp === stamp) return fetched;
    return { bytes: await this.#system.readFile(address), stamp };
  }

  /** @param keeps whether what was fetched for it may be kept for a {@link read}, until {@link release} */
  async ranges(address: string, keeps: () => boolean): Promise<RangeFile> {
    const state = await this.#system.stat(address);
    const stamp = stampOf(state);
    const bytes = lazy(async () => {
      const file = await this.read(address, undefined);
      if (file?.stamp !== stamp) throw writtenMeanwhile(nameOf(address));
      if (keeps()) this.#fetched.set(address, file);
      return file.bytes;
    });
    // Some file systems tell no size; parts are found from the end.
    const size = state.size || (await bytes.get()).length;
    return {
      ...{ ...state, size, stamp, unpacker: this.#unpacker },
      read: async (from, to) => (await bytes.get()).subarray(from, Math.max(from, to)),
    };
  }

  release(address: string): void {
    this.#fetched.delete(address);
  }
}

function stampOf({ size, modifiedAt }: FileState): string {
  return `${modifiedAt} ${size}`;
}

function nameOf(address: string): string {
  const name = address.slice(address.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

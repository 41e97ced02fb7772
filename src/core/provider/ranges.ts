/** Files that are read in parts, so that their size does not matter; and folders of them. Nothing is ever written. */

export interface RangeFile {
  /** In bytes. */
  readonly size: number;
  /** Changes when the file does. */
  readonly stamp: string;
  /** ms since the epoch. */
  readonly modifiedAt: number;
  /**
   * The bytes from `from` up to and without `to`; fewer where the file ends before.
   * @throws ProviderError, also when the file is another one by now
   */
  read(from: number, to: number): Promise<Uint8Array>;
  /** For what is packed in it. */
  readonly unpacker: Unpacker;
}

/** What the host can unpack; each method throws what it likes where the bytes are not packed so, or grow beyond `limit`. */
export interface Unpacker {
  inflateRaw(packed: Uint8Array, limit: number): Promise<Uint8Array>;
  /** One frame. `undefined` where the host does not know Zstandard. */
  readonly zstd?: ((frame: Uint8Array, limit: number) => Promise<Uint8Array>) | undefined;
  crc32(bytes: Uint8Array): number;
}

/** A folder that the person connected, with all below it. */
export interface Folder {
  /** @throws ProviderError when the folder is not there or may not be read */
  files(endings: readonly string[], signal: AbortSignal): Promise<FolderFiles>;
  /** @param path as {@link FolderFile} gives it. @throws ProviderError */
  open(path: string): Promise<RangeFile>;
}

export interface FolderFiles {
  readonly files: readonly FolderFile[];
  /** There are more files than are looked at. */
  readonly isCut: boolean;
}

export interface FolderFile {
  /** From the folder on, with `/` between names. */
  readonly path: string;
  /** ms since the epoch. */
  readonly modifiedAt: number;
}

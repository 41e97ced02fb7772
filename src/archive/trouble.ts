/** What can go wrong with the archive, as data. The words for it are made where they are shown. */

/**
 * - `diskFull`: SQLite or the system found no room.
 * - `io`: the system could not read or write, for another reason than room: a failing disk, a share that is gone.
 * - `readOnly`: the file or its folder may not be written.
 * - `cannotOpen`: the file or its folder cannot be made or opened.
 * - `locked`: another program holds the file for longer than we wait.
 * - `noMemory`: SQLite got no memory.
 * - `damaged`: the file is damaged; with `setAside` it was set aside, without it could not be.
 * - `rebuilt`: only the word index was damaged; it is written anew from the runs, and none of them is lost.
 * - `moved`: the file was moved, deleted or replaced while it was in use; the one at the path is used from now on.
 * - `tooNew`: a newer version of the extension wrote the file.
 * - `unavailable`: this Node has no SQLite.
 * - `failed`: anything else; `details` has all that is known.
 */
export type TroubleReason =
  | 'diskFull'
  | 'io'
  | 'readOnly'
  | 'cannotOpen'
  | 'locked'
  | 'noMemory'
  | 'damaged'
  | 'rebuilt'
  | 'moved'
  | 'tooNew'
  | 'unavailable'
  | 'failed';

export interface ArchiveTrouble {
  readonly reason: TroubleReason;
  /** Absolute path of the archive's file. */
  readonly file: string;
  /** Absolute path to which a damaged file was renamed. */
  readonly setAside?: string | undefined;
  /** What SQLite or the system said, as it is. */
  readonly details?: string | undefined;
}

/** What went wrong, as a sentence and what to do. */
import type { ArchiveTrouble } from '../archive.ts';
import { failureOf } from './sqlite.ts';

const goesOn = 'Everything else works as before.';

/** For an error while reading or writing, in an archive that is open. */
export function troubleOf(error: unknown, file: string): ArchiveTrouble {
  switch (failureOf(error)) {
    case 'full':
      return {
        kind: 'diskFull',
        message: `Runs cannot be kept in the archive now, because the disk is full (${file}). Free some space, or clear the archive; new runs wait in memory and are written then.`,
      };
    case 'busy':
      return {
        kind: 'failed',
        message: `Runs cannot be kept in the archive now, because another program holds it locked (${file}). New runs wait in memory and are written when it is free; close other windows if it lasts.`,
      };
    case 'readOnly':
      return {
        kind: 'failed',
        message: `Runs cannot be kept in the archive, because its folder cannot be written (${file}). Check its permissions. ${goesOn}`,
      };
    case 'unavailable':
      return unavailable();
    case 'damaged':
    case 'other':
      return {
        kind: 'failed',
        message: `The archive of runs failed: ${messageOf(error)} (${file}). ${goesOn} If it lasts, reload the window or clear the archive.`,
      };
  }
}

export function unavailable(): ArchiveTrouble {
  return {
    kind: 'unavailable',
    message: `Runs are not archived, because this version of VS Code has no SQLite. Update VS Code. ${goesOn}`,
  };
}

export function tooNew(file: string): ArchiveTrouble {
  return {
    kind: 'tooNew',
    message: `Runs are not archived in this window, because a newer version of this extension wrote the archive (${file}); it was left as it is. Update the extension. ${goesOn}`,
  };
}

export function setAside(file: string, to: string): ArchiveTrouble {
  return {
    kind: 'damaged',
    message: `The archive of runs was damaged (${file}). It was set aside as ${to}, and a new one was begun. What is shown from now on is archived again.`,
    setAside: to,
  };
}

export function damagedAndStuck(file: string, error: unknown): ArchiveTrouble {
  return {
    kind: 'damaged',
    message: `The archive of runs is damaged and could not be set aside: ${messageOf(error)} (${file}). Runs are not archived in this window. Close other windows and reload this one. ${goesOn}`,
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What the archive says of itself, for people: trouble with a way out, and the question before much is removed. */
import type { RemovalQuestion } from '../../archive/removal.ts';
import type { ArchiveTrouble, TroubleReason } from '../../archive/trouble.ts';
import { formatCount, plural } from '../../core/kit/format.ts';
import type { ArchiveRemedy } from '../../core/kit/remedies.ts';

/** What may help, as the button of the message. */
export function remedyOf({ reason, setAside }: ArchiveTrouble): ArchiveRemedy {
  if (setAside !== undefined) return 'showFile';
  return remedyByReason[reason];
}

const remedyByReason: Readonly<Record<TroubleReason, ArchiveRemedy>> = {
  diskFull: 'clearArchive',
  io: 'showLog',
  readOnly: 'openSettings',
  cannotOpen: 'openSettings',
  locked: 'showLog',
  noMemory: 'clearArchive',
  damaged: 'showLog',
  rebuilt: 'showLog',
  moved: 'showLog',
  tooNew: 'openSettings',
  unavailable: 'openSettings',
  failed: 'showLog',
};

const goesOn = 'Everything else works as before.';
const waits = 'New runs wait in memory and are written then';

/** @param home the person's own folder, which is written as `~` */
export function troubleWords(trouble: ArchiveTrouble, home: string): string {
  return withoutHome(wordsOf(trouble), home);
}

/** VS Code writes the letter of a drive small, Windows itself large, and both mean the same folder. */
function withoutHome(words: string, home: string): string {
  const [, drive, rest = ''] = /^([a-z])(:.*)$/i.exec(home) ?? [];
  if (drive === undefined) return words.replaceAll(home, '~');
  return words.replaceAll(drive.toLowerCase() + rest, '~').replaceAll(drive.toUpperCase() + rest, '~');
}

function wordsOf({ reason, file, setAside, details }: ArchiveTrouble): string {
  const said = details === undefined ? '' : ` (${details})`;
  switch (reason) {
    case 'diskFull':
      return `Runs cannot be kept in the archive now, because the disk is full: ${file}. Free some space, or clear the archive. ${waits}.`;
    case 'io':
      return `Runs cannot be kept in the archive now, because its file could not be read or written${said}: ${file}. Check the disk or the network share, and quotas on it. ${waits}.`;
    case 'readOnly':
      return `Runs cannot be kept in the archive, because it may not be written: ${file}. Check the permissions of the file and its folder. ${goesOn}`;
    case 'cannotOpen':
      return `Runs cannot be kept in the archive, because its file or folder cannot be opened or made${said}: ${file}. Check what is at that path. ${goesOn}`;
    case 'locked':
      return `Runs cannot be kept in the archive now, because another program holds it locked: ${file}. Close other windows if it lasts. ${waits}.`;
    case 'noMemory':
      return `Runs cannot be kept in the archive now, because there is not enough memory: ${file}. Close other programs, or clear the archive. ${waits}.`;
    case 'damaged':
      return setAside === undefined
        ? `The archive of runs is damaged and could not be set aside${said}: ${file}. Runs are not archived in this window. Close other windows and reload this one. ${goesOn}`
        : `The archive of runs was damaged: ${file}. It was set aside as ${setAside}, and a new one was begun. What is shown from now on is archived again.`;
    case 'rebuilt':
      return `The word index of the archive was damaged: ${file}. No run is lost. The index is written anew from them, and until that is done a search may not find all of them.`;
    case 'moved':
      return `The archive of runs was moved, deleted or replaced while it was in use: ${file}. This window now uses the one at that place. What is shown from now on is archived there.`;
    case 'tooNew':
      return `Runs are not archived in this window, because a newer version of this extension wrote the archive: ${file}. It was left as it is. Update the extension. ${goesOn}`;
    case 'unavailable':
      return `Runs are not archived, because this version of VS Code has no SQLite. Update VS Code. ${goesOn}`;
    case 'failed':
      return `The archive of runs failed${said}: ${file}. ${goesOn} If it lasts, reload the window or clear the archive.`;
  }
}

/** One sentence of what is due, and the question. */
export function removalWords({ why, due, runs, limit }: RemovalQuestion): string {
  const share = `${formatCount(due)} of ${plural(runs, 'archived run')}`;
  return why === 'age'
    ? `${share} were last reported by their services more than ${plural(limit, 'day')} before the newest look at them. If a clock was wrong, keep them. Remove them from this machine?`
    : `The archive is larger than ${formatCount(limit)} MB, the size that is set. To fit, ${share} would be removed, the oldest first. Remove them from this machine?`;
}

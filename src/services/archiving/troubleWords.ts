/** What the archive says of itself, for people: trouble with a way out, and the question before much is removed. */
import type { RemovalQuestion } from '../../archive/removal.ts';
import type { ArchiveTrouble, TroubleReason } from '../../archive/trouble.ts';
import { formatCount, plural } from '../../core/kit/format.ts';
import type { ArchiveRemedy } from '../../core/kit/remedies.ts';
import { counted, msg, t } from '../../core/kit/l10n.ts';
import { sentences } from '../../core/kit/punctuation.ts';

/**
 * What may help, as the button of the message.
 * @param isNear whether programs of the person's own machine reach the archive's files
 */
export function remedyOf({ reason, setAside }: ArchiveTrouble, isNear: boolean): ArchiveRemedy {
  if (setAside !== undefined) return isNear ? 'showFile' : 'copyPath';
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

const goesOn = msg('Everything else works as before.');
const waits = msg('New runs wait in memory and are written then.');

/** @param home the person's own folder, which is written as `~`; `undefined` where it is not known */
export function troubleWords(trouble: ArchiveTrouble, home: string | undefined): string {
  return home === undefined ? wordsOf(trouble) : withoutHome(wordsOf(trouble), home);
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
      return sentences([
        t(
          'Runs cannot be kept in the archive now, because the disk is full: {0}. Free some space, or clear the archive.',
          file,
        ),
        t(waits),
      ]);
    case 'io':
      return sentences([
        t(
          'Runs cannot be kept in the archive now, because its file could not be read or written{0}: {1}. Check the disk or the network share, and quotas on it.',
          said,
          file,
        ),
        t(waits),
      ]);
    case 'readOnly':
      return sentences([
        t(
          'Runs cannot be kept in the archive, because it may not be written: {0}. Check the permissions of the file and its folder.',
          file,
        ),
        t(goesOn),
      ]);
    case 'cannotOpen':
      return sentences([
        t(
          'Runs cannot be kept in the archive, because its file or folder cannot be opened or made{0}: {1}. Check what is at that path.',
          said,
          file,
        ),
        t(goesOn),
      ]);
    case 'locked':
      return sentences([
        t(
          'Runs cannot be kept in the archive now, because another program holds it locked: {0}. Close other windows if it lasts.',
          file,
        ),
        t(waits),
      ]);
    case 'noMemory':
      return sentences([
        t(
          'Runs cannot be kept in the archive now, because there is not enough memory: {0}. Close other programs, or clear the archive.',
          file,
        ),
        t(waits),
      ]);
    case 'damaged':
      return setAside === undefined
        ? sentences([
            t(
              'The archive of runs is damaged and could not be set aside{0}: {1}. Runs are not archived in this window. Close other windows and reload this one.',
              said,
              file,
            ),
            t(goesOn),
          ])
        : t(
            'The archive of runs was damaged: {0}. It was set aside as {1}, and a new one was begun. What is shown from now on is archived again.',
            file,
            setAside,
          );
    case 'rebuilt':
      return t(
        'The word index of the archive was damaged: {0}. No run is lost. The index is written anew from them, and until that is done a search may not find all of them.',
        file,
      );
    case 'moved':
      return t(
        'The archive of runs was moved, deleted or replaced while it was in use: {0}. This window now uses the one at that place. What is shown from now on is archived there.',
        file,
      );
    case 'tooNew':
      return sentences([
        t(
          'Runs are not archived in this window, because a newer version of this extension wrote the archive: {0}. It was left as it is. Update the extension.',
          file,
        ),
        t(goesOn),
      ]);
    case 'unavailable':
      return sentences([
        t('Runs are not archived, because this version of VS Code has no SQLite. Update VS Code.'),
        t(goesOn),
      ]);
    case 'failed':
      return t(
        'The archive of runs failed{0}: {1}. Everything else works as before. If it lasts, reload the window or clear the archive.',
        said,
        file,
      );
  }
}

/** One sentence of what is due, and the question. */
export function removalWords({ why, due, runs, limit }: RemovalQuestion): string {
  const share = counted(
    runs,
    '{0} of {1} archived run',
    '{0} of {1} archived runs',
    formatCount(due),
    formatCount(runs),
  );
  return why === 'age'
    ? t(
        '{0} were last reported by their services more than {1} before the newest look at them. If a clock was wrong, keep them. Remove them from this machine?',
        share,
        plural(limit, 'day'),
      )
    : t(
        'The archive is larger than {0} MB, the size that is set. To fit, {1} would be removed, the oldest first. Remove them from this machine?',
        formatCount(limit),
        share,
      );
}

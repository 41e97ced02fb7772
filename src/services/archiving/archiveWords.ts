import type { ArchiveStatus } from '../../archive/archive.ts';
import { formatBytes, plural, formatCount } from '../../core/kit/format.ts';
import { counted, t } from '../../core/kit/l10n.ts';
import { listed } from '../../core/kit/lists.ts';
import { commas, semicolons } from '../../core/kit/punctuation.ts';
import type { OwnArchive } from './ownArchive.ts';

/** What the archive holds, for people. */
export async function archiveWords(archive: Pick<OwnArchive, 'get' | 'isOn'>): Promise<string> {
  if (!archive.isOn) return t('off');
  const archiving = await archive.get();
  if (!archiving) return t('not available');
  await archiving.archive.flush();
  const { runs, turns, bytes, setAside } = await archiving.archive.status();
  const kept = commas([plural(runs, 'run'), plural(turns, 'turn'), formatBytes(bytes)]);
  return semicolons([kept, ...setAsideWords(setAside)]);
}

/** What is cleared, e.g. `12 archived runs (3.4 MB) and 1 damaged file that was set aside (2 MB)`. */
export function clearedWords({
  runs,
  bytes,
  setAside,
}: Pick<ArchiveStatus, 'runs' | 'bytes' | 'setAside'>): string {
  const kept = runs === 0 ? [] : [`${plural(runs, 'archived run')} (${formatBytes(bytes)})`];
  return listed([...kept, ...setAsideWords(setAside)]);
}

function setAsideWords({ files, bytes }: ArchiveStatus['setAside']): string[] {
  if (files === 0) return [];
  return [
    counted(
      files,
      '{0} damaged file that was set aside ({1})',
      '{0} damaged files that were set aside ({1})',
      formatCount(files),
      formatBytes(bytes),
    ),
  ];
}

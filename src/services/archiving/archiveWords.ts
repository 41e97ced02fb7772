import type { ArchiveStatus } from '../../archive/archive.ts';
import { formatBytes, plural } from '../../core/kit/format.ts';
import type { OwnArchive } from './ownArchive.ts';

/** What the archive holds, for people. */
export async function archiveWords(archive: Pick<OwnArchive, 'get' | 'isOn'>): Promise<string> {
  if (!archive.isOn) return 'off';
  const archiving = await archive.get();
  if (!archiving) return 'not available';
  await archiving.archive.flush();
  const { runs, turns, bytes, setAside } = await archiving.archive.status();
  const kept = `${plural(runs, 'run')}, ${plural(turns, 'turn')}, ${formatBytes(bytes)}`;
  return [kept, ...setAsideWords(setAside)].join('; ');
}

/** What is cleared, e.g. `12 archived runs (3.4 MB) and 1 damaged file that was set aside (2 MB)`. */
export function clearedWords({
  runs,
  bytes,
  setAside,
}: Pick<ArchiveStatus, 'runs' | 'bytes' | 'setAside'>): string {
  const kept = runs === 0 ? [] : [`${plural(runs, 'archived run')} (${formatBytes(bytes)})`];
  return [...kept, ...setAsideWords(setAside)].join(' and ');
}

function setAsideWords({ files, bytes }: ArchiveStatus['setAside']): string[] {
  if (files === 0) return [];
  return [
    `${plural(files, 'damaged file')} that ${files === 1 ? 'was' : 'were'} set aside (${formatBytes(bytes)})`,
  ];
}

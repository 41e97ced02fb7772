import { formatBytes, plural } from '../../core/kit/format.ts';
import type { OwnArchive } from './ownArchive.ts';

/** What the archive holds, for people. */
export async function archiveWords(archive: Pick<OwnArchive, 'get' | 'isOn'>): Promise<string> {
  if (!archive.isOn) return 'off';
  const archiving = await archive.get();
  if (!archiving) return 'not available';
  await archiving.archive.flush();
  const { runs, turns, bytes } = await archiving.archive.status();
  return `${plural(runs, 'run')}, ${plural(turns, 'turn')}, ${formatBytes(bytes)}`;
}

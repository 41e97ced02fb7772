import type { Connection } from '../../core/provider/provider.ts';
import { showInformation } from '../door.ts';
import type { CopyNeeds } from './needs.ts';

/**
 * What lies in a file has no address that anyone else could use; that is said.
 * @param words that say so
 */
export async function isFromFile(
  { connections }: Pick<CopyNeeds, 'connections'>,
  connection: Connection,
  words: string,
): Promise<boolean> {
  const local = connections.isOnDisk(connection);
  if (local) await showInformation(words);
  return local;
}

import type { Connection } from '../../core/provider/provider.ts';
import { showInformation } from '../door.ts';
import type { CopyNeeds } from './needs.ts';

/**
 * What lies in a file has no address that anyone else could use; that is said.
 * @param what cannot be had: `link to a batch`
 */
export async function isFromFile(
  { connections }: Pick<CopyNeeds, 'connections'>,
  connection: Connection,
  what: string,
): Promise<boolean> {
  const local = connections.isOnDisk(connection);
  if (local) await showInformation(`There is no ${what} of a file. Use Save Run... to hand it on.`);
  return local;
}

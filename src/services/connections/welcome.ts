import type { Connections } from './connections.ts';

/** What the view has to say when it has no rows. */
export type Welcome = 'noConnection' | 'noKey' | 'ready';

/** @param hasArchived whether runs of these connections are archived, so that there is something to see without a key */
export async function welcomeOf(
  connections: Pick<Connections, 'all' | 'takesKey' | 'keyOf'>,
  hasArchived: (ids: readonly string[]) => Promise<boolean>,
): Promise<Welcome> {
  const all = connections.all();
  if (all.length === 0) return 'noConnection';
  if (all.some((each) => !connections.takesKey(each) || each.problem !== undefined)) return 'ready';
  const keys = await Promise.all(all.map((connection) => connections.keyOf(connection)));
  if (keys.some((key) => key !== undefined)) return 'ready';
  return (await hasArchived(all.map(({ id }) => id))) ? 'ready' : 'noKey';
}

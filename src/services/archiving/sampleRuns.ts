import type { Archive } from '../../archive/archive.ts';

/**
 * Removes the made-up runs, which go with the samples. Only those of exactly these connections: an earlier version
 * kept runs of a person's own connection, if its id began like a sample's, under that bare id.
 */
export async function clearSampleRuns(archive: Archive, ids: readonly string[]): Promise<void> {
  await archive.flush();
  for (const id of ids) await archive.clear(id);
}

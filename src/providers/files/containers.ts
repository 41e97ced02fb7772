/** Files that a service keeps many runs in, and that are read in parts. */
import { containerStart, type OpenContainer } from '../../core/provider/provider.ts';
import type { RangeFile } from '../../core/provider/ranges.ts';
import type { RunRef } from '../../core/run/run.ts';
import type { Entry } from './entries.ts';
import type { Readers } from './readers.ts';

/** `undefined` for files of another kind. @throws ProviderError */
export async function openedContainer(
  file: RangeFile,
  readers: Readers,
  signal: AbortSignal,
): Promise<OpenContainer | undefined> {
  const start = await file.read(0, containerStart);
  for (const { container } of readers.values())
    if (container?.claims(start)) return container.open(file, signal);
  return undefined;
}

/** @param place of the file in the tree */
export function entriesIn({ entries }: OpenContainer, place: Omit<RunRef, 'run'>): Entry[] {
  return entries.map(({ id, row, run }) => {
    const ref = { ...place, run: id };
    return { id, item: () => row(ref), whole: (signal) => run(ref, signal) };
  });
}

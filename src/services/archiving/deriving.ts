/**
 * Reads archived runs anew that an earlier version of the program had read, so that what searches and filters find is
 * what the tree shows. In the background, in small portions, for an archive may have 100,000 runs.
 */
import type { Archive, StaleRun } from '../../archive/archive.ts';
import type { SavedReader } from '../../core/provider/provider.ts';
import type { RunItem } from '../../core/run/run.ts';

export interface DerivingDeps {
  readonly archive: Pick<Archive, 'stale' | 'derive'>;
  /** Loads what reads the runs of a provider. */
  readonly reader: (provider: string) => Promise<SavedReader | undefined>;
  /** Waits so long. */
  readonly pause: (ms: number) => Promise<void>;
  readonly isStopped: () => boolean;
}

/** Whoever opened the archive waits for an answer first. */
const beforeMs = 3000;
/** Some 20 ms of this thread's time, then as long and more for all others. */
const portion = 16;
const betweenMs = 100;

/** Resolves when nothing is left to derive, it is stopped, or the archive cannot be written. */
export async function deriveStale({ archive, reader, pause, isStopped }: DerivingDeps): Promise<void> {
  await pause(beforeMs);
  while (!isStopped()) {
    const stale = await archive.stale(portion);
    if (stale.length === 0) return;
    const runs: (readonly [StaleRun, RunItem | undefined])[] = [];
    for (const each of stale) {
      runs.push([each, await itemOf(each, reader)]);
      await pause(0);
    }
    if (isStopped() || !(await archive.derive(runs))) return;
    await pause(betweenMs);
  }
}

/** A run that cannot be read any more is left as it was. */
async function itemOf({ run }: StaleRun, reader: DerivingDeps['reader']): Promise<RunItem | undefined> {
  if (!run) return undefined;
  const saved = await reader(run.provider);
  try {
    return saved?.run(run.raw, run.ref);
  } catch {
    return undefined;
  }
}

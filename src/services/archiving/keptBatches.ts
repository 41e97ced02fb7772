import type { ArchivedBatch } from '../../archive/archive.ts';
import type { Collection } from '../../core/run/run.ts';
import type { KeptBatch } from '../../core/rows/trail.ts';

/** What the archive has of the batches at and below a place. */
export interface KeptPlace {
  /** Right below the place. */
  readonly collections: readonly Collection[];
  /** The newest first. */
  readonly batches: readonly KeptBatch[];
}

export const nothingKept: KeptPlace = { collections: [], batches: [] };

/** @param connection here, to which the runs belong */
export function keptBatchOf({ place, at, seenAt, outcomes }: ArchivedBatch, connection: string): KeptBatch {
  const { passed = 0, failed = 0, errored = 0, running = 0, queued = 0 } = outcomes;
  const runs = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const judged = { runs, passed, failed, errored, unfinished: running + queued } as const;
  return {
    ...{ connection, path: place.path, at, seenAt },
    judged: { ...judged, complete: true, kept: true },
  };
}

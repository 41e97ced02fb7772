import { filesConnection } from '../../core/provider/runFiles.ts';
import type { RunRef } from '../../core/run/run.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunStore } from '../../core/store/store.ts';

/** Where the runs of a file are; without one, where the files are. */
export function placeOfFile(...path: readonly string[]): Place {
  return { connection: filesConnection.id, path };
}

/** The run that the tree shows at the top of a place. */
export function firstRun(store: Pick<RunStore, 'runsAt'>, place: Place): RunRef | undefined {
  return store.runsAt(place)[0]?.ref;
}

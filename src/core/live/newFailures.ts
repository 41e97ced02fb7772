/** Counts failures that come while one looks away. What was there at the first look is no news. */
import type { Listing } from '../store/listing.ts';
import { isFailure, outcomeOfItem } from '../run/outcome.ts';
import { keyOf } from '../store/listing.ts';
import { runKey } from '../run/runSource.ts';
import { runsAmong } from '../rows/view.ts';

export class NewFailures {
  /** Runs of each place that was looked at before, and whether they had failed. */
  readonly #known = new Map<string, Map<string, boolean>>();
  readonly #unseen = new Set<string>();

  get count(): number {
    return this.#unseen.size;
  }

  /** Takes in what a listing holds now. */
  note(listing: Listing): void {
    if (!listing.loaded) return;
    const runs = runsAmong(listing.items);
    const before = this.#known.get(keyOf(listing));
    const now = new Map(before);
    for (const run of runs) {
      const key = runKey(run.ref);
      const failed = isFailure(outcomeOfItem(run));
      const old = before?.get(key);
      // A finished run that a longer list brings in is old, though it was not seen before.
      const isNews = failed && (old === false || (old === undefined && before !== undefined && isYoung(run)));
      if (isNews) this.#unseen.add(key);
      now.set(key, failed);
    }
    this.#known.set(keyOf(listing), now);

    function isYoung(run: (typeof runs)[number]): boolean {
      const ended =
        run.kind === 'run' ? (run.completedAt?.ms ?? run.updatedAt?.ms ?? run.createdAt?.ms) : undefined;
      return ended !== undefined && listing.loadedAt !== undefined && listing.loadedAt - ended < youngMs;
    }
  }

  /** Somebody has looked. */
  seen(): void {
    this.#unseen.clear();
  }
}

const youngMs = 10 * 60_000;

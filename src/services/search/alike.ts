/** Failure groups of the runs that a search has found: what each batch has in the archive is read for that, once. */
import type { SearchHit } from '../../archive/archive.ts';
import type { RunGroup } from '../../core/rows/groups.ts';
import type { Outcome, RunItem } from '../../core/run/run.ts';
import { placeOfRun, type Place } from '../../core/run/refs.ts';
import { keyOf } from '../../core/store/listing.ts';
import type { FailureGroups } from '../failureGroups.ts';

export interface AlikeDeps {
  /** The runs of a batch as they are archived. */
  readonly archived: (place: Place) => Promise<readonly RunItem[]>;
  readonly groups: Pick<FailureGroups, 'among'>;
}

/** A search over everything has hits in many batches: those of the first ones are named. */
const mostBatches = 8;
const wrong: ReadonlySet<Outcome> = new Set(['failed', 'errored', 'stopped']);

export class AlikeRuns {
  readonly #deps: AlikeDeps;
  readonly #known = new Map<string, Promise<readonly RunGroup[]>>();

  constructor(deps: AlikeDeps) {
    this.#deps = deps;
  }

  /** Of each batch in which one of these runs went wrong, by the key of its place. */
  async of(
    hits: readonly SearchHit[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly RunGroup[]>> {
    const failed = hits.filter(({ outcome }) => wrong.has(outcome)).map(({ ref }) => placeOfRun(ref));
    const places = [...new Map(failed.map((place) => [keyOf(place), place])).values()];
    const found = new Map<string, readonly RunGroup[]>();
    for (const place of places.slice(0, mostBatches)) {
      if (signal.aborted) break;
      found.set(keyOf(place), await this.#groupsOf(place));
    }
    return found;
  }

  #groupsOf(place: Place): Promise<readonly RunGroup[]> {
    const known = this.#known.get(keyOf(place));
    if (known) return known;
    const groups = this.#deps.archived(place).then((runs) => this.#deps.groups.among(runs));
    this.#known.set(keyOf(place), groups);
    return groups;
  }
}

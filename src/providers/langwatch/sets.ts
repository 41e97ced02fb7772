/** Sets, collected from the runs seen: the service lists runs and batches, and no sets (docs/contracts.md D3). */
import { msg, t } from '../../core/kit/l10n.ts';
import { isObject, textOf } from '../../core/kit/json.ts';
import { plural } from '../../core/kit/format.ts';
import { momentOf } from '../../core/run/moment.ts';
import type { Connection } from '../../core/provider/provider.ts';
import type { Collection, Json, Moment } from '../../core/run/run.ts';
import { setCollection } from './tracked.ts';

interface Count {
  runs: number;
  newest: Moment | undefined;
  readonly batches: Set<string>;
}

/** Where a run without a set belongs, by the documents. */
const defaultSet = 'default';

export class Sets {
  readonly #connection: Connection;
  readonly #counts = new Map<string, Count>();
  readonly #seen = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get size(): number {
    return this.#seen.size;
  }

  /** Adds runs that were not seen before and returns the sets that they changed. */
  add(runs: readonly Json[]): Collection[] {
    const touched = new Set<string>();
    for (const run of runs) {
      const id = isObject(run) ? textOf(run['scenarioRunId']) : undefined;
      if (!isObject(run) || id === undefined || this.#seen.has(id)) continue;
      this.#seen.add(id);
      const set = textOf(run['scenarioSetId']) ?? defaultSet;
      touched.add(set);
      const count = this.#counts.get(set) ?? { runs: 0, newest: undefined, batches: new Set() };
      this.#counts.set(set, count);
      count.runs++;
      const batch = textOf(run['batchRunId']);
      if (batch !== undefined) count.batches.add(batch);
      const at = momentIn(run['timestamp']);
      if ((at?.ms ?? 0) > (count.newest?.ms ?? 0)) count.newest = at;
    }
    return [...touched].map((set) => this.#collection(set));
  }

  #collection(set: string): Collection {
    const row = setCollection(this.#connection, set);
    const count = this.#counts.get(set);
    if (!count) return row;
    const seen = t('{0} in {1}', plural(count.runs, 'run'), plural(count.batches.size, 'batch', 'batches'));
    return { ...row, createdAt: count.newest, facts: [[msg('Seen so far'), seen], ...row.facts] };
  }
}

function momentIn(value: Json | undefined): Moment | undefined {
  return typeof value === 'number' || typeof value === 'string' ? momentOf(value) : undefined;
}

/** Groups of failed runs for the rows of the tree. What finds them is loaded when there are any. */
import { lazy } from '../core/kit/lazy.ts';
import type { RunGroup } from '../core/rows/groups.ts';
import { runsOf } from '../core/rows/view.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import type { Outcome, RunItem } from '../core/run/run.ts';
import type { Listing } from '../core/store/listing.ts';

const wrong: ReadonlySet<Outcome> = new Set(['failed', 'errored', 'stopped']);
/** Beyond it, rows would wait too long for their groups; the overview has them. */
const mostRuns = 5000;

export class FailureGroups {
  readonly #clustering = lazy(() => import('./clustering.ts'));
  /** By the service's own items, which are the same object as long as nothing has changed. */
  readonly #known = new WeakMap<
    readonly unknown[],
    { readonly madeOf: readonly unknown[]; readonly groups: readonly RunGroup[] }
  >();

  /**
   * Of all runs that are known of a batch, whatever is filtered; the largest first.
   * @param baseline the batch that it is held against: groups have ages where all runs of both are known
   */
  async of(listing: Listing, baseline?: Listing): Promise<readonly RunGroup[]> {
    const { items, archived } = listing;
    const madeOf = [archived, listing.next, baseline?.items, baseline?.archived, baseline?.next];
    const known = this.#known.get(items);
    if (known?.madeOf.every((part, at) => part === madeOf[at])) return known.groups;
    const runs = runsOf(listing);
    const before = baseline && isWhole(baseline) && isWhole(listing) ? runsOf(baseline) : [];
    const groups = before.length > 0 ? await this.#against(before, runs) : await this.among(runs);
    this.#known.set(items, { madeOf, groups });
    return groups;
  }

  /** Of these runs, found each time anew. */
  async among(runs: readonly RunItem[]): Promise<readonly RunGroup[]> {
    if (!isWorthIt(runs)) return [];
    return (await this.#clustering.get()).groupsAmong(runs);
  }

  async #against(before: readonly RunItem[], now: readonly RunItem[]): Promise<readonly RunGroup[]> {
    const all = [...before, ...now];
    if (!isWorthIt(all)) return [];
    return (await this.#clustering.get()).groupsSince(before, now);
  }
}

function isWorthIt(runs: readonly RunItem[]): boolean {
  return runs.length <= mostRuns && runs.some((run) => wrong.has(outcomeOfItem(run)));
}

/** Of a part nobody can say what is new or gone. */
function isWhole({ next }: Listing): boolean {
  return next === undefined;
}

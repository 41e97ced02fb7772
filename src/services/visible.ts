/** What is visible in the window: tree and panels report it, and services ask for it. */
import { Signal } from '../core/kit/signal.ts';
import type { Row } from '../core/rows/tree.ts';
import type { RunRef } from '../core/run/run.ts';
import type { Place } from '../core/run/refs.ts';
import { keyOf, type Listing } from '../core/store/listing.ts';
import type { RunStore } from '../core/store/store.ts';

/** A handle of a row, which shows what its row is now. */
interface RowHandle {
  readonly row: Row;
}

interface Unfolded {
  readonly place: Place;
  /** Key of the place whose row is above; `undefined` at the top. */
  readonly above: string | undefined;
}

export class Visible {
  readonly #unfolded = new Map<string, Unfolded>();
  readonly #changed = new Signal<void>();
  #treeInSight = false;
  #selected: readonly RowHandle[] = [];
  #selectedNow: () => readonly RowHandle[] = () => [];
  #runs: readonly RunRef[] = [];
  #overviews: readonly Place[] = [];
  #compared: readonly Place[] = [];
  #overTime: readonly Place[] = [];
  #focused: RunRef | undefined;

  /** After anything here changed but the selection. */
  readonly onDidChange = this.#changed.on;

  get treeInSight(): boolean {
    return this.#treeInSight;
  }

  setTreeInSight(inSight: boolean): void {
    this.#treeInSight = inSight;
    this.#changed.fire();
  }

  /** @param above the place in whose rows this one has its row */
  unfold(place: Place, above: Place | undefined): void {
    this.#unfolded.set(keyOf(place), { place, above: above && keyOf(above) });
    this.#changed.fire();
  }

  fold(place: Place): void {
    if (this.#unfolded.delete(keyOf(place))) this.#changed.fire();
  }

  /** Whether its rows were unfolded, or its overview, a comparison or a trend of it is in front; what is above may be folded all the same. */
  isUnfolded(place: Place): boolean {
    const key = keyOf(place);
    return this.#unfolded.has(key) || this.batches().some((each) => keyOf(each) === key);
  }

  /** Places whose rows the tree shows: unfolded, and so is all above them. */
  places(): Place[] {
    const isShown = (key: string): boolean => {
      const unfolded = this.#unfolded.get(key);
      return unfolded !== undefined && (unfolded.above === undefined || isShown(unfolded.above));
    };
    return [...this.#unfolded].filter(([key]) => isShown(key)).map(([, { place }]) => place);
  }

  /**
   * @param nodes that VS Code told as it was selected: without those that it is asking the tree for at that moment
   * @param now those of the same selection as it knows them by now
   */
  select(nodes: readonly RowHandle[], now: () => readonly RowHandle[] = () => nodes): void {
    this.#selected = nodes;
    this.#selectedNow = now;
  }

  /** Call when VS Code was given rows: what is selected may be among them. */
  knowSelection(): void {
    const now = this.#selectedNow();
    if (now.length > this.#selected.length) this.#selected = now;
  }

  selectedRows(): readonly Row[] {
    this.knowSelection();
    return this.#selected.map(({ row }) => row);
  }

  /**
   * @param runs of the panels in front, one for each group of tabs
   * @param focused the run of the panel that has the focus
   */
  setRuns(runs: readonly RunRef[], focused: RunRef | undefined): void {
    this.#runs = runs;
    this.#focused = focused;
    this.#changed.fire();
  }

  /** @param places of the overviews in front, one for each group of tabs */
  setBatches(places: readonly Place[]): void {
    this.#overviews = places;
    this.#changed.fire();
  }

  /** @param places of batches in comparisons that are in front */
  setCompared(places: readonly Place[]): void {
    this.#compared = places;
    this.#changed.fire();
  }

  /** @param places of the trends in front: their lists of batches, and the batches that still run */
  setTrends(places: readonly Place[]): void {
    this.#overTime = places;
    this.#changed.fire();
  }

  batches(): readonly Place[] {
    return [...this.#overviews, ...this.#compared, ...this.#overTime];
  }

  runs(): readonly RunRef[] {
    return this.#runs;
  }

  focusedRun(): RunRef | undefined {
    return this.#focused;
  }
}

/** Loads again the listings that can be seen; the others are loaded again when they are next looked at. */
export async function reloadSeen(
  store: Pick<RunStore, 'markStale' | 'refresh'>,
  visible: Pick<Visible, 'isUnfolded'>,
  listings: readonly Listing[],
  how: { readonly anew?: boolean } = {},
): Promise<void> {
  const seen = listings.filter((listing) => visible.isUnfolded(listing));
  for (const listing of listings) if (!seen.includes(listing)) store.markStale(listing);
  await Promise.all(seen.map((listing) => store.refresh(listing, how)));
}

import { runIdOf } from '../../analysis/batch/runsInOrder.ts';
import type { Slicing, Work } from '../../analysis/slices.ts';
import { asProviderError } from '../../core/provider/providerError.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { placeOfChange } from '../../core/store/change.ts';
import { keyOf } from '../../core/store/listing.ts';
import { runsOf } from '../../core/rows/view.ts';
import { answerTo } from '../answering.ts';
import { Looking } from '../looking.ts';
import type { Asked } from '../protocol.ts';
import { problemOf } from '../run/view.ts';
import { batchAnswers, linesFrom } from './answers.ts';
import { BaselineRuns } from './baselineRuns.ts';
import { circumstancesOf, type Surroundings } from './circumstances.ts';
import { changesSince, saysTheSame, toldOf, type Told } from './changes.ts';
import { firstLimit, loadRuns, type Loads } from './loading.ts';
import { batchMemory, noOrder, type ShownOrder } from './memory.ts';
import type { BatchHostMessage, BatchIntent, BatchMessage } from './protocol.ts';
import { batchPicture, criterionInRun } from './view.ts';

export interface BatchSessionDeps extends Surroundings {
  readonly slicing: Omit<Slicing, 'signal'>;
  /** Delivers to the webview, if there is one that listens. */
  readonly post: (message: BatchHostMessage) => void;
  /** Its title may have changed: for the tab. */
  readonly onDidShow: (title: string, above: string | undefined) => void;
}

/** Intents that concern the batch's data; the others (runs to open, clipboard, commands) are the panel's. */
export type BatchDataIntent = Extract<
  BatchIntent,
  { readonly type: 'ready' | 'ask' | 'retry' | 'stop' | 'loadAll' }
>;

interface Seen {
  readonly items: readonly RunItem[];
  readonly told: Told;
}

/**
 * One overview's conversation with its webview: loads the runs of the batch, answers questions, and sends what has
 * changed. Knows nothing of VS Code.
 */
export class BatchSession {
  readonly place: Place;
  readonly #deps: BatchSessionDeps;
  readonly #subscription: { dispose(): void };
  readonly #memory = batchMemory();
  readonly #looking: Looking<Seen>;
  readonly #loads: Loads = { limit: firstLimit, stopped: false };
  readonly #baseline: BaselineRuns;
  #items: ReadonlyMap<number, RunItem> = new Map();
  #told: Told | undefined;
  /** Kept once all runs have come: from then on nothing moves by itself. */
  #order: ShownOrder = noOrder;
  #generation = 0;
  #loading: 'runs' | 'names' | undefined;
  #ready = false;
  #waiting = false;
  #disposed = false;

  constructor(place: Place, deps: BatchSessionDeps) {
    this.place = place;
    this.#deps = deps;
    this.#baseline = new BaselineRuns(deps.source, this.#loads);
    this.#looking = new Looking({
      ...{ look: () => this.#look(), take: (seen) => this.#take(seen), slicing: deps.slicing },
    });
    this.#subscription = deps.source.onDidChange((change) => {
      const changed = placeOfChange(change);
      const isOurs = keyOf(changed) === keyOf(place);
      // Names come with the listings above; a connection that was forgotten took ours with it.
      const baseline = deps.baseline(place);
      const isBaseline = baseline !== undefined && keyOf(changed) === keyOf(baseline);
      if (isOurs || isBaseline || changed.path.length < place.path.length) this.#later();
    });
    this.#looking.look();
    void this.#load(() => deps.source.open(place));
  }

  /** Resolves when all is seen that is known by now: many runs take more than a moment. */
  seen(): Promise<void> {
    return this.#looking.seen();
  }

  /** The first snapshot, for the page itself, when runs are known already. */
  first(): BatchMessage | undefined {
    return this.#told && this.#items.size > 0 ? this.#snapshot(this.#told) : undefined;
  }

  /** The person wants other intervals, or another rate first. */
  settingsChanged(): void {
    this.#later();
  }

  /** The page is about to be rebuilt or hidden: wait for its next `ready`. */
  pageGone(): void {
    this.#ready = false;
  }

  receive(intent: BatchDataIntent): void {
    switch (intent.type) {
      case 'ready':
        this.#ready = true;
        if (intent.generation === undefined || intent.generation !== this.#generation) this.#send();
        return;
      case 'ask':
        this.#answer(intent);
        return;
      case 'retry':
        this.#loads.stopped = false;
        this.#baseline.again();
        void this.#load(() => this.#deps.source.refresh(this.place, { anew: true }));
        return;
      case 'stop':
        this.#loads.stopped = true;
        return;
      case 'loadAll':
        this.#loads.stopped = false;
        this.#loads.limit = Infinity;
        this.#baseline.again();
        void this.#load(() => this.#deps.source.open(this.place));
        return;
    }
  }

  /** The run that the page names by this number, and where in it a criterion of the batch is. */
  find(
    run: number,
    criterion: number | undefined,
  ): { ref: RunRef; criterion: number | undefined } | undefined {
    const item = this.#items.get(run);
    const criterionId = criterion === undefined ? undefined : this.#told?.picture.order.criteria[criterion];
    return item && { ref: item.ref, criterion: criterionInRun(item, criterionId) };
  }

  dispose(): void {
    this.#disposed = true;
    this.#loads.stopped = true;
    this.#looking.dispose();
    this.#subscription.dispose();
  }

  async #load(begin: () => Promise<unknown>): Promise<void> {
    if (this.#loading) return;
    this.#loading = 'runs';
    this.#looking.look();
    try {
      await begin();
      await loadRuns(this.#deps.source, this.place, this.#loads);
      this.#loading = 'names';
      void this.#loadBaseline();
      if (!this.#disposed) await this.#loadNames();
    } finally {
      this.#loading = undefined;
      this.#looking.look();
    }
  }

  /** After the batch itself, which is what the person wants to see. */
  async #loadBaseline(): Promise<void> {
    const baseline = this.#deps.baseline(this.place);
    if (!baseline || keyOf(baseline) === keyOf(this.place)) return;
    if (this.#disposed || this.#loading === 'runs') return;
    await this.#baseline.load(baseline);
    this.#looking.look();
  }

  /** A panel that came back after a reload knows its batch before the tree knows what is above it. */
  async #loadNames(): Promise<void> {
    const { connection, path } = this.place;
    for (let depth = 1; depth <= path.length; depth++) {
      const place: Place = { connection, path: path.slice(0, depth) };
      if (!this.#deps.source.collection(place))
        await this.#deps.source.open({ connection, path: path.slice(0, depth - 1) });
    }
  }

  /** Several changes come at once with an answer. */
  #later(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      if (this.#disposed) return;
      const { source } = this.#deps;
      if (!source.listing(this.place) && !this.#loading) {
        void this.#load(() => source.open(this.place));
        return;
      }
      void this.#loadBaseline();
      this.#looking.look();
    });
  }

  /** Looks at what the store has by now. */
  *#look(): Work<Seen> {
    const listing = this.#deps.source.listing(this.place);
    const items = listing ? runsOf(listing) : [...this.#items.values()];
    const about = circumstancesOf(this.#deps, this.place, items, {
      isLoading: this.#loading !== undefined,
      isBaselineLoading: this.#baseline.isLoading,
    });
    const picture = yield* batchPicture(items, about, { ...this.#memory, order: this.#order });
    yield;
    return { items, told: toldOf(picture, this.#problem()) };
  }

  /** Tells the page what is new. */
  #take({ items, told: now }: Seen): void {
    const { picture } = now;
    this.#items = new Map(items.map((item) => [this.#memory.runs.of(runIdOf(item.ref)), item]));
    this.#order = picture.view.loading.kind === 'going' ? noOrder : picture.order;
    const before = this.#told;
    if (before && saysTheSame(before, now)) return;
    this.#told = now;
    this.#generation++;
    this.#deps.onDidShow(picture.view.title, picture.view.trail.at(-1));
    const changes = before && changesSince(before, now);
    if (changes) this.#post({ type: 'changed', generation: this.#generation, ...changes });
    else this.#send();
  }

  #problem() {
    const failure = this.#deps.source.listing(this.place)?.failure;
    return failure && problemOf(asProviderError(failure));
  }

  #post(message: BatchHostMessage): void {
    if (this.#ready && !this.#disposed) this.#deps.post(message);
  }

  #send(): void {
    const { place } = this;
    const told = this.#told;
    if (this.#items.size === 0 && told?.problem)
      this.#post({ type: 'failed', place, title: told.picture.view.title, problem: told.problem });
    else if (!told || (this.#items.size === 0 && this.#loading)) this.#post({ type: 'loading', place });
    else this.#post(this.#snapshot(told));
  }

  #snapshot({ picture: { view, runs }, problem }: Told): BatchMessage {
    return {
      ...{ type: 'batch', place: this.place, generation: this.#generation, batch: view },
      ...{ runs: linesFrom(runs, 0), total: runs.length, problem },
    };
  }

  #answer(asked: Asked): void {
    const picture = this.#told?.picture;
    // A question about an older snapshot needs no answer: the newer one is on its way.
    if (asked.generation !== this.#generation || !picture) return;
    const itemOf = (key: number) => this.#items.get(key);
    const answer = answerTo(batchAnswers, asked, { picture, itemOf });
    if (answer) this.#post(answer);
  }
}

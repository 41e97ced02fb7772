import { runIdOf } from '../../analysis/batch/runsInOrder.ts';
import { areOtherCases } from '../../analysis/compare/otherCases.ts';
import type { ForksOfTwo } from '../../analysis/forks/forksOfTwo.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Slicing, Work } from '../../analysis/slices.ts';
import { asProviderError } from '../../core/provider/providerError.ts';
import { runsOf } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { placeOfChange } from '../../core/store/change.ts';
import { keyOf } from '../../core/store/listing.ts';
import { firstLimit, loadRuns, type Loads } from '../batch/loading.ts';
import { namesOf } from '../batch/names.ts';
import { Numbering } from '../batch/numbering.ts';
import type { BatchSource } from '../batch/source.ts';
import { Looking } from '../looking.ts';
import { problemOf } from '../run/view.ts';
import { batchesView, type ComparedBatch } from './batchesView.ts';
import { setupOf } from './circumstances.ts';
import { ForkFinder } from './forkFinder.ts';
import type { BatchesMessage, BatchesSubject, ComparisonHostMessage } from './protocol.ts';
import type { BatchesView } from './views.ts';

export interface BatchesDeps {
  readonly source: BatchSource;
  readonly settings: () => AnalysisSettings;
  readonly slicing: Omit<Slicing, 'signal'>;
  /** Delivers to the webview, if there is one that listens. */
  readonly post: (message: ComparisonHostMessage) => void;
  /** For the tab. */
  readonly onDidShow: (title: string) => void;
}

interface Seen {
  readonly subject: BatchesSubject;
  readonly refs: readonly RunRef[];
  readonly title: string;
  readonly view: BatchesView;
  /** All of it, as JSON. */
  readonly told: string;
}

/** A comparison of two batches: loads the runs of both, follows them, and tells the page. Knows nothing of VS Code. */
export class BatchesSession {
  readonly #deps: BatchesDeps;
  readonly #subscription: { dispose(): void };
  readonly #keys = new Numbering();
  readonly #looking: Looking<Seen>;
  readonly #forks: ForkFinder;
  readonly #loads: Loads = { limit: firstLimit, stopped: false };
  #subject: BatchesSubject;
  #runs = new Map<number, RunRef>();
  #view: BatchesView | undefined;
  #told = '';
  #generation = 0;
  #loading = false;
  #ready = false;
  #waiting = false;
  #disposed = false;

  constructor(subject: BatchesSubject, deps: BatchesDeps) {
    this.#subject = subject;
    this.#deps = deps;
    this.#looking = new Looking({
      ...{ look: () => this.#look(), take: (seen) => this.#take(seen), slicing: deps.slicing },
    });
    this.#forks = new ForkFinder(deps.slicing, () => this.#later());
    this.#subscription = deps.source.onDidChange((change) => {
      const changed = placeOfChange(change);
      const concerns = ({ path }: Place) => changed.path.length < path.length;
      if (this.#places().some((place) => keyOf(place) === keyOf(changed) || concerns(place))) this.#later();
    });
    this.#looking.look();
    void this.#load('open');
  }

  get subject(): BatchesSubject {
    return this.#subject;
  }

  /** The first snapshot, for the page itself, when runs of both are known already. */
  first(): BatchesMessage | undefined {
    return this.#hasBoth() ? this.#snapshot() : undefined;
  }

  ready(generation: number | undefined): void {
    this.#ready = true;
    if (generation === undefined || generation !== this.#generation) this.#send();
  }

  pageGone(): void {
    this.#ready = false;
  }

  settingsChanged(): void {
    this.#later();
  }

  retry(): void {
    void this.#load('refresh');
  }

  /** The batches change places. */
  swap(): void {
    const { before, now } = this.#subject;
    this.#subject = { kind: 'batches', before: now, now: before };
    this.#looking.look();
  }

  /** The run that the page names by this number. */
  find(run: number): RunRef | undefined {
    return this.#runs.get(run);
  }

  /** Both, with their runs, for whoever carries the comparison out of the editor. */
  batches(): readonly [before: ComparedBatch, now: ComparedBatch] {
    const { before, now } = this.#subject;
    return [this.#batch(before), this.#batch(now)];
  }

  /** What is known of the batches besides their runs. */
  circumstances(before: readonly RunItem[], now: readonly RunItem[]) {
    const { source } = this.#deps;
    const otherCases = areOtherCases(this.#subject, before, now);
    return {
      before: setupOf(source, this.#subject.before),
      now: setupOf(source, this.#subject.now),
      otherCases,
    };
  }

  dispose(): void {
    this.#disposed = true;
    this.#looking.dispose();
    this.#forks.dispose();
    this.#loads.stopped = true;
    this.#subscription.dispose();
  }

  #places(): readonly Place[] {
    return [this.#subject.before, this.#subject.now];
  }

  async #load(how: 'open' | 'refresh'): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    this.#looking.look();
    const { source } = this.#deps;
    try {
      await Promise.all(
        this.#places().map(async (place) => {
          if (how === 'open') await source.open(place);
          else await source.refresh(place, { anew: true });
          await loadRuns(source, place, this.#loads);
        }),
      );
      for (const place of this.#places()) await this.#loadNames(place);
    } finally {
      this.#loading = false;
      this.#looking.look();
    }
  }

  /** After a reload of the window the tree may not have brought what is above a batch. */
  async #loadNames({ connection, path }: Place): Promise<void> {
    for (let depth = 1; depth <= path.length && !this.#disposed; depth++) {
      const known = this.#deps.source.collection({ connection, path: path.slice(0, depth) });
      if (!known) await this.#deps.source.open({ connection, path: path.slice(0, depth - 1) });
    }
  }

  /** Several changes come at once with an answer. */
  #later(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      this.#looking.look();
    });
  }

  #batch(place: Place): ComparedBatch {
    const listing = this.#deps.source.listing(place);
    const runs = listing ? runsOf(listing) : [];
    const { title, trail } = namesOf(this.#deps.source, place, runs);
    return { title, trail, runs };
  }

  *#look(): Work<Seen> {
    const subject = this.#subject;
    const [first, second] = this.batches();
    const isPart = this.#places().some((place) => this.#deps.source.listing(place)?.next !== undefined);
    const circumstances = this.circumstances(first.runs, second.runs);
    const forks = circumstances.otherCases ? undefined : this.#forksOf(first.runs, second.runs);
    const view = yield* batchesView(first, second, {
      ...{ ...circumstances, forks, isPart },
      ...{ settings: this.#deps.settings(), loading: this.#loading, keys: this.#keys },
    });
    yield;
    const refs = [...first.runs, ...second.runs].map(({ ref }) => ref);
    const title = `${first.title} → ${second.title}`;
    return { subject, refs, title, view, told: JSON.stringify([view, this.#problem(), subject]) };
  }

  #take({ subject, refs, title, view, told }: Seen): void {
    // They have changed places meanwhile: the next look is under way.
    if (subject !== this.#subject) return;
    this.#runs = new Map(refs.map((ref) => [this.#keys.of(runIdOf(ref)), ref]));
    if (told === this.#told) return;
    this.#told = told;
    this.#view = view;
    this.#generation++;
    this.#deps.onDidShow(title);
    this.#send();
  }

  /** While runs still come, all work would be done again with the next ones. */
  #forksOf(before: readonly RunItem[], now: readonly RunItem[]): ForksOfTwo | undefined {
    const { similarityThreshold } = this.#deps.settings();
    return this.#loading ? this.#forks.last : this.#forks.of(before, now, similarityThreshold);
  }

  #problem() {
    const failure = this.#places()
      .map((place) => this.#deps.source.listing(place)?.failure)
      .find((each) => each !== undefined);
    return failure && problemOf(asProviderError(failure));
  }

  #hasBoth(): boolean {
    return this.batches().every(({ runs }) => runs.length > 0);
  }

  #send(): void {
    if (!this.#ready || this.#disposed) return;
    const problem = this.#problem();
    const subject = this.#subject;
    const snapshot = this.#snapshot();
    if (!this.#hasBoth() && problem && snapshot) {
      const title = snapshot.view.sides.map((side) => side.title).join(' → ');
      this.#deps.post({ type: 'failed', subject, title, problem });
    } else if (!snapshot || (!this.#hasBoth() && this.#loading))
      this.#deps.post({ type: 'loading', subject });
    else this.#deps.post(snapshot);
  }

  #snapshot(): BatchesMessage | undefined {
    const view = this.#view;
    if (!view) return undefined;
    return {
      ...{ type: 'batches', subject: this.#subject, generation: this.#generation, view },
      problem: this.#problem(),
    };
  }
}

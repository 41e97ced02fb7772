import type { AnalysisSettings } from '../../analysis/settings.ts';
import { inSlices, type Slicing } from '../../analysis/slices.ts';
import { trendWork, type Trend } from '../../analysis/trend/trend.ts';
import { asProviderError } from '../../core/provider/providerError.ts';
import type { Place } from '../../core/run/refs.ts';
import { placeOfChange, type StoreChange } from '../../core/store/change.ts';
import { keyOf } from '../../core/store/listing.ts';
import type { SeriesBatches } from '../../services/trend/batchesOver.ts';
import { seriesPlace } from '../../services/trend/batchesOver.ts';
import { answerTo } from '../answering.ts';
import { firstLimit, loadRuns, type Loads } from '../batch/loading.ts';
import { namesOf } from '../batch/names.ts';
import { Numbering } from '../batch/numbering.ts';
import type { BatchSource } from '../batch/source.ts';
import type { Asked, Problem } from '../protocol.ts';
import { problemOf } from '../run/view.ts';
import { criteriaFrom, trendAnswers } from './answers.ts';
import type { TrendHostMessage, TrendMessage } from './protocol.ts';
import { mostPoints, trendPicture, type TrendPicture } from './trendView.ts';

export interface TrendDeps {
  readonly source: BatchSource;
  /** The batches as they are known by now. */
  readonly read: (place: Place) => Promise<SeriesBatches>;
  /** Whether this host has an archive to keep runs in. */
  readonly canKeep: boolean;
  readonly settings: () => AnalysisSettings;
  readonly slicing: Omit<Slicing, 'signal'>;
  /** Delivers to the webview, if there is one that listens. */
  readonly post: (message: TrendHostMessage) => void;
  /** For the tab. */
  readonly onDidShow: (title: string) => void;
}

/** What leaves the editor of a trend. */
export interface ShownTrend {
  /** From the connection down to the scenario or task. */
  readonly titles: readonly string[];
  readonly trend: Trend;
}

/** One trend's conversation with its page: reads the batches, follows them, and tells the page. Knows nothing of VS Code. */
export class TrendSession {
  readonly place: Place;
  readonly #deps: TrendDeps;
  readonly #subscription: { dispose(): void };
  readonly #keys = new Numbering();
  readonly #loads: Loads = { limit: firstLimit, stopped: false };
  readonly #disposed = new AbortController();
  #places = new Map<number, Place>();
  #picture: TrendPicture | undefined;
  #shown: ShownTrend | undefined;
  #told = '';
  #generation = 0;
  #loading = false;
  #ready = false;
  #isReading = false;
  #isOutdated = false;
  /** The last reading ended with it. */
  #defect: Problem | undefined;

  constructor(place: Place, deps: TrendDeps) {
    this.place = place;
    this.#deps = deps;
    this.#subscription = deps.source.onDidChange((change) => this.#follow(change));
    void this.#load('open');
  }

  ready(): void {
    this.#ready = true;
    this.#send();
  }

  /** The page is about to be rebuilt or hidden: wait for its next `ready`. */
  pageGone(): void {
    this.#ready = false;
  }

  /** Batches may be otherwise now, or are to be analysed otherwise. */
  changed(): void {
    void this.#look();
  }

  retry(): void {
    this.#loads.stopped = false;
    void this.#load('refresh');
  }

  answer(asked: Asked): void {
    // A question about an older snapshot needs no answer: the newer one is on its way.
    if (asked.generation !== this.#generation || !this.#picture) return;
    const answer = answerTo(trendAnswers, asked, this.#picture.criteria);
    if (answer) this.#post(answer);
  }

  /** Where the batch is that the page names by this number. */
  find(batch: number): Place | undefined {
    return this.#places.get(batch);
  }

  /** What can change by itself: the list of batches, and the newest ones that still run. */
  followed(): Place[] {
    const running = this.#shown?.trend.points.filter(({ unfinished }) => unfinished > 0) ?? [];
    const places = running
      .slice(-mostFollowed)
      .flatMap(({ id }) => this.#places.get(this.#keys.of(id)) ?? []);
    return [this.#series(), ...places];
  }

  /** For whoever carries it out of the editor; `undefined` while nothing has been read. */
  shown(): ShownTrend | undefined {
    return this.#shown;
  }

  dispose(): void {
    this.#disposed.abort();
    this.#loads.stopped = true;
    this.#subscription.dispose();
  }

  #series(): Place {
    return seriesPlace(this.place, this.#deps.source.collection(this.place));
  }

  async #load(how: 'open' | 'refresh'): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    const { source } = this.#deps;
    try {
      await this.#loadNames();
      const series = this.#series();
      if (how === 'open') await source.open(series);
      else await source.refresh(series, { anew: true });
      void this.#look();
      await loadRuns(source, series, this.#loads);
    } finally {
      this.#loading = false;
      void this.#look();
    }
  }

  /** A page that came back after a reload knows its scenario before the tree knows what is above it. */
  async #loadNames(): Promise<void> {
    const { connection, path } = this.place;
    for (let depth = 1; depth <= path.length && !this.#isDisposed; depth++) {
      const known = this.#deps.source.collection({ connection, path: path.slice(0, depth) });
      if (!known) await this.#deps.source.open({ connection, path: path.slice(0, depth - 1) });
    }
  }

  #follow(change: StoreChange): void {
    const changed = placeOfChange(change);
    const series = this.#series();
    const depth = Math.min(changed.path.length, series.path.length);
    const start = ({ connection, path }: Place) => keyOf({ connection, path: path.slice(0, depth) });
    if (start(changed) !== start(series)) return;
    const batches = this.#deps.source.listing(series)?.items.length ?? 0;
    if (batches >= mostPoints) this.#loads.stopped = true;
    void this.#look();
  }

  /** Changes that come while batches are read count for the next reading. */
  async #look(): Promise<void> {
    this.#isOutdated = true;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#isOutdated && !this.#isDisposed) {
        this.#isOutdated = false;
        await this.#read();
      }
    } catch (error) {
      if (this.#isDisposed) return;
      // The archive could not be read, say: the page must not wait for ever.
      this.#defect = problemOf(asProviderError(error));
      this.#told = '';
      this.#send();
    } finally {
      this.#isReading = false;
    }
  }

  async #read(): Promise<void> {
    const { source, read, settings, slicing, canKeep } = this.#deps;
    const { batches, unread, isPart } = await read(this.place);
    const { signal } = this.#disposed;
    const work = trendWork(
      batches.map(({ batch }) => batch),
      settings(),
    );
    const trend = await inSlices(work, { ...slicing, signal });
    this.#defect = undefined;
    const { title, trail } = namesOf(source, this.#series(), []);
    this.#shown = { titles: [...trail, title], trend };
    this.#places = new Map(batches.map(({ batch, place }) => [this.#keys.of(batch.id), place]));
    const about = { title, trail, unread, isPart, canKeep, loading: this.#loading, keys: this.#keys };
    this.#picture = trendPicture(trend, about);
    const told = JSON.stringify([this.#picture, this.#problem()]);
    if (told === this.#told) return;
    this.#told = told;
    this.#generation++;
    this.#deps.onDidShow(title);
    this.#send();
  }

  get #isDisposed(): boolean {
    return this.#disposed.signal.aborted;
  }

  #problem(): Problem | undefined {
    if (this.#defect) return this.#defect;
    const failure = this.#deps.source.listing(this.#series())?.failure;
    return failure && problemOf(asProviderError(failure));
  }

  #post(message: TrendHostMessage): void {
    if (this.#ready && !this.#isDisposed) this.#deps.post(message);
  }

  #send(): void {
    const { place } = this;
    const picture = this.#picture;
    const problem = this.#problem();
    const isEmpty = !picture || picture.view.points.length === 0;
    if (isEmpty && this.#loading && !this.#defect) this.#post({ type: 'loading', place });
    else if (isEmpty && problem) {
      const { title } = namesOf(this.#deps.source, this.#series(), []);
      this.#post({ type: 'failed', place, title, problem });
    } else if (picture) this.#post(this.#snapshot(picture));
    else this.#post({ type: 'loading', place });
  }

  #snapshot({ view, criteria }: TrendPicture): TrendMessage {
    return {
      ...{ type: 'trend', place: this.place, generation: this.#generation, view },
      ...{ criteria: criteriaFrom(criteria, 0), problem: this.#problem() },
    };
  }
}

/** More batches at once would use up the request budget. */
const mostFollowed = 5;

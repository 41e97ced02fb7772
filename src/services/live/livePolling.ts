/** Live refresh of one window: what is shown and unfinished is asked for again. Loaded with the first answer. */
import { budgetPerMinute, reserve, usedOf, type SharedState } from '../../core/live/ledger.ts';
import { NewFailures } from '../../core/live/newFailures.ts';
import { Poller } from '../../core/live/poller.ts';
import { nameOf, Revisions } from '../../core/live/revision.ts';
import { Looks } from '../../core/live/looks.ts';
import { targetsOf, type PolledConnection, type TargetsDeps } from '../../core/live/targets.ts';
import { statusWords } from '../../core/live/words.ts';
import { placeOfChange } from '../../core/store/change.ts';
import type { Collection } from '../../core/run/run.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Visible } from '../visible.ts';
import { pauseFor } from '../pauseFor.ts';
import { Booking } from './booking.ts';
import { windowClock } from './windowClock.ts';
import type { WatchedList } from './watched.ts';
import { Watches } from './watches.ts';

/** Where the window says what live refresh found. */
export interface LiveNews {
  /** How fresh the rows are, in words; empty when there is nothing to say. */
  freshness(words: string): void;
  /** Failures that came while nobody looked. */
  newFailures(count: number): void;
  /** Rows that tell how long something takes may say something else now. */
  minutePassed(): void;
}

/** Of one service, in the last minute. */
export interface Budget {
  readonly used: number;
  readonly of: number;
  /** The windows of this machine count together; each for itself otherwise. */
  readonly overAllWindows: boolean;
}

/** A clock that was set back must not hold anybody up for long. */
const longestWaitMs = 60_000;

type Subscribe = (listener: () => void) => { dispose(): void };

export interface LivePollingDeps {
  readonly store: RunStore;
  readonly visible: Visible;
  readonly watched: WatchedList;
  readonly connection: (id: string) => PolledConnection | undefined;
  /** Collections of a connection that are known without a request. */
  readonly pinned: (connection: string) => readonly Collection[];
  readonly settings: { autoRefresh(): boolean; pageSize(): number };
  /** After settings or connections changed. */
  readonly onDidChange: readonly Subscribe[];
  /** The ledger of all windows, or of this one. @param window this one among all, in letters and digits */
  readonly shared: (window: string) => SharedState;
  readonly news: LiveNews;
  readonly defect: (where: string, error: unknown) => void;
}

export class LivePolling {
  readonly watches: Watches;
  readonly #deps: LivePollingDeps;
  readonly #shared: SharedState;
  readonly #poller: Poller;
  readonly #failures = new NewFailures();
  readonly #booking: Booking;
  readonly #closing = new AbortController();
  readonly #subscriptions: { dispose(): void }[];
  readonly #targets: TargetsDeps;
  readonly #looks: Looks;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #minute = 0;

  constructor(deps: LivePollingDeps) {
    this.#deps = deps;
    const window = crypto.randomUUID().slice(-12);
    const { store, visible, watched, settings, defect } = deps;
    this.#shared = deps.shared(window);
    this.#booking = new Booking(this.#shared, Date.now);
    this.#targets = {
      store,
      revisions: new Revisions(),
      connection: deps.connection,
      pageSize: () => settings.pageSize(),
      signal: this.#closing.signal,
    };
    const { revisions, connection } = this.#targets;
    this.#looks = new Looks({ store, revisions, connection, pinned: deps.pinned });
    this.watches = new Watches({ watched, store, changed: () => this.#later(), defect });
    this.#poller = new Poller({
      window,
      clock: windowClock,
      random: Math.random,
      shared: this.#shared,
      targets: () => this.#shownTargets(),
      claimed: (origin, requests) => this.#booking.claimed(origin, requests),
    });
    const later = () => this.#later();
    const ticker = setInterval(() => this.#tick(), 1000);
    this.#subscriptions = [
      store.onDidChange((change) => {
        const listing = store.listing(placeOfChange(change));
        if (listing) this.#failures.note(listing);
        this.#tellFailures();
        this.watches.check();
        later();
      }),
      visible.onDidChange(() => {
        this.#tellFailures();
        later();
      }),
      ...deps.onDidChange.map((subscribe) =>
        subscribe(() => {
          this.#looks.forgive();
          later();
        }),
      ),
      { dispose: () => clearInterval(ticker) },
    ];
    for (const listing of store.listings()) this.#failures.note(listing);
    later();
  }

  /** Requests of the last minute to an origin, and how many polling may take up to. */
  async budget(connection: string): Promise<Budget | undefined> {
    const polled = this.#deps.connection(connection);
    if (!polled) return undefined;
    const used = await this.#shared.update((state) => [
      state,
      usedOf(state, nameOf(polled.origin), Date.now()),
    ]);
    return { used, of: budgetPerMinute(polled.advice), overAllWindows: this.#shared.isShared };
  }

  /**
   * Waits until the budget has room for one request to a connection's service, and takes it.
   * @returns to be called when the request is done
   * @throws the signal's reason
   */
  async turn(connection: string, signal: AbortSignal): Promise<() => void> {
    const polled = this.#deps.connection(connection);
    if (!polled) return () => undefined;
    const origin = nameOf(polled.origin);
    for (;;) {
      signal.throwIfAborted();
      const until = await this.#shared.update((state) =>
        reserve(state, { origin, now: Date.now(), advice: polled.advice }),
      );
      if (until === undefined) return this.#booking.claimed(origin, 1);
      await pauseFor(Math.min(until - Date.now(), longestWaitMs), signal);
    }
  }

  /** Counts a request to a service before it is sent. */
  async book(origin: string): Promise<void> {
    await this.#booking.book(nameOf(origin));
  }

  dispose(): void {
    this.#closing.abort();
    clearTimeout(this.#soon);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#poller.dispose();
    this.watches.dispose();
  }

  /** Many things change at once when an answer comes. */
  #later(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#poller.update();
    }, 50);
  }

  #shownTargets() {
    const { visible, settings } = this.#deps;
    const watched = this.watches.wanted();
    const on = settings.autoRefresh();
    const shown = on && visible.treeInSight ? visible.places() : [];
    const places = [...shown, ...this.#looks.followed(shown), ...(on ? visible.batches() : [])];
    const runs = on ? visible.runs() : [];
    return [
      ...targetsOf([...places, ...watched.places], [...runs, ...watched.runs], this.#targets),
      ...this.#looks.targets(shown),
    ];
  }

  #tick(): void {
    const { visible, news } = this.#deps;
    if (!visible.treeInSight) return;
    const status = this.#poller.status();
    news.freshness(status ? statusWords(status, Date.now()) : '');
    const minute = Math.floor(Date.now() / 60_000);
    if (minute === this.#minute) return;
    this.#minute = minute;
    news.minutePassed();
  }

  /** Failures that came while the view was hidden, until somebody looks. */
  #tellFailures(): void {
    if (this.#deps.visible.treeInSight) this.#failures.seen();
    this.#deps.news.newFailures(this.#failures.count);
  }
}

/** Live refresh of one window: what is shown and unfinished is asked for again. Loaded with the first answer. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { usualAdvice } from '../../core/live/interval.ts';
import { budgetPerMinute, usedOf, type SharedState } from '../../core/live/ledger.ts';
import { NewFailures } from '../../core/live/newFailures.ts';
import { Poller } from '../../core/live/poller.ts';
import { nameOf, Revisions } from '../../core/live/revision.ts';
import { targetsOf, type PolledConnection, type TargetsDeps } from '../../core/live/targets.ts';
import { statusWords } from '../../core/live/words.ts';
import { OwnLedger } from '../../core/live/memory.ts';
import { placeOfChange } from '../../core/store/change.ts';
import type { App } from '../../vscode/app.ts';
import { windowClock } from './refreshClock.ts';
import { FileLedger } from './refreshLedger.ts';
import { Watches } from '../../vscode/live/watch.ts';

export class LiveRefresh {
  readonly watches: Watches;
  readonly #app: App;
  readonly #shared: SharedState;
  readonly #poller: Poller;
  readonly #failures = new NewFailures();
  readonly #requests = new Map<string, number>();
  readonly #closing = new AbortController();
  readonly #subscriptions: { dispose(): void }[];
  readonly #targets: TargetsDeps;
  #soon: NodeJS.Timeout | undefined;
  #minute = 0;

  constructor(app: App) {
    this.#app = app;
    const window = randomBytes(6).toString('hex');
    const { storage, store, treeView, settings } = app;
    this.#shared =
      storage.scheme === 'file' ? new FileLedger(join(storage.fsPath, 'live'), window) : new OwnLedger();
    this.#targets = {
      store,
      revisions: new Revisions(),
      connection: (id) => this.#connection(id),
      pageSize: () => settings.pageSize(),
      signal: this.#closing.signal,
    };
    this.watches = new Watches(app, () => this.#later());
    this.#poller = new Poller({
      window,
      clock: windowClock,
      random: Math.random,
      shared: this.#shared,
      targets: () => this.#shownTargets(),
      requestsTo: (origin) => this.#take(origin),
    });
    const later = () => this.#later();
    const ticker = setInterval(() => this.#tick(), 1000);
    this.#subscriptions = [
      store.onDidChange((change) => {
        const listing = store.listing(placeOfChange(change));
        if (listing) this.#failures.note(listing);
        this.#badge();
        this.watches.check();
        later();
      }),
      treeView.onDidChangeVisibility(() => {
        this.#badge();
        later();
      }),
      ...[treeView.onDidExpandElement(later), treeView.onDidCollapseElement(later)],
      ...[app.panels.onDidChange(later), settings.onDidChange(later), app.connections.onDidChange(later)],
      app.log.onDidRequest(({ origin }) => {
        const name = nameOf(origin);
        this.#requests.set(name, (this.#requests.get(name) ?? 0) + 1);
      }),
      { dispose: () => clearInterval(ticker) },
    ];
    for (const listing of store.listings()) this.#failures.note(listing);
    later();
  }

  /** Requests of the last minute to an origin by all windows, and how many polling may take up to. */
  async budget(connection: string): Promise<{ readonly used: number; readonly of: number } | undefined> {
    const polled = this.#connection(connection);
    if (!polled) return undefined;
    const used = await this.#shared.update((state) => [
      state,
      usedOf(state, nameOf(polled.origin), Date.now()),
    ]);
    return { used, of: budgetPerMinute(polled.advice) };
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
    const { treeView, tree, panels, settings } = this.#app;
    const watched = this.watches.wanted();
    const on = settings.autoRefresh();
    const places = on && treeView.visible ? tree.shown() : [];
    const runs = on ? panels.visible() : [];
    return targetsOf([...places, ...watched.places], [...runs, ...watched.runs], this.#targets);
  }

  #connection(id: string): PolledConnection | undefined {
    const { connections, view } = this.#app;
    const connection = connections.get(id);
    if (!connection || !URL.canParse(connection.baseUrl)) return undefined;
    const { sort, service } = view.options;
    const provider = connections.providerOf(connection);
    const grouping = view.groupingOf(connection, provider);
    return {
      origin: new URL(connection.baseUrl).origin,
      advice: provider?.polling ?? usualAdvice,
      question: JSON.stringify([connection.baseUrl, connection.projectId, sort, service, grouping]),
    };
  }

  #take(origin: string): number {
    const count = this.#requests.get(origin) ?? 0;
    this.#requests.delete(origin);
    return count;
  }

  #tick(): void {
    const { treeView, note, tree } = this.#app;
    if (!treeView.visible) return;
    const status = this.#poller.status();
    note.setLive(status ? statusWords(status, Date.now()) : '');
    const minute = Math.floor(Date.now() / 60_000);
    if (minute === this.#minute) return;
    this.#minute = minute;
    tree.renderTimes();
  }

  /** Failures that came while the view was hidden, until somebody looks. */
  #badge(): void {
    const { treeView } = this.#app;
    if (treeView.visible) this.#failures.seen();
    const { count } = this.#failures;
    if ((treeView.badge?.value ?? 0) === count) return;
    const tooltip = count === 1 ? '1 new failed run' : `${count} new failed runs`;
    treeView.badge = count > 0 ? { value: count, tooltip } : undefined;
  }
}

/** Watching: one notification when a simulation, task or run ends, and a status bar item until then. */
import * as vscode from 'vscode';
import type { Place } from '../../core/run/refs.ts';
import { isAborted } from '../../core/provider/providerError.ts';
import type { RunRef } from '../../core/run/run.ts';
import { endingOfCollection, endingOfRun, type Ending } from '../../core/live/watching.ts';
import type { App } from '../app.ts';
import { keyOfWatched, type Watched } from '../../services/live/watched.ts';

export class Watches {
  readonly #app: App;
  readonly #changed: () => void;
  readonly #subscription: { dispose(): void };
  readonly #closing = new AbortController();
  /** Being loaded for the first time. */
  readonly #opening = new Set<string>();
  #item: vscode.StatusBarItem | undefined;

  /** @param changed after something came or went that is to be polled */
  constructor(app: App, changed: () => void) {
    this.#app = app;
    this.#changed = changed;
    this.#subscription = app.watched.onDidChange(() => this.#show());
    this.#show();
    for (const watched of app.watched.ids()) void this.#open(watched);
  }

  /** What is to be asked for even while nothing is visible. */
  wanted(): { readonly places: readonly Place[]; readonly runs: readonly RunRef[] } {
    const ids = this.#app.watched.ids();
    return {
      places: ids.filter(({ run }) => run === undefined),
      runs: ids.flatMap(({ run, ...place }) => (run === undefined ? [] : [{ ...place, run }])),
    };
  }

  /** Begins to watch, or says at once how it has ended. */
  async watch(watched: Watched): Promise<void> {
    await this.#open(watched);
    const ending = this.#endingOf(watched);
    if (ending) {
      await this.#say(ending, 'It has ended already. ');
      return;
    }
    await this.#app.watched.add(watched);
  }

  /** Tells of what has ended, each once. */
  check(): void {
    for (const watched of this.#app.watched.ids()) {
      const ending = this.#endingOf(watched);
      if (!ending) continue;
      void this.#app.watched.remove(watched);
      if (this.#app.settings.notifications()) void this.#say(ending);
    }
  }

  /** What people call it. */
  nameOf({ connection, path, run }: Watched): string {
    const { store } = this.#app;
    const titles = store.titles({ connection, path }).slice(1);
    const title = run === undefined ? undefined : store.peek({ connection, path, run })?.title;
    return [...titles, title].filter(Boolean).join(', ') || 'Watched runs';
  }

  dispose(): void {
    this.#closing.abort();
    this.#subscription.dispose();
    this.#item?.dispose();
  }

  #endingOf(watched: Watched): Ending | undefined {
    const { store } = this.#app;
    const { run, ...place } = watched;
    if (run !== undefined) {
      const item = store.peek({ ...place, run });
      return (
        item &&
        endingOfRun(
          item,
          store
            .trail({ ...place, run })
            .slice(1)
            .join(', '),
        )
      );
    }
    const listing = store.listing(place);
    return listing && endingOfCollection(listing, store.collection(place), this.nameOf(watched));
  }

  /** Loads what is not loaded yet, so that there is something to follow. */
  async #open(watched: Watched): Promise<void> {
    const { store, log } = this.#app;
    const key = keyOfWatched(watched);
    const { run, ...place } = watched;
    if (this.#opening.has(key)) return;
    this.#opening.add(key);
    try {
      if (run === undefined) await store.open(place);
      else await store.load({ ...place, run }, this.#closing.signal);
    } catch (error) {
      if (!isAborted(error)) log.defect('watch', error);
    } finally {
      this.#opening.delete(key);
    }
    this.#changed();
  }

  async #say({ sentence, failure }: Ending, prefix = ''): Promise<void> {
    const open = 'Open First Failure';
    const never = 'Do Not Show Again';
    const buttons = [...(failure ? [open] : []), ...(prefix ? [] : [never])];
    const choice = await vscode.window.showInformationMessage(`${prefix}${sentence}`, ...buttons);
    if (choice === open && failure) await this.#app.panels.open(failure, 'keep');
    if (choice === never) await this.#app.settings.setNotifications(false);
  }

  #show(): void {
    const ids = this.#app.watched.ids();
    this.#app.tree.render();
    this.#changed();
    if (ids.length === 0) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= this.#makeItem();
    const [first] = ids;
    this.#item.text = `$(eye) ${ids.length === 1 && first ? this.nameOf(first).slice(0, 40) : `${ids.length} watched`}`;
    this.#item.tooltip = `Agent Runs: watching ${ids.map((each) => this.nameOf(each)).join('; ')}. Click to stop.`;
    this.#item.show();
  }

  #makeItem(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem('agentRuns.watching', vscode.StatusBarAlignment.Left, 0);
    item.name = 'Watched Agent Runs';
    item.command = 'agentRuns.unwatch';
    return item;
  }
}

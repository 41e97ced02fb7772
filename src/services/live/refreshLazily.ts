import type { App } from '../../vscode/app.ts';
import type { LiveRefresh } from './refresh.ts';

/** Live refresh and watching, loaded when there is first something to be refreshed or watched. */
export class LazyRefresh {
  #loading: Promise<LiveRefresh> | undefined;
  #live: LiveRefresh | undefined;
  #first: { dispose(): void } | undefined;

  /** Begins with the first answer of any service, or at once for what was watched before a reload. */
  follow(app: App): this {
    const load = () => void this.of(app).catch((error: unknown) => app.log.defect('refresh', error));
    this.#first = app.store.onDidChange(load);
    if (app.watched.ids().length > 0) load();
    return this;
  }

  of(app: App): Promise<LiveRefresh> {
    this.#first?.dispose();
    this.#loading ??= this.#load(app);
    return this.#loading;
  }

  dispose(): void {
    this.#first?.dispose();
    this.#live?.dispose();
  }

  async #load(app: App): Promise<LiveRefresh> {
    const { LiveRefresh } = await import('./refresh.ts');
    this.#live = new LiveRefresh(app);
    return this.#live;
  }
}

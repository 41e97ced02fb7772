/** The door to the archive: loaded with the first answer of a service, and gone as long as the setting is off. */
import type { ArchivePort } from '../../core/store/archivePort.ts';
import { noneArchived } from '../../core/store/listing.ts';
import type { App } from '../../vscode/app.ts';
import type { Archiving } from './archiving.ts';

export class LazyArchive implements ArchivePort {
  #app: App | undefined;
  #opening: Promise<Archiving | undefined> | undefined;
  #open: Archiving | undefined;
  #settings = '';
  readonly #subscriptions: { dispose(): void }[] = [];

  follow(app: App): this {
    this.#app = app;
    this.#settings = JSON.stringify(app.settings.archive());
    this.#subscriptions.push(
      app.store.onDidChange(() => void this.get()),
      app.settings.onDidChange(() => this.#settingsChanged(app)),
    );
    return this;
  }

  /** `undefined` while the archive is off, or where there is no folder for it. Never rejects. */
  async get(): Promise<Archiving | undefined> {
    const app = this.#app;
    if (!app?.settings.archive().on || app.storage.scheme !== 'file') return undefined;
    this.#opening ??= import('../../vscode/archive/openArchiving.ts')
      .then(({ openArchiving }) => openArchiving(app))
      .catch((error: unknown) => {
        app.log.defect('archive', error);
        return undefined;
      });
    const opening = this.#opening;
    const open = await opening;
    // It may have been turned off in the meantime.
    if (opening !== this.#opening) return undefined;
    return (this.#open = open);
  }

  read: ArchivePort['read'] = async (...question) => (await this.get())?.rows.read(...question);
  run: ArchivePort['run'] = async (ref) => (await this.get())?.rows.run(ref);
  beside: ArchivePort['beside'] = (listing) => this.#open?.rows.beside(listing) ?? noneArchived;
  settle: ArchivePort['settle'] = (...answer) => this.#open?.rows.settle(...answer);
  gone: ArchivePort['gone'] = (run) => this.#open?.rows.gone(run);
  forget: ArchivePort['forget'] = (connection) => this.#open?.rows.forget(connection);

  /** Closes the archive, which opens again with the next need. What came from it leaves the view. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    this.#open = undefined;
    this.#app?.store.readArchive();
    await (await opening)?.dispose();
  }

  async dispose(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#app = undefined;
    await this.close();
  }

  #settingsChanged(app: App): void {
    const settings = JSON.stringify(app.settings.archive());
    if (settings === this.#settings) return;
    this.#settings = settings;
    void this.close();
  }
}

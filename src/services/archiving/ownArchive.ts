/** The archive of this machine: opened with the first need of it, and gone as long as the setting is off. */
import type { Archive, ArchiveOptions } from '../../archive/archive.ts';
import type { RemovalAnswer, RemovalQuestion } from '../../archive/removal.ts';
import type { ArchiveTrouble } from '../../archive/trouble.ts';
import { derivationOf } from '../../core/provider/derivation.ts';
import { lazy } from '../../core/kit/lazy.ts';
import { Signal } from '../../core/kit/signal.ts';
import type { ArchivePort } from '../../core/store/archivePort.ts';
import { noneArchived } from '../../core/store/listing.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Archiving, ArchivingDeps } from './archiving.ts';
import { nothingKept, type KeptPlace } from './keptBatches.ts';

export interface ArchiveSettings {
  /** `days` is `undefined` to keep runs for ever. */
  archive(): { readonly on: boolean; readonly days: number | undefined; readonly megabytes: number };
  onDidChange(listener: () => void): { dispose(): void };
}

export interface OwnArchiveDeps extends Omit<ArchivingDeps, 'archive'> {
  readonly settings: ArchiveSettings;
  /** Opens the archive of this machine; `undefined` where there can be none. */
  readonly open: ((options: Omit<ArchiveOptions, 'folder' | 'worker'>) => Promise<Archive>) | undefined;
}

export type AskAboutRemoval = (question: RemovalQuestion) => Promise<RemovalAnswer>;

export class OwnArchive implements ArchivePort {
  readonly #deps: OwnArchiveDeps;
  readonly #archiving = lazy(() => this.#open());
  readonly #opened = new Signal<Archiving>();
  readonly #closed = new Signal<void>();
  readonly #trouble = new Signal<ArchiveTrouble>();
  /** Reasons that were told in this session: trouble in the background is told once. */
  readonly #told = new Set<ArchiveTrouble['reason']>();
  #askAboutRemoval: AskAboutRemoval = () => Promise.resolve('later');
  readonly #subscription: { dispose(): void };
  #settings: string;

  readonly onDidOpen = this.#opened.on;
  /** It was turned off or cleared, or opens anew with other settings: what came from it is out of date. */
  readonly onDidClose = this.#closed.on;
  /** Each kind of trouble once in a session, however often the archive is opened. */
  readonly onDidMeetTrouble = this.#trouble.on;

  constructor(deps: OwnArchiveDeps) {
    this.#deps = deps;
    this.#settings = JSON.stringify(deps.settings.archive());
    this.#subscription = deps.settings.onDidChange(() => this.#settingsChanged());
  }

  /** Whether there can be one in this host, on or off. */
  get isPossible(): boolean {
    return this.#deps.open !== undefined;
  }

  get isOn(): boolean {
    return this.#deps.settings.archive().on;
  }

  /** `undefined` while the archive is off, or where there is no folder for it. Never rejects. */
  async get(): Promise<Archiving | undefined> {
    if (!this.isOn || !this.#deps.open) return undefined;
    // Also where it was turned off meanwhile; trouble was already told.
    return this.#archiving.get().catch(() => undefined);
  }

  /** The archive alone, e.g. to clear it while it is off. Whoever asks disposes of it. */
  async openAlone(): Promise<Archive> {
    const { settings, open, now, providers } = this.#deps;
    if (!open) throw new Error('There is no archive here.');
    const { days, megabytes } = settings.archive();
    const derivations = Object.fromEntries(providers.map((each) => [each.id, derivationOf(each)]));
    const archive = await open({ retention: { days, megabytes }, now, derivations });
    archive.onTrouble((trouble) => this.#meet(trouble));
    archive.onQuestion((question) => this.#askAboutRemoval(question));
    return archive;
  }

  /** What came from it is out of date. */
  noteCleared(): void {
    this.#archiving.loaded?.rows.clear();
    this.#closed.fire();
  }

  /** @param ask puts the question to a person, before most of the archive would be removed at once */
  askBeforeRemoval(ask: AskAboutRemoval): void {
    this.#askAboutRemoval = ask;
  }

  async hasAny(connections: readonly string[]): Promise<boolean> {
    return (await this.get())?.hasAny(connections) ?? false;
  }

  /** How the newest batches at or below a place went. Never rejects. */
  async kept(place: Place, grouping: string | undefined): Promise<KeptPlace> {
    return (await this.get())?.kept(place, grouping) ?? nothingKept;
  }

  read: ArchivePort['read'] = async (...question) => (await this.get())?.rows.read(...question);
  run: ArchivePort['run'] = async (ref) => (await this.get())?.rows.run(ref);
  archivedFor: ArchivePort['archivedFor'] = (listing) =>
    this.#archiving.loaded?.rows.archivedFor(listing) ?? noneArchived;
  noteAnswer: ArchivePort['noteAnswer'] = (...answer) => this.#archiving.loaded?.rows.noteAnswer(...answer);
  gone: ArchivePort['gone'] = (run) => this.#archiving.loaded?.rows.gone(run);
  forget: ArchivePort['forget'] = (connection) => this.#archiving.loaded?.rows.forget(connection);

  async dispose(): Promise<void> {
    this.#subscription.dispose();
    await this.#archiving.dispose();
  }

  async #open(): Promise<Archiving> {
    try {
      const [{ Archiving }, archive] = await Promise.all([import('./archiving.ts'), this.openAlone()]);
      const archiving = new Archiving({ ...this.#deps, archive });
      this.#opened.fire(archiving);
      void archiving.derive(pause);
      return archiving;
    } catch (error) {
      this.#deps.defect('archive', error);
      throw error;
    }
  }

  #meet(trouble: ArchiveTrouble): void {
    if (this.#told.has(trouble.reason)) return;
    this.#told.add(trouble.reason);
    this.#trouble.fire(trouble);
  }

  #settingsChanged(): void {
    const settings = JSON.stringify(this.#deps.settings.archive());
    if (settings === this.#settings) return;
    this.#settings = settings;
    const closing = this.#archiving.close();
    this.#closed.fire();
    void closing;
  }
}

/** Closing a window does not wait for this. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

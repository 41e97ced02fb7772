/**
 * What the program may ask of the archive: every run that was ever shown, on this machine, readable and searchable
 * without its service. Types only; `main.ts` opens one, and a worker does the work.
 */
import type { RemovalAnswer, RemovalQuestion } from './removal.ts';
import type { ArchiveTrouble } from './trouble.ts';
import type { Collection, Gone, Outcome, RunItem, RunRef } from '../core/run/run.ts';

export interface Archive {
  /**
   * Takes runs to be written soon, in the background. An item that was taken before costs nothing, and one whose
   * JSON is unchanged is only marked as seen. Never throws: trouble comes by {@link onTrouble}.
   * @param trail titles from the connection down to the runs' collection
   */
  keep(runs: readonly RunItem[], trail: readonly string[]): void;
  /** Takes collections, so that the tree can be drawn offline. */
  keepCollections(collections: readonly Collection[]): void;
  /** Resolves when all that was taken before is on disk (or could not be, which is told by {@link onTrouble}). */
  flush(): Promise<void>;
  /**
   * What is known below a place: newest first. A run is one by connection and run id, yet it may be kept in several
   * places (a task and an environment; a simulation and its tracked twin): each place lists it under its own path.
   */
  list(place: ArchivedPlace, limit: number): Promise<ArchivedListing>;
  /**
   * How the newest batches went that are at or below a place: for each collection right below it, for the place
   * itself and for all below it, `limit` of them at least where there are as many.
   */
  batches(place: ArchivedPlace, limit: number): Promise<readonly ArchivedBatch[]>;
  run(ref: RunRef): Promise<ArchivedRun | undefined>;
  /**
   * The service has these runs no more; they stay readable. Said again, it changes nothing; a run that is kept
   * again later is no longer gone.
   */
  markGone(refs: readonly RunRef[], gone: Gone): Promise<void>;
  /**
   * @throws DOMException `AbortError` when `signal` fires; the query then stops in the worker, too
   */
  search(query: SearchQuery, signal: AbortSignal): Promise<SearchAnswer>;
  /** Values that filters can offer, most frequent first. */
  facets(): Promise<Facets>;
  /**
   * Some runs whose columns and texts were computed by an earlier version than
   * {@link ArchiveOptions.derivations} says; none when all are up to date.
   */
  stale(limit: number): Promise<readonly StaleRun[]>;
  /**
   * Takes such runs as they are read now, `undefined` for one that cannot be read, which is then left as it is.
   * @returns false when they could not be written
   */
  derive(runs: readonly (readonly [run: StaleRun, item: RunItem | undefined])[]): Promise<boolean>;
  status(): Promise<ArchiveStatus>;
  /**
   * Removes all that came over a connection, or everything, files that were set aside included, and gives the space
   * back. It takes its time in steps: what is asked meanwhile is answered.
   * @returns what stood in the way, if anything did
   */
  clear(connection?: string): Promise<ArchiveTrouble | undefined>;
  /** Told once for each reason. */
  onTrouble(listener: (trouble: ArchiveTrouble) => void): { dispose(): void };
  /** Who is asked before most of the archive is removed at once. While nobody is, it is not removed. */
  onQuestion(ask: (question: RemovalQuestion) => Promise<RemovalAnswer>): { dispose(): void };
  /** Writes what is still to be written, then closes. */
  dispose(): Promise<void>;
}

/** How `main.ts` opens one: it creates the folder and the database when they are missing. */
export interface ArchiveOptions {
  /** Absolute path of a folder that all windows share; it need not exist. */
  readonly folder: string;
  /** The worker's script: `dist/archive-worker.js`, or `worker.ts` in tests. */
  readonly worker: string | URL;
  readonly retention: Retention;
  readonly now: () => number;
  /** By which version each provider's runs are derived now (core/provider/derivation.ts), by the providers' ids. */
  readonly derivations?: Readonly<Record<string, number>>;
}

export interface Retention {
  /**
   * Runs are removed that the services did not report in so many days before the newest look at them; `undefined`
   * keeps them for ever.
   */
  readonly days: number | undefined;
  /** The oldest are removed when the files grow beyond it. */
  readonly megabytes: number;
}

export interface ArchivedPlace {
  readonly connection: string;
  readonly path: readonly string[];
}

export interface ArchivedRun {
  readonly ref: RunRef;
  readonly provider: string;
  /** As the run was called then. */
  readonly title: string;
  readonly trail: readonly string[];
  /** Exact JSON text of the run, for the provider's `SavedReader`. */
  readonly raw: string;
  /** ms since the epoch: when the service last reported it. */
  readonly seenAt: number;
  readonly gone: Gone | undefined;
}

/** A run that should be derived anew. */
export interface StaleRun {
  /** Its row, for the way back. */
  readonly id: number;
  /** Version that it should have. */
  readonly version: number;
  /** `undefined` when its JSON is damaged. */
  readonly run: ArchivedRun | undefined;
}

/** A collection and when it was last taken, in ms since the epoch. */
export interface ArchivedCollection {
  readonly collection: Collection;
  readonly seenAt: number;
}

/** Runs that are kept in one place. Those that the service no longer has count only where it has none of them. */
export interface ArchivedBatch {
  readonly place: ArchivedPlace;
  /** Time of the newest run, in ms since the epoch; `undefined` when no run says one. */
  readonly at: number | undefined;
  /** ms since the epoch: when the service last reported one of the runs. */
  readonly seenAt: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

export interface ArchivedListing {
  readonly collections: readonly ArchivedCollection[];
  readonly runs: readonly ArchivedRun[];
  /** Runs in all below this place; `runs` holds at most `limit` of them. */
  readonly total: number;
}

export interface SearchQuery {
  /**
   * What was typed: words (all must occur, any case and accents), `"a phrase"`, `begin*`; everything else is plain
   * text. Empty finds all runs that the filters let through.
   */
  readonly text: string;
  readonly filters: SearchFilters;
  /** Runs wanted at most. */
  readonly limit: number;
}

/** All that are given must hold. */
export interface SearchFilters {
  /** One of them; none given is no filter. */
  readonly providers?: readonly string[] | undefined;
  readonly connection?: string | undefined;
  /** Within this collection, at any depth; only together with `connection`. */
  readonly path?: readonly string[] | undefined;
  /** One of them; none given is no filter. */
  readonly outcomes?: readonly Outcome[] | undefined;
  /** ms since the epoch, by the run's own time (created or started), both ends included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Of each list, a criterion of one of these names was not met. */
  readonly unmet?: readonly (readonly string[])[] | undefined;
  /** Words in the run's error message. */
  readonly error?: string | undefined;
  /** Values of facts by which one can filter, by their keys: one of each list. */
  readonly facts?: Readonly<Record<string, readonly string[]>> | undefined;
}

export interface SearchAnswer {
  /**
   * Newest first; behind the others those that were found in a criterion, title or fact alone, which all runs of a
   * simulation have.
   */
  readonly hits: readonly SearchHit[];
  /** There are more than `limit`. */
  readonly more: boolean;
  /** How many words were searched for, when more were typed. */
  readonly firstWords?: number | undefined;
  /** Time in the worker. */
  readonly ms: number;
}

export interface SearchHit {
  readonly ref: RunRef;
  readonly provider: string;
  readonly title: string;
  readonly trail: readonly string[];
  /** What the places of the trail are, as far as it is known: `Scenario`, `Simulation`. */
  readonly nouns: readonly (string | undefined)[];
  readonly outcome: Outcome;
  /** The run's own time, ms since the epoch. */
  readonly at: number | undefined;
  readonly gone: Gone | undefined;
  readonly match: SearchMatch | undefined;
}

/** Where the words were found; in a turn if any has them. */
export interface SearchMatch {
  readonly where: 'turn' | 'criterion' | 'error' | 'summary' | 'title' | 'fact';
  /** Index into the run's turns. */
  readonly turn: number | undefined;
  /** Index into the run's criteria. */
  readonly criterion: number | undefined;
  /** The longest piece of the text that is all words of the search, on one line: what find in the run can look for. */
  readonly found: string;
  /** A piece of the text around the match, one line, at most 200 characters. */
  readonly excerpt: string;
  /** The excerpt with what stands around it, and its place there: to be looked at whole before the excerpt is shown to others. */
  readonly within: { readonly text: string; readonly start: number; readonly end: number };
  /** Parts of `excerpt` that matched. */
  readonly marks: readonly (readonly [start: number, end: number])[];
}

export interface Facets {
  readonly connections: readonly {
    readonly connection: string;
    readonly provider: string;
    readonly label: string;
  }[];
  /** Collections that hold runs. */
  readonly collections: readonly {
    readonly place: ArchivedPlace;
    readonly trail: readonly string[];
    readonly runs: number;
  }[];
  /** By the facts' keys. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
  readonly unmet: readonly string[];
}

export interface ArchiveStatus {
  readonly file: string;
  readonly runs: number;
  readonly turns: number;
  /** On disk, write-ahead log included. */
  readonly bytes: number;
  /** Damaged files that were set aside, which lie beside it. */
  readonly setAside: { readonly files: number; readonly bytes: number };
  /** ms since the epoch. */
  readonly oldestSeenAt: number | undefined;
}

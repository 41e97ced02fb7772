/** What the host and the archive's worker say to each other. Types only; everything in them survives a structured clone. */
import type { Gone, Outcome, RunRef, State } from '../core/run/run.ts';
import type {
  ArchivedBatch,
  ArchivedCollection,
  ArchivedListing,
  ArchivedPlace,
  ArchivedRun,
  ArchiveStatus,
  Facets,
  Retention,
  SearchAnswer,
  SearchQuery,
  StaleRun,
} from './archive.ts';
import type { RemovalAnswer, RemovalQuestion } from './removal.ts';
import type { ArchiveTrouble } from './trouble.ts';

/** A run as it travels to the worker: plain data, with the texts that can be searched. */
export interface RunRecord {
  readonly ref: RunRef;
  /** False when a position stands in for the id that the service did not send. */
  readonly hasId: boolean;
  readonly provider: string;
  readonly title: string;
  readonly trail: readonly string[];
  readonly outcome: Outcome;
  /** `undefined` for a run that could not be read. */
  readonly state: State | undefined;
  /** The run's own time: created, else started; ms since the epoch. */
  readonly at: number | undefined;
  readonly seenAt: number;
  readonly expiresAt: number | undefined;
  /** Values by which one can filter, by the facts' keys. */
  readonly facts: Readonly<Record<string, string>>;
  /** Names of the criteria that were not met. */
  readonly unmet: readonly string[];
  readonly texts: RunTexts;
  readonly raw: string;
  /** Version by which all but `raw` was computed from it. */
  readonly derived: number;
}

/** What is searched in a run. An empty text stands for none. */
export interface RunTexts {
  readonly title: string;
  readonly summary: string;
  readonly error: string;
  readonly criteria: readonly string[];
  readonly facts: readonly string[];
  /** One for each turn, in order. */
  readonly turns: readonly string[];
}

export interface StaleQuestion {
  /** Versions that are current, by the providers' ids. */
  readonly derivations: Readonly<Record<string, number>>;
  readonly limit: number;
}

/** A run that was derived anew; without a record it cannot be, and stays as it is. */
export interface DerivedRun {
  readonly id: number;
  readonly version: number;
  readonly record: RunRecord | undefined;
}

/** What the worker can be asked, with what it answers. */
export interface Calls {
  keep: { ask: KeepRequest; answer: Written };
  markGone: { ask: { readonly refs: readonly RunRef[]; readonly gone: Gone }; answer: Written };
  list: { ask: { readonly place: ArchivedPlace; readonly limit: number }; answer: ArchivedListing };
  batches: {
    ask: { readonly place: ArchivedPlace; readonly limit: number };
    answer: readonly ArchivedBatch[];
  };
  run: { ask: RunRef; answer: ArchivedRun | undefined };
  search: { ask: SearchQuery; answer: SearchAnswer };
  facets: { ask: undefined; answer: Facets };
  status: { ask: undefined; answer: ArchiveStatus };
  clear: { ask: { readonly connection: string | undefined }; answer: Written };
  stale: { ask: StaleQuestion; answer: readonly StaleRun[] };
  derive: { ask: readonly DerivedRun[]; answer: Written };
  decide: { ask: { readonly question: RemovalQuestion; readonly answer: RemovalAnswer }; answer: Written };
  close: { ask: undefined; answer: undefined };
}

export interface KeepRequest {
  readonly runs: readonly RunRecord[];
  readonly collections: readonly ArchivedCollection[];
  /** Runs that were written before and are still reported, without change. */
  readonly seen: readonly SeenRun[];
}

export type SeenRun = Pick<RunRecord, 'ref' | 'hasId' | 'seenAt'>;

/**
 * `busy`: another window writes, the same may be tried at once. `later`: nothing was written, e.g. the disk is full.
 * `never`: the archive is off for this session.
 */
export type Written =
  | { readonly kind: 'written' }
  | { readonly kind: 'busy' | 'later' | 'never'; readonly trouble: ArchiveTrouble };

export type CallName = keyof Calls;

export type Ask = {
  [Name in CallName]: { readonly kind: 'ask'; readonly id: number; readonly call: Name } & {
    readonly ask: Calls[Name]['ask'];
  };
}[CallName];

export type ToWorker = Ask | { readonly kind: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'trouble'; readonly trouble: ArchiveTrouble }
  /** To be answered by the call `decide`. */
  | { readonly kind: 'question'; readonly question: RemovalQuestion };

/** What the worker is started with. */
export interface WorkerOptions {
  readonly folder: string;
  /** The worker's own script, for the thread that checks a big file. */
  readonly script: string;
  readonly retention: Retention;
  /** Difference between the host's clock and the machine's, for tests with a clock of their own. */
  readonly clockOffsetMs: number;
}

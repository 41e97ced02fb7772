/** Where the questions read from: the archive alone, or the window's services with the archive behind them. */
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Facets, SearchAnswer, SearchQuery } from '../../archive/archive.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Collection, RunItem, RunRef } from '../../core/run/run.ts';
import type { BatchRule } from '../../export/redaction/redact.ts';
import type { NamedProvider } from '../search/filters.ts';

export interface KnownConnection {
  readonly id: string;
  /** What the person calls it. */
  readonly label: string;
  /** Id of its provider, and what people call that. */
  readonly provider: string;
  readonly service: string;
  /** Made-up runs, to try the program. */
  readonly isSample: boolean;
  /** Why it cannot be used, as a sentence. */
  readonly problem: string | undefined;
}

/** What is right below a place. */
export interface Children {
  readonly collections: readonly Collection[];
  readonly runs: readonly RunItem[];
  /** Runs or collections in all, where that is known. */
  readonly total: number | undefined;
  /** There are more than were asked for. */
  readonly more: boolean;
  /** Why the service did not answer, as a sentence; what is here is then what was known before. */
  readonly problem: string | undefined;
}

/** From the connection down to a place. */
export interface PlaceNames {
  /** As many as the place is deep, and the connection's own before them; an id stands in for an unknown name. */
  readonly titles: readonly string[];
  /** The place itself, where it is a collection that is known. */
  readonly collection: Collection | undefined;
}

export interface Links {
  /** What every address begins with; an id follows. */
  readonly beginning: string;
  /**
   * `undefined` for what no link may lead to.
   * @param other what it is compared with
   * @param turn index of the turn of a run
   */
  of(what: RunRef | Place, other?: RunRef | Place, turn?: number): string | undefined;
}

export interface QuerySource {
  /** Where answers come from, for their first lines: `the archive on this machine`. */
  readonly origin: string;
  /** Whether there can be an archive at all, be it off: in a browser there is none. */
  readonly hasArchive: boolean;
  /** What is taken out of all text before it is looked at. */
  readonly rules: () => readonly BatchRule[];
  readonly settings: () => AnalysisSettings;
  readonly now: () => number;
  connections(signal: AbortSignal): Promise<readonly KnownConnection[]>;
  /** @param limit runs or collections wanted at most */
  children(place: Place, limit: number, signal: AbortSignal): Promise<Children>;
  /** `undefined` where nobody knows it. @throws ProviderError */
  run(ref: RunRef, signal: AbortSignal): Promise<RunItem | undefined>;
  /** Runs that go by this id alone, wherever they are. */
  named(id: string, signal: AbortSignal): Promise<readonly RunRef[]>;
  names(place: Place, signal: AbortSignal): Promise<PlaceNames>;
  /** Values that a search can be narrowed to; `undefined` where nothing is archived, so that nothing can be searched. */
  facets(): Promise<Facets | undefined>;
  /** Of what is archived; connections go by their ids here. */
  search(query: SearchQuery, signal: AbortSignal): Promise<SearchAnswer>;
  readonly providers: readonly NamedProvider[];
  /** The batch that the person holds the others of its scenario against. */
  baseline(batch: Place): Place | undefined;
  /** Addresses that open in the editor what ids name; `undefined` where there is no editor to open it. */
  readonly links: Links | undefined;
}

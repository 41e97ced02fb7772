/** The seam where a service plugs in: a folder under `providers/` and one line in `providers/all.ts`. */
import type { Message } from '../kit/l10n.ts';
import type { Auth, KeyWays } from './auth.ts';
import type { ExactJson } from '../kit/exactJson.ts';
import type { JsonObject } from '../kit/json.ts';
import type { FactRegistry } from '../run/facts.ts';
import type { Folder, RangeFile } from './ranges.ts';
import type { ReadRefusal } from './refusals.ts';
import type { Collection, Item, Json, RunItem, RunRef, Turn } from '../run/run.ts';

/** One account or project at a provider, as in the setting `agentRuns.connections` (without its key). */
export interface Connection {
  readonly id: string;
  readonly provider: string;
  readonly label: string;
  /** https, or http on loopback; without trailing slash, query or user info. */
  readonly baseUrl: string;
  readonly projectId?: string | undefined;
  /** How the key is sent, if not as the provider's service usually wants it. */
  readonly auth?: Auth | undefined;
  /** Simulations tracked by reference, for keys that may not list scenarios. */
  readonly simulations?: readonly TrackedSimulation[] | undefined;
  /** Why this entry of the settings cannot be used, as a sentence. It is shown, and never asked. */
  readonly problem?: string | undefined;
}

export interface TrackedSimulation {
  readonly scenario: string;
  /** Left out where all simulations of a scenario are tracked, as far as the provider can. */
  readonly simulation?: string | undefined;
  readonly label?: string | undefined;
}

/** What a provider may ask of the network: GET a path of its own origin. No verb, header or origin to choose. */
export interface ServiceHttp {
  /**
   * @param url absolute; must have the connection's origin
   * @throws ProviderError
   */
  get(url: URL, signal: AbortSignal): Promise<Answer>;
}

/** A 2xx answer, decoded as UTF-8 (BOM removed). */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | undefined;
}

export type Sort = 'newest' | 'failedFirst' | 'sequence';

/** Narrowing that the service itself does; the keys are those of {@link Provider.serviceFilters}. */
export type ServiceFilter = Readonly<Record<string, string>>;

export interface PageRequest {
  /** `undefined` for the first page, else {@link Page.next} of the page before. */
  readonly cursor: string | undefined;
  /** Rows wanted at most; a provider may return fewer. */
  readonly limit: number;
  readonly sort: Sort;
  readonly filter: ServiceFilter;
  /** One of {@link Provider.groupings}; matters for the first level only. */
  readonly grouping: string | undefined;
}

export interface Page {
  readonly items: readonly Item[];
  /** Rows in all, as the service says; `undefined` when it does not say. */
  readonly total: number | undefined;
  /** Opaque; `undefined` on the last page. */
  readonly next: string | undefined;
  /** E.g. `tasks of 400 of 2,000 runs seen`, where the rows are derived from something that is paged. */
  readonly note?: string | undefined;
}

/** The lazily loaded half of a provider, bound to one connection. All methods throw `ProviderError`. */
export interface ProviderClient {
  /** Children of a collection, or of the connection when `path` is empty. */
  list(path: readonly string[], request: PageRequest, signal: AbortSignal): Promise<Page>;
  run(ref: RunRef, signal: AbortSignal): Promise<RunItem>;
  /** Proves address, key and project with the cheapest request, and says in a sentence what was found. */
  test(signal: AbortSignal): Promise<string>;
  /** Projects that the key may see, for the wizard; throws `forbidden` or `notFound` when that is refused. */
  projects?(signal: AbortSignal): Promise<readonly Project[]>;
}

export interface Project {
  readonly id: string;
  readonly name: string;
}

/** Reads what a service once sent, without the service: archived runs and saved answers. */
export interface SavedReader {
  /**
   * One run from its exact JSON, as {@link import('../run/run.ts').Run.raw} gave it. What breaks the contract becomes a
   * broken run.
   * @param ref becomes the run's identity
   * @throws SyntaxError when it is no JSON at all
   */
  run(raw: string, ref: RunRef): RunItem;
  /** How a file that somebody saved is recognised as this service's. */
  readonly answers: SavedAnswers;
  /** Files of many runs that are no text, and are read in parts. */
  readonly container?: SavedContainer;
}

export interface SavedContainer {
  /** @param start the file's first bytes, {@link containerStart} at most */
  claims(start: Uint8Array): boolean;
  /** Reads what tells of all runs, and no run. @throws ProviderError */
  open(file: RangeFile, signal: AbortSignal): Promise<OpenContainer>;
}

/** Bytes by which a container is known. */
export const containerStart = 1024;

export interface OpenContainer {
  readonly entries: readonly ContainerEntry[];
  /** A sentence about the whole file. */
  readonly note: string | undefined;
}

export interface ContainerEntry {
  /** Differs from those of the others. */
  readonly id: string;
  /** As a list shows it. */
  readonly row: (ref: RunRef) => RunItem;
  /** All of it, from its own bytes. @throws ProviderError */
  readonly run: (ref: RunRef, signal: AbortSignal) => Promise<RunItem>;
}

/** The shapes of what a service sends or prints, so that a saved one opens again. */
export interface SavedAnswers {
  /** What people call such a file, e.g. `Inspect log`. */
  readonly kind?: string;
  /** Members that lead to the runs in an answer that lists them, e.g. `['data', 'runs']`. */
  readonly lists: readonly (readonly string[])[];
  /** Whether this is one of the service's runs, by members that no other service's runs have; good or broken. */
  claims(value: JsonObject): boolean;
  /** The id that a run names itself. */
  idOf(value: JsonObject): string | undefined;
  /**
   * For runs that stand in lists within lists, or share what stands around them: all runs of an answer, each as JSON
   * that reads alone with {@link SavedReader.run}, and together about as long as the answer; one by itself, too.
   * Asked before anything else; `undefined` for what is not this service's. Rejects nothing.
   * @param text exact text of the value
   */
  split?(value: JsonObject, text: string): readonly SavedPortion[] | undefined;
  /**
   * For runs that a file tells of event by event, where several events make one run: all runs of the file, each as
   * JSON that reads alone with {@link SavedReader.run}. Asked first; `undefined` where none is this service's.
   * @param values of the file, e.g. one of each line
   * @param texts their exact texts, which are made when they are asked for
   */
  events?(values: readonly Json[], texts: () => readonly string[]): readonly SavedPortion[] | undefined;
  /**
   * What another answer of the service is, and what to do instead, with `{0}` for the file's name: `{0} looks like a
   * list of batches; save the runs of one and open that.` Asked for what holds no runs.
   */
  looksLike?(value: JsonObject): Message | undefined;
  /** Where the service hands out transcripts apart from the runs. */
  readonly transcripts?: {
    claims(value: JsonObject): boolean;
    /** The run that the transcript says it belongs to. */
    runOf(value: JsonObject): string | undefined;
    /** @param exact the value's own text */
    turns(value: JsonObject, exact: ExactJson): readonly Turn[];
  };
}

export interface SavedPortion {
  /** The run's own id, where it has one. */
  readonly id: string | undefined;
  readonly text: string;
}

/** How often a service may be asked without anybody having pressed a key. */
export interface PollingAdvice {
  /** The shortest time between two looks at the same thing. */
  readonly atLeastMs: number;
  /** The service's limit: so many requests in such a time, from one address or with one key. */
  readonly requests: number;
  readonly windowMs: number;
}

export interface ServiceFilterField {
  /** Key in {@link ServiceFilter}. */
  readonly key: string;
  /** What people read, e.g. `Endpoint type`. */
  readonly label: string;
  readonly placeholder: string;
  /** Values seen in loaded rows, offered as choices. */
  readonly suggest?: (item: RunItem) => string | undefined;
}

/** The light half of a provider: loaded with the extension, so nothing heavy may be imported from here. */
export interface Provider {
  readonly id: string;
  readonly label: string;
  /** Reads files: there is no address, no key and no request. */
  readonly local?: true;
  /**
   * Its connections lead to folders of this machine: `baseUrl` is a `file:` address, and nothing is requested. Files
   * with these endings may hold runs.
   */
  readonly inFolders?: { readonly endings: readonly string[] };
  /** Prefilled in the wizard. */
  readonly defaultBaseUrl: string;
  /** Other common addresses: label to URL. */
  readonly addresses: readonly (readonly [label: string, url: string])[];
  /** Turns what people paste (a UI address, a bare host) into the base URL; throws a sentence when it cannot. */
  readonly normaliseBaseUrl: (input: string) => string;
  readonly needsProject: boolean;
  /** How its service takes keys; `X-API-Key` or as bearer when left out. */
  readonly keyWays?: KeyWays;
  /** Where a key is made, for the wizard's prompt. */
  readonly keyHint: string;
  readonly serviceFilters: readonly ServiceFilterField[];
  /** Facts of its runs, in the order people read them. */
  readonly facts: FactRegistry;
  /** Reads what only this service says in the body of a refusal; what all of them say is read without it. */
  readonly readRefusal?: ReadRefusal;
  /**
   * Orders in which its service itself lists the runs of a collection, its own one first; `newest` alone when left
   * out. What it does not know is made of the rows that are loaded.
   */
  readonly sorts?: readonly [Sort, ...Sort[]];
  /** Ways to arrange the first level, e.g. by task or by environment; the first one is the default. */
  readonly groupings: readonly (readonly [key: string, label: string])[];
  /** What the service's documents say of asking again and again. */
  readonly polling?: PollingAdvice;
  /** Collections known without a request (tracked simulations); shown first. */
  readonly pinned: (connection: Connection) => readonly Collection[];
  /** Reads the id of a project from a pasted web address, or from the bare id; only for providers with projects. */
  readonly parseProject?: (input: string) => string | undefined;
  /** Reads references from a pasted URL; only for providers that can track. */
  readonly parseReference?: (input: string) => TrackedSimulation | undefined;
  /** What is to be pasted for that, as a sentence; the usual words when left out. */
  readonly referenceHint?: string;
  /**
   * Web page of a run, where the service has one: built from ids, or named by the answer. It is offered only if it
   * is `https` and at the connection's own origin.
   */
  readonly pageOf?: (run: RunItem, connection: Connection) => string | undefined;
  /**
   * Where the API hands out no transcripts: the command for a terminal that prints the one of a run, to be saved as a
   * file and opened here. Words without quotation marks only, so that every shell reads it alike.
   */
  readonly transcriptCommand?: (run: RunItem) => string | undefined;
  /**
   * Loads the heavy half and binds it to a connection; makes no request yet.
   * @param folder for connections to folders alone
   */
  readonly connect: (connection: Connection, http: ServiceHttp, folder?: Folder) => Promise<ProviderClient>;
  /** Rises with every change of what this provider makes of the same JSON (derivation.ts); 0 when left out. */
  readonly derivation?: number;
  /** Loads what reads saved runs; needs no connection, and makes no request. */
  readonly saved: () => Promise<SavedReader>;
}

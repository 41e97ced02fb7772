/**
 * The domain words of the whole program. Everything that a service reported has a place here;
 * a field that it left out is `undefined` and is shown as "not reported", never as 0 or an empty success.
 */
import type { JsonValue } from '../kit/jsonValue.ts';
import type { Block } from './blocks.ts';
import type { Fact } from './facts.ts';

/** Lifecycle as reported, put into one of five words; the raw word stays in {@link Run.rawState}. */
export type State = 'queued' | 'running' | 'finished' | 'stopped' | 'unknown';

/** What the judge said. A run that merely completed has the verdict `none`. */
export type Verdict = 'passed' | 'failed' | 'none';

/** What the icon shows: derived from state, verdict and error by {@link import('./outcome.ts').outcomeOf}. */
export type Outcome = 'passed' | 'failed' | 'errored' | 'stopped' | 'running' | 'queued' | 'unknown';

/** Any JSON value, as a service sent it. */
export type Json = JsonValue;

/** Where a run lives: enough to fetch it again, and all that a panel may remember (no text, no key). */
export interface RunRef {
  readonly connection: string;
  /** Collection segments from the connection down, in the provider's own encoding. */
  readonly path: readonly string[];
  readonly run: string;
}

/** A moment: `ms` since the epoch when it could be read, and the raw value always. */
export interface Moment {
  readonly ms: number | undefined;
  /** A date without a time; `ms` is its midnight in UTC. */
  readonly day?: true;
  readonly raw: string | number;
}

/** `expired`: its time to live at the service ran out; `deleted`: the service has it no more, for no such reason. */
export type Gone = 'expired' | 'deleted';

/** Marks an item that comes from the archive: the service has not reported it since it was last seen. */
export interface Archived {
  /** ms since the epoch: when the service last reported it. */
  readonly seenAt: number;
  /** Why the service has it no more; `undefined` as long as it may still have it. */
  readonly gone: Gone | undefined;
  /** Titles from the connection down to the run's collection, as they were then. */
  readonly trail?: readonly string[];
}

/** A duration. `assumedUnit` is true where the service's documents leave the unit open (docs/contracts.md A6). */
export interface Duration {
  readonly ms: number;
  readonly raw: number;
  readonly assumedUnit: boolean;
}

/** One message of a transcript. */
export interface Turn {
  readonly id: string | undefined;
  /** Position as reported; the position in the list counts for display. */
  readonly sequence: number | undefined;
  /** Only a role that the data itself names; the Cognigy contract has none. */
  readonly role: string | undefined;
  /** What was said, for lists and search: {@link import('./blocks.ts').textOfBlocks}. */
  readonly text: string | undefined;
  /** All that the turn says, in order and each thing once; whoever shows a turn shows these. */
  readonly blocks: readonly Block[];
  /** Structured payload as it was sent, told by the blocks, too; `undefined` when absent or empty. */
  readonly data: Json | undefined;
  readonly createdAt: Moment | undefined;
  /** Fields of the turn that the contract does not name. */
  readonly extra: Json | undefined;
}

export type Met = 'met' | 'notMet' | 'notReported';

/** One success criterion beside its result. */
export interface Criterion {
  readonly name: string;
  readonly text: string | undefined;
  /** The criterion's kind as reported, e.g. `text`. */
  readonly type: string | undefined;
  readonly met: Met;
  /** What the grader gave, on the grader's own scale. */
  readonly score: number | undefined;
  /** How much it counts beside the other criteria. */
  readonly weight: number | undefined;
  /** Whether a run cannot pass without it. */
  readonly required: boolean | undefined;
  /** The judge's words. */
  readonly reason: string | undefined;
  /** Index into the run's turns where the result itself cites one. */
  readonly turn: number | undefined;
  /** The criterion as reported, and its result as reported. */
  readonly raw: Json | undefined;
  readonly result: Json | undefined;
}

export interface RunError {
  readonly message: string | undefined;
  readonly technicalDetails: Json | undefined;
}

export interface SuccessRate {
  /** 0..100, recomputed from the fraction when that is there. */
  readonly percentage: number | undefined;
  readonly numerator: number | undefined;
  readonly denominator: number | undefined;
}

/** One execution of a scenario or task. */
export interface Run {
  readonly kind: 'run';
  readonly ref: RunRef;
  readonly provider: string;
  /** What people call the run, e.g. `Run 3`. */
  readonly title: string;
  readonly sequence: number | undefined;
  /** Where the same case was run several times. */
  readonly repeat: Repeat | undefined;
  /** What was tried, where other batches try the very same: a test, a task in an environment. Runs pair by it. */
  readonly unit?: string;
  readonly state: State;
  readonly rawState: string | undefined;
  readonly verdict: Verdict;
  readonly error: RunError | undefined;
  /** Why it failed, errored or stopped, in one line; `undefined` when there is nothing to explain. */
  readonly reason: string | undefined;
  /** `undefined` when the service does not report transcripts at all. */
  readonly turns: readonly Turn[] | undefined;
  readonly totalTurns: number | undefined;
  readonly maxTurns: number | undefined;
  readonly criteria: readonly Criterion[];
  readonly successRate: SuccessRate | undefined;
  /** The judge's or service's prose about the run. */
  readonly summary: string | undefined;
  readonly conversationEnded: boolean | undefined;
  readonly createdAt: Moment | undefined;
  readonly startedAt: Moment | undefined;
  readonly completedAt: Moment | undefined;
  readonly updatedAt: Moment | undefined;
  readonly deletedAt: Moment | undefined;
  readonly expiresAt: Moment | undefined;
  readonly duration: Duration | undefined;
  /** What only some sources report. A fact that this source reports as a rule is here also without a value. */
  readonly facts: readonly Fact[];
  /** Fields above that this source reports as a rule: without a value, they are "not reported". */
  readonly expected: readonly ExpectedField[];
  /** Ids as reported, name to value, in reading order, for copying. */
  readonly ids: readonly (readonly [name: string, value: string])[];
  /** Every field that has no place above, known to the contract or not, as reported. */
  readonly rest: { readonly [key: string]: Json };
  readonly archived?: Archived | undefined;
  /** Exact JSON text of this run as the service sent it (numbers and key order untouched). Made on demand. */
  readonly raw: () => string;
  /** Of a run that was opened from a file. */
  readonly fromFile?: FromFile;
  /** Where lists hold less of a run than the run itself does. */
  readonly edition?: Edition;
}

/** Which state of a run this is, and whether it is all of it. A row of a list is good until the run itself is asked for. */
export interface Edition {
  /** The same for the row and for the run as long as the run is the same. */
  readonly name: string;
  readonly isWhole: boolean;
}

/** Which try at which case a run is: an epoch, a trial. */
export interface Repeat {
  /** Id or name of the case, the same for all tries at it. */
  readonly case: string;
  /** From 1. */
  readonly number: number;
  /** Tries at this case in all, where that is known. */
  readonly total: number | undefined;
}

export type ExpectedField =
  | 'state'
  | 'verdict'
  | 'turns'
  | 'successRate'
  | 'conversationEnded'
  | 'createdAt'
  | 'startedAt'
  | 'completedAt'
  | 'expiresAt'
  | 'duration';

/** What a file told of a run besides the run's own JSON. */
export interface FromFile {
  /** Exact JSON of the run's transcript, where the service hands it out apart from the run. */
  readonly transcript?: (() => string) | undefined;
  /** There is the transcript only; nothing is known of the run that it belongs to. */
  readonly lacksRun?: boolean;
  /** ISO 8601, as written in the file. */
  readonly savedAt?: string | undefined;
  /** Origin of the service that it was saved from. */
  readonly origin?: string | undefined;
  /** Titles from the connection down to the run's collection, where it was saved. */
  readonly trail?: readonly string[] | undefined;
}

/** A run whose JSON breaks the contract: shown as a row that says so, beside its healthy siblings. */
export interface BrokenRun {
  readonly kind: 'broken';
  readonly ref: RunRef;
  /** False when the service sent no usable id and the position in its answer stands in. */
  readonly hasId: boolean;
  readonly provider: string;
  readonly title: string;
  /** Path and expectation, e.g. `turns: expected array, got string`. */
  readonly problem: string;
  readonly archived?: Archived | undefined;
  readonly raw: () => string;
}

export type RunItem = Run | BrokenRun;

/** A node between a connection and its runs: scenario, simulation (API: batch), task, environment. */
export interface Collection {
  readonly kind: 'collection';
  readonly connection: string;
  /** Segments from the connection down; the last one is this collection's own. */
  readonly path: readonly string[];
  /** The product's word for it: Scenario, Simulation, Task, Environment. */
  readonly noun: string;
  /** Product icon of VS Code for this kind of collection, shown where it has no outcome. */
  readonly icon: string;
  /** What the source says of such a collection's runs as a rule; what is expected and missing is said. */
  readonly expects: readonly ('counts' | 'verdicts')[];
  readonly title: string;
  /** The source gave no name and the title is made of an id, so rows go by the time where that is known. */
  readonly nameless?: boolean;
  readonly holds: 'collections' | 'runs';
  readonly createdAt: Moment | undefined;
  /** Derived like a run's, where the service reports enough. */
  readonly outcome: Outcome | undefined;
  readonly counts: Counts | undefined;
  /** Runs are listed only when they have finished, so that finished ones do not say that no more come. */
  readonly grows?: true;
  /** Outcomes of its newest runs, newest first, where runs are added one by one instead of in batches. */
  readonly trail?: readonly Outcome[];
  /** It is listed because the person tracks it by its references, and they can stop that. */
  readonly tracked?: true;
  /** Lines for the tooltip: label and value, as reported. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly rest: { readonly [key: string]: Json };
  readonly archived?: Archived | undefined;
}

/** How many runs a collection has, as far as the service says. */
export interface Counts {
  readonly runs: number | undefined;
  readonly completed: number | undefined;
  readonly passed: number | undefined;
  readonly failed: number | undefined;
  /** What the service counts itself where that is not runs: a case may be run several times, or not at all. */
  readonly ofService?: CountsOfService;
}

export interface CountsOfService {
  readonly cases: number | undefined;
  /** The service's word for one, e.g. `test`. */
  readonly noun: string;
  /** 0..100, as the service computes it. */
  readonly passRate: number | undefined;
}

export type Item = Collection | RunItem;

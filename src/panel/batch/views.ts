/** What the page of a batch shows of it. Sentences are made by the host; the page lays them out. Types only. */
import type { cell } from '../../analysis/batch/criteria.ts';
import type { Health } from '../../analysis/stats/health.ts';
import type { ValueKind } from '../../core/kit/format.ts';
import type { Outcome } from '../../core/run/run.ts';

/** All of a batch but its single runs. */
export interface BatchView {
  readonly title: string;
  /** The product's word for it: Simulation, Task. */
  readonly noun: string;
  /** Titles from the connection down to what is above the batch. */
  readonly trail: readonly string[];
  readonly headline: Headline;
  /** Whether there is a baseline to compare it with. */
  readonly hasBaseline: boolean;
  /** Outcomes that occur, those first that somebody looks for most. */
  readonly counts: readonly { readonly outcome: Outcome; readonly count: number }[];
  /** How likely several runs in a row all pass: in words, and how that was reckoned. */
  readonly inARow: readonly Explained[];
  readonly criteria: readonly CriterionLine[];
  readonly groups: readonly GroupView[];
  /** Keys of runs that did not pass each in a way of its own, where there are many of those; else they are groups. */
  readonly others: readonly number[];
  readonly measures: readonly MeasureView[];
  /** What a reader must know before they trust the figures. */
  readonly notes: readonly string[];
  readonly loading: Loading;
}

export interface Explained {
  readonly words: string;
  /** Method and numbers, for whoever asks. */
  readonly how: string;
}

export interface Headline extends Explained {
  /** Further sentences, e.g. the rate with errored runs counted as failed. */
  readonly more: readonly string[];
  /** `undefined` where nothing was judged, or a single run. Shares, 0..1. */
  readonly bar: Bar | undefined;
  /** Runs are still going: the figures may change. */
  readonly soFar: boolean;
}

/** A share with the interval around it, each 0..1. */
export interface Bar {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Where the loading of the batch's runs stands. */
export type Loading =
  | { readonly kind: 'done' }
  | { readonly kind: 'going'; readonly loaded: number; readonly total: number | undefined }
  /** Not all runs are here: the person stopped it, or there are more than are loaded unasked. */
  | { readonly kind: 'part'; readonly loaded: number; readonly total: number | undefined };

/** A row of the matrix. */
export interface CriterionLine {
  readonly name: string;
  readonly text: string | undefined;
  /** Met of judged: `14 of 20`. */
  readonly counts: string;
  readonly bar: Bar | undefined;
  /** `flaky`, `too few verdicts to tell`. */
  readonly health: string;
  readonly state: Health;
  /** The whole line as a sentence, for screen readers and hovers. */
  readonly words: string;
  /** Indexes of the criteria that are missed in exactly the same runs. */
  readonly failsWith: readonly number[];
}

export interface GroupView {
  /** Stands for the group as long as the panel lives. */
  readonly key: number;
  readonly kind: 'error' | 'unmet' | 'stopped';
  readonly title: string;
  /** Why these runs are one group. */
  readonly why: string;
  /** Keys of its runs. */
  readonly runs: readonly number[];
  readonly reasons: readonly Counted[];
  readonly alsoIn: readonly Counted[];
}

/** Something, and how many runs it holds for. */
export interface Counted {
  readonly title: string;
  readonly runs: number;
}

export interface MeasureView {
  readonly label: string;
  readonly kind: ValueKind;
  readonly median: number | undefined;
  /** First and third quartile; `undefined` under five values. */
  readonly middle: readonly [number, number] | undefined;
  /** Limits and stops cut its values short; see {@link RunLine.cut}. */
  readonly limited: boolean;
  /** The run with the largest value. */
  readonly most: number | undefined;
  /** `Duration: median 42 s, middle half 35 s to 58 s, most 2 min 11 s (Run 9).` */
  readonly words: string;
}

/** A run of the batch: a column of the matrix. */
export interface RunLine {
  /** Stands for the run as long as the panel lives. */
  readonly key: number;
  readonly title: string;
  readonly outcome: Outcome;
  /** The failure group it is in. */
  readonly group: number | undefined;
  /** One for each measure of the batch, in its order. */
  readonly values: readonly (number | null)[];
  /** One digit for each criterion of the batch, in its order; see {@link CellState}. */
  readonly cells: string;
  /** From the archive: the service has not reported it since. */
  readonly archived?: boolean;
  /** It was stopped, or had as many turns as it might: it would have taken longer. */
  readonly cut?: boolean;
}

/** What is known of one run only when it is looked at. */
export interface RunReasons {
  readonly key: number;
  /** Why the run as a whole did not pass. */
  readonly reason: string | undefined;
  /** The judge's words at criteria that were not met, by the criterion's index in the batch. */
  readonly criteria: readonly { readonly criterion: number; readonly reason: string }[];
}

/** What the digit in {@link RunLine.cells} means. */
export type CellState = keyof typeof cell;

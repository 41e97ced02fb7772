/** What the page of a comparison shows. Sentences are made by the host; the page lays them out. Types only. */
import type { Met, Outcome } from '../../core/run/run.ts';
import type { Bar, Counted, Explained, GroupView } from '../batch/views.ts';
import type { Verdict } from '../../analysis/stats/verdict.ts';

/** A sentence about a change. */
export interface Judged extends Explained {
  readonly verdict: Verdict;
}

/** Two batches, the earlier one first. */
export interface BatchesView {
  readonly sides: readonly [before: SideView, now: SideView];
  /** What else changed, to be read before any number. */
  readonly care: readonly string[];
  readonly headline: Judged;
  /** The difference, pairs, errored runs, and runs needed. */
  readonly more: readonly string[];
  /** The one that fell most comes first. */
  readonly criteria: readonly CriterionChange[];
  readonly measures: readonly MeasureChange[];
  readonly groups: readonly ComparedGroup[];
  /** `undefined` while it is being found, without transcripts, and where the batches tried other things. */
  readonly forks: ForkMapView | undefined;
  /** What a reader must know before they trust the figures. */
  readonly notes: readonly string[];
  readonly loading: boolean;
}

export interface SideView {
  readonly title: string;
  readonly trail: readonly string[];
  /** `18 of 20 passed (90 %, likely 70–97 %)`. */
  readonly words: string;
  readonly bar: Bar | undefined;
  /** `1 of 20 errored`; `undefined` where none did. */
  readonly errors: string | undefined;
}

export interface CriterionChange extends Judged {
  readonly name: string;
  /** `18 of 20 (90 %)`. */
  readonly before: string;
  readonly now: string;
  readonly beforeBar: Bar | undefined;
  readonly nowBar: Bar | undefined;
}

export interface MeasureChange extends Judged {
  readonly label: string;
  readonly before: string;
  readonly now: string;
  /** `+7 s`. */
  readonly shift: string;
  /** `more now in 71 % of pairs`; of costs also the difference of means. */
  readonly pairs: string;
}

export interface ComparedGroup extends Pick<GroupView, 'kind' | 'title' | 'why'> {
  readonly age: 'new' | 'known' | 'gone';
  readonly runs: readonly RunName[];
  /** Runs in all; not all have a link. */
  readonly count: number;
  readonly reasons: readonly Counted[];
}

/** Where runs of both part, and whether passed and failed ones do so in each. */
export interface ForkMapView {
  readonly words: string;
  /** In the order of the way. */
  readonly forks: readonly ForkView[];
  readonly notes: readonly string[];
}

export interface ForkView {
  /** `Turn 6, by wording`. */
  readonly title: string;
  readonly sides: readonly [before: ForkSide, now: ForkSide];
  /** That runs go other ways now than before; empty where that cannot be told. */
  readonly moved: string;
  /** The one that most runs take comes first. */
  readonly ways: readonly WayView[];
  /** Further ways, which are not shown. */
  readonly more: number;
}

export interface ForkSide {
  readonly words: string;
  readonly separates: boolean;
}

export interface WayView {
  /** What runs do on it. */
  readonly words: string;
  /** A run that takes it, and the turn at which it does. */
  readonly run: RunName;
  readonly turn: number;
  readonly sides: readonly [before: WaySide, now: WaySide];
}

export interface WaySide {
  readonly passed: number;
  readonly failed: number;
  readonly words: string;
}

export interface RunName {
  /** Stands for the run as long as the panel lives. */
  readonly key: number;
  readonly title: string;
}

/** Several runs; the first one is the reference. */
export interface RunsView {
  readonly runs: readonly ComparedRun[];
  readonly facts: readonly FactRow[];
  readonly criteria: readonly CriterionRow[];
  /** Of each run but the reference, in their order. */
  readonly splits: readonly SplitView[];
  /** The first row at which any of them parts; `undefined` when they all go the same way. */
  readonly splitRow: number | undefined;
  readonly rows: number;
  readonly threshold: number;
  readonly notes: readonly string[];
}

export interface ComparedRun extends RunName {
  /** `A`, `B`, ... as sentences and columns call it. */
  readonly letter: string;
  readonly trail: readonly string[];
  readonly outcome: Outcome;
  readonly reason: string | undefined;
}

export interface FactRow {
  readonly name: string;
  /** Of each run; `null`: not reported. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

export interface CriterionRow {
  readonly name: string;
  /** Of each run; `null`: not a criterion of it. */
  readonly cells: readonly ({
    readonly met: Met;
    readonly words: string;
    readonly reason: string | undefined;
  } | null)[];
  readonly differs: boolean;
}

export interface SplitView {
  readonly level: 'tool' | 'arguments' | 'wording' | 'length' | 'none';
  readonly words: string;
  /** The row at which it parts. */
  readonly row: number | undefined;
}

/** Turns that stand side by side. */
export interface TurnRow {
  /** Of each run; `null` where it has none here. */
  readonly cells: readonly (TurnCell | null)[];
  /** Letters of the runs that leave the way of the reference here. */
  readonly parts: string;
}

export interface TurnCell {
  /** Index of the turn. */
  readonly turn: number;
  readonly role: string | undefined;
  readonly text: string;
  /** There is more of it than is shown. */
  readonly cut: boolean;
  /** How it stands to the reference's; the reference itself is `same`. */
  readonly kind: 'same' | 'reworded' | 'different' | 'onlyA' | 'onlyB';
  /** Words in common with the reference's, 0..1. */
  readonly similarity: number;
}

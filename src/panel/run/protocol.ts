/**
 * What the page of a run and its host say to each other. The host holds the whole run; the page holds what it was
 * sent and asks for the rest in pieces. Types only, but for lists that both sides go by.
 */
import type { ValueKind } from '../../core/kit/format.ts';
import type { Answered, Asked, Problem, Told } from '../protocol.ts';
import type { RunRef } from '../../core/run/run.ts';
import type { OtherRuns, Place, RunView, TurnView, CriterionView } from './views.ts';

// ------------------------------------------------------------------------------------------------ host to webview

export type HostMessage =
  | LoadingMessage
  | RunMessage
  | BrokenMessage
  | FailedMessage
  | ProblemMessage
  | PlaceMessage
  | LandMessage
  | Answered;

export interface LoadingMessage {
  readonly type: 'loading';
  readonly ref: RunRef;
  readonly title: string;
}

/** A whole new snapshot of the run, with the turns that are needed first. */
export interface RunMessage {
  readonly type: 'run';
  readonly ref: RunRef;
  /** Grows with every change of the run; answers to questions about an older one are dropped. */
  readonly generation: number;
  readonly run: RunView;
  /** Turns `[0, keptTurns)` are as they were in the generation before, so the webview may keep its copies. */
  readonly keptTurns: number;
  readonly turns: readonly TurnView[];
  readonly criteria: readonly CriterionView[];
  /** Characters of each turn, for guessing heights; absent when the list itself would be too long. */
  readonly sizes: readonly number[] | undefined;
  /** Indexes of the turns that use tools; absent when the list itself would be too long. */
  readonly toolTurns: readonly number[] | undefined;
  /** Why the last attempt to refresh came to nothing, beside the good data. */
  readonly problem: Problem | undefined;
  /** Whether the person likes turns as Markdown, in any panel. */
  readonly markdown: boolean;
  /** Where the reader is to begin, once. */
  readonly land: Landing | undefined;
}

/**
 * A turn or criterion that somebody asked for; neither is the top of the page, where summary and error are. Whoever only
 * looks on the way keeps the focus elsewhere.
 */
export interface Landing {
  readonly turn?: number | undefined;
  readonly criterion?: number | undefined;
  readonly focus: boolean;
  /** What find is filled in with. */
  readonly find?: string | undefined;
}

/** Brings a place of the run that is shown into sight. */
export interface LandMessage {
  readonly type: 'land';
  readonly land: Landing;
}

/** A run whose JSON breaks the contract. */
export interface BrokenMessage {
  readonly type: 'broken';
  readonly ref: RunRef;
  readonly title: string;
  readonly provider: string;
  readonly trail: readonly string[];
  readonly problem: string;
}

/** Nothing to show: the run could not be loaded, or it (or its connection) is gone. */
export interface FailedMessage {
  readonly type: 'failed';
  readonly ref: RunRef;
  readonly title: string;
  readonly gone: boolean;
  readonly problem: Problem;
}

/** An error beside good data; `undefined` takes it away. */
export interface ProblemMessage {
  readonly type: 'problem';
  readonly problem: Problem | undefined;
}

/** The same run as before, whose surroundings are better known by now. */
export interface PlaceMessage {
  readonly type: 'place';
  readonly place: Place;
}

/** Lengths (characters) and gaps (ms to the turn before) over the run, the largest of `per` turns a point. */
export interface TurnFigures {
  readonly per: number;
  readonly lengths: readonly number[];
  readonly gaps: readonly (number | null)[];
  /** Index of the longest turn and of the turn after the longest gap. */
  readonly longest: number | undefined;
  readonly longestGap: number | undefined;
}

/** Where the run stands among the loaded runs of its collection by one figure. */
export interface Standing {
  readonly name: string;
  readonly unit: ValueKind;
  readonly own: number;
  /** Runs that report the figure, this one included. */
  readonly runs: number;
  readonly above: number;
  readonly below: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Values of the other runs, sorted; thinned when there are many. */
  readonly others: readonly number[];
}

/** Matches in neighbouring parts of one kind, written densely because there may be thousands. */
export interface Hit {
  readonly of: PartKind;
  /** As of a {@link Part}. */
  readonly card?: number | undefined;
  /** `[index, start, end, index, start, end, ...]`: the part's index, and offsets into its text. */
  readonly at: readonly number[];
}

// ------------------------------------------------------------------------------------------------ webview to host

/** What the page of a run may ask its host, about the snapshot that it shows. */
export type RunQuestions = {
  /** Turns from `from` on: as many as fit in one message, at least one where there is one. */
  readonly turns: {
    readonly args: { readonly from: number; readonly count: number };
    readonly answer: readonly TurnView[];
  };
  /** Criteria from `from` on, as many as fit in one message. */
  readonly criteria: { readonly args: { readonly from: number }; readonly answer: readonly CriterionView[] };
  /** A piece of a long text; the next one starts at `from + text.length`. */
  readonly piece: {
    readonly args: { readonly part: Part; readonly from: number };
    readonly answer: { readonly text: string; readonly total: number };
  };
  readonly find: { readonly args: { readonly query: FindQuery }; readonly answer: Found };
  readonly others: { readonly args: Readonly<Record<string, never>>; readonly answer: OtherRuns };
  readonly figures: { readonly args: Readonly<Record<string, never>>; readonly answer: Figures };
};

export interface Found {
  readonly total: number;
  /** In reading order; at most some thousand ranges, `total` counts all. */
  readonly hits: readonly Hit[];
  /** Why the search is not complete: a bad expression, or one that took too long. */
  readonly error: string | undefined;
}

/** Numbers for the charts; asked for after the first paint. */
export interface Figures {
  /** `undefined` for runs without a transcript. */
  readonly turns: TurnFigures | undefined;
  readonly standings: readonly Standing[];
}

export type Intent =
  | Asked
  | Told
  /** The page listens. `generation` is that of the snapshot that came with it, if it took that. */
  | { readonly type: 'ready'; readonly anchor: number | undefined; readonly generation: number | undefined }
  /** How the person likes turns to be shown, in this panel and in others. */
  | { readonly type: 'prefer'; readonly markdown: boolean }
  /** To the previous or next run of the collection. */
  | { readonly type: 'go'; readonly step: -1 | 1 }
  /** To another run of the collection, by its id. */
  | { readonly type: 'show'; readonly run: string }
  | { readonly type: 'copyPart'; readonly part: Part };

/** A text of the run that can be long. `index` counts turns or criteria, and is 0 for the others. */
export interface Part {
  readonly of: PartKind;
  readonly index: number;
  /** Which of the turn's pieces of its kind, from 0: always of tool cards, else where there are several. */
  readonly card?: number | undefined;
}

export const partKinds = [
  'summary',
  'errorMessage',
  'technicalDetails',
  'criterionName',
  'criterionText',
  'criterionReason',
  'criterion',
  'turnText',
  'turnThought',
  'turnCall',
  'turnResult',
  'turnImage',
  'turnData',
  'turnExtra',
  'rest',
] as const;

export type PartKind = (typeof partKinds)[number];

export interface FindQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regex: boolean;
}

/** All that outlives the page: ids and the reader's place, never a text of the run. */
export interface PanelState {
  readonly version: 1;
  readonly ref: RunRef;
  /** The first visible turn and how many pixels of it are scrolled away; negative when there is room above it. */
  readonly anchor: { readonly turn: number; readonly offset: number } | undefined;
  readonly find: FindQuery | undefined;
  /** Sections and toggles by name: open or on. */
  readonly folds: { readonly [name: string]: boolean };
}

/**
 * What the page of a run and its host say to each other. The host holds the whole run; the page holds what it was
 * sent and asks for the rest in pieces. Types only, but for lists that both sides go by.
 */
import type { ValueKind } from '../../core/kit/format.ts';
import type { ShownIn } from '../../core/run/facts.ts';
import type { Answered, Asked, Problem, Text, Told } from '../protocol.ts';
import type { Gone, Json, Met, Moment, Outcome, Run, RunRef } from '../../core/run/run.ts';

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

/** A whole new picture of the run, with the turns that are needed first. */
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
  /** Why the last attempt to refresh came to nothing, beside the good data. */
  readonly problem: Problem | undefined;
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
  /** `[index, start, end, index, start, end, ...]`: the part's index, and offsets into its text. */
  readonly at: readonly number[];
}

export interface Place {
  /** Titles from the connection down to the run's collection. */
  readonly trail: readonly string[];
  /** Place among the loaded runs of the same collection, from 1; `undefined` when it stands alone. */
  readonly position: { readonly at: number; readonly of: number } | undefined;
}

/** The run as the archive has it: when the service last reported it, and why it has it no more. */
export interface ArchivedView {
  /** ms since the epoch. */
  readonly seenAt: number;
  readonly gone: Gone | undefined;
}

/** All of a run but its turns, its criteria and what is large. */
export interface RunView extends Place, Pick<Run, SentAsItIs> {
  readonly title: string;
  readonly provider: string;
  /** Whether it has a web page at its service. */
  readonly hasPage: boolean;
  readonly outcome: Outcome;
  readonly rawState: string | undefined;
  readonly reason: string | undefined;
  readonly error: ErrorView | undefined;
  /** `undefined` when the service reports no transcripts at all. */
  readonly turns: number | undefined;
  /** Whether any turn names a role itself. */
  readonly hasRoles: boolean;
  readonly criteria: CriteriaCounts;
  readonly summary: Text | undefined;
  /** In reading order. */
  readonly facts: readonly FactView[];
  readonly ids: readonly (readonly [name: string, value: string])[];
  /** Fields without a place of their own; `undefined` when too large to send at once (pull the part `rest`). */
  readonly rest: { readonly [key: string]: Json } | undefined;
  /** Whether the run holds any text that one would search. */
  readonly searchable: boolean;
  readonly unfinished: boolean;
  readonly archived: ArchivedView | undefined;
}

type SentAsItIs =
  | 'state'
  | 'verdict'
  | 'sequence'
  | 'repeat'
  | 'totalTurns'
  | 'maxTurns'
  | 'successRate'
  | 'conversationEnded'
  | 'createdAt'
  | 'startedAt'
  | 'completedAt'
  | 'updatedAt'
  | 'deletedAt'
  | 'expiresAt'
  | 'duration'
  | 'expected';

export interface FactView {
  readonly label: string;
  readonly kind: ValueKind;
  /** `undefined` where the service reports it as a rule, but not of this run. */
  readonly value: string | number | undefined;
  readonly most: number | undefined;
  readonly shown: readonly ShownIn[];
}

export interface ErrorView {
  readonly message: Text | undefined;
  readonly technicalDetails: Text | undefined;
}

export interface CriteriaCounts {
  readonly total: number;
  readonly met: number;
  readonly notMet: number;
  readonly notReported: number;
}

export interface TurnView {
  readonly index: number;
  readonly id: string | undefined;
  readonly sequence: number | undefined;
  readonly role: string | undefined;
  readonly text: Text | undefined;
  /** What was thought and not said. */
  readonly thought: Text | undefined;
  /** Calls of tools with their results, and media. */
  readonly tools: ToolsView | undefined;
  /** Size and beginning of the structured payload that nothing else tells, as JSON. */
  readonly data: Text | undefined;
  readonly extra: Text | undefined;
  readonly createdAt: Moment | undefined;
  /** Milliseconds since the first dated turn, and since the turn before. */
  readonly sinceStart: number | undefined;
  readonly gap: number | undefined;
  /** The gap is far longer than is usual in this run. */
  readonly silence: boolean;
}

export interface ToolsView {
  /** `getBooking(reference: "BN2H4S")`. */
  readonly title: string;
  readonly text: Text;
  /** A result says itself that the call failed. */
  readonly failed: boolean;
}

export interface CriterionView {
  readonly index: number;
  readonly name: string;
  readonly text: Text | undefined;
  readonly criterionType: string | undefined;
  readonly met: Met;
  readonly required: boolean;
  /** `score 0.4`, `weight 2`, `required`: those that were reported. */
  readonly figures: readonly string[];
  readonly reason: Text | undefined;
  /** Index of the turn that the result cites. */
  readonly turn: number | undefined;
  /** Whether there is JSON to be pulled (part `criterion`). */
  readonly raw: boolean;
}

// ------------------------------------------------------------------------------------------------ webview to host

/** What the page of a run may ask its host, about the picture that it shows. */
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
  /** The page listens. `generation` is that of the picture that came with it, if it took that. */
  | { readonly type: 'ready'; readonly anchor: number | undefined; readonly generation: number | undefined }
  /** To the previous or next run of the collection. */
  | { readonly type: 'go'; readonly step: -1 | 1 }
  | { readonly type: 'copyPart'; readonly part: Part };

/** A text of the run that can be long. `index` counts turns or criteria, and is 0 for the others. */
export interface Part {
  readonly of: PartKind;
  readonly index: number;
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
  'turnTools',
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

/** What the page of a run shows of it: texts cut, the rest asked for when it is looked at. Types only. */
import type { ValueKind } from '../../core/kit/format.ts';
import type { ShownIn } from '../../core/run/facts.ts';
import type { Text } from '../protocol.ts';
import type { Gone, Json, Met, Moment, Outcome, Run } from '../../core/run/run.ts';

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
  /** Of a run without a transcript: the command that prints it, where the service has one. */
  readonly transcriptCommand: string | undefined;
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
  /** In the order of the data. */
  readonly pieces: readonly PieceView[];
  /** Which of two speakers this is if they take turns; turns that only work with tools or think take none. */
  readonly speaker: 0 | 1 | undefined;
  readonly extra: Text | undefined;
  readonly createdAt: Moment | undefined;
  /** Milliseconds since the first dated turn, and since the turn before. */
  readonly sinceStart: number | undefined;
  readonly gap: number | undefined;
  /** The gap is far longer than is usual in this run. */
  readonly silence: boolean;
}

/** `nth` is its number among the pieces of its kind in the turn, from 0; the only one may have none. */
export type PieceView =
  /** Of `data`, which nothing else tells, size and beginning as JSON; the whole is the part `turnData`. */
  | { readonly kind: 'said' | 'thought' | 'data'; readonly text: Text; readonly nth: number | undefined }
  | { readonly kind: 'card'; readonly card: CardView; readonly nth: number };

/** A call with its result, a result alone, or media; one line, which unfolds. */
export interface CardView {
  readonly kind: 'call' | 'result' | 'elsewhere' | 'media';
  /** `getBooking(reference: "BN2H4S")`, cut; of a call its beginning. */
  readonly title: string;
  /** The whole call, where the title is not all of it (part `turnCall`). */
  readonly call: Text | undefined;
  /** Part `turnResult`. */
  readonly result: Text | undefined;
  /** The result says itself that the call failed. */
  readonly failed: boolean;
  /** Index of the turn where the result came, or, of a result, where its call is. */
  readonly turn: number | undefined;
  /** An image that can be shown: characters of its `data:` address (part `turnImage`). */
  readonly image: number | undefined;
}

/** The loaded runs of the same collection, this one among them. */
export interface OtherRuns {
  /** In the order of the tree; those around the run where there are very many. */
  readonly rows: readonly OtherRun[];
  readonly total: number;
}

export interface OtherRun {
  /** Id within the collection. */
  readonly run: string;
  /** It is the run that is shown. */
  readonly own: boolean;
  readonly title: string;
  readonly outcome: Outcome;
  readonly reason: string | undefined;
  /** Milliseconds. */
  readonly duration: number | undefined;
  /** When it was completed, else started, else made. */
  readonly at: Moment | undefined;
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

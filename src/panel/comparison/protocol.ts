/** What the page of a comparison and its host say to each other. Types only. */
import type { Place } from '../../core/run/refs.ts';
import type { RunRef } from '../../core/run/run.ts';
import type { Answered, Asked, Problem, Told } from '../protocol.ts';
import type { BatchesView, RunsView, TurnRow } from './views.ts';

/** What is compared: ids, and what the reader has chosen of it. */
export type Subject = BatchesSubject | RunsSubject;

export interface BatchesSubject {
  readonly kind: 'batches';
  readonly before: Place;
  readonly now: Place;
}

export interface RunsSubject {
  readonly kind: 'runs';
  /** Two to ten; the first one is the reference. */
  readonly runs: readonly RunRef[];
  /** The person chose the reference; else, of more than two, it is the most typical one of those that passed. */
  readonly chosen: boolean;
  /** Share of words in common under which two turns say another thing; `undefined`: as the settings say. */
  readonly threshold: number | undefined;
  /** The page begins at the first split. */
  readonly atSplit: boolean;
}

// ------------------------------------------------------------------------------------------------ host to webview

export type ComparisonHostMessage =
  | { readonly type: 'loading'; readonly subject: Subject }
  | BatchesMessage
  | RunsMessage
  | ComparisonFailedMessage
  | Answered;

export interface BatchesMessage {
  readonly type: 'batches';
  readonly subject: BatchesSubject;
  readonly generation: number;
  readonly view: BatchesView;
  readonly problem: Problem | undefined;
}

/** Rows of the transcripts that did not fit are asked for. */
export interface RunsMessage {
  readonly type: 'runs';
  readonly subject: RunsSubject;
  readonly generation: number;
  readonly view: RunsView;
  readonly rows: readonly TurnRow[];
  readonly problem: Problem | undefined;
}

/** Nothing to show: what is to be compared could not be loaded. */
export interface ComparisonFailedMessage {
  readonly type: 'failed';
  readonly subject: Subject;
  readonly title: string;
  readonly problem: Problem;
}

// ------------------------------------------------------------------------------------------------ webview to host

export type ComparisonQuestions = {
  /** Rows of the transcripts from `from` on, as many as fit in one message. */
  readonly rows: { readonly args: { readonly from: number }; readonly answer: readonly TurnRow[] };
};

export type ComparisonIntent =
  | Asked
  | Told
  /** The page listens. `generation` is that of the snapshot that came with it, if it took that. */
  | { readonly type: 'ready'; readonly generation: number | undefined }
  | {
      readonly type: 'openRun';
      /** Its key. */
      readonly run: number;
      readonly turn: number | undefined;
      readonly beside: boolean;
    }
  | { readonly type: 'openBatch'; readonly side: 'before' | 'now' }
  /** The batches change places. */
  | { readonly type: 'swap' }
  | { readonly type: 'threshold'; readonly value: number }
  /** Another run becomes the one that all others are compared with. */
  | { readonly type: 'reference'; readonly run: number }
  /** Opens VS Code's own comparison: of one run with the reference, or of all. */
  | { readonly type: 'openDiff'; readonly run: number | undefined };

/** All that outlives the page: ids and what the reader has chosen, never a text of a run. */
export interface ComparisonPanelState {
  readonly version: 1;
  readonly subject: Subject;
  /** Sections and toggles by name: open or on. */
  readonly folds: { readonly [name: string]: boolean };
  /** Pixels that the reader has scrolled by. */
  readonly scroll?: number | undefined;
}

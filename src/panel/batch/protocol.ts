/** What the page of a batch and its host say to each other. Types only. */
import type { Place } from '../../core/run/refs.ts';
import type { Outcome } from '../../core/run/run.ts';
import type { Answered, Asked, Problem, Told } from '../protocol.ts';
import type { BatchView, GroupView, RunLine, RunReasons } from './views.ts';

// ------------------------------------------------------------------------------------------------ host to webview

export type BatchHostMessage =
  | { readonly type: 'loading'; readonly place: Place }
  | BatchMessage
  | ChangedMessage
  | BatchFailedMessage
  | Answered;

/** A whole new picture of the batch; runs that did not fit are asked for. */
export interface BatchMessage {
  readonly type: 'batch';
  readonly place: Place;
  readonly generation: number;
  readonly batch: BatchView;
  readonly runs: readonly RunLine[];
  /** Runs in all. */
  readonly total: number;
  readonly problem: Problem | undefined;
}

/** The same runs and criteria as before, some of which say something else now. */
export interface ChangedMessage {
  readonly type: 'changed';
  readonly generation: number;
  /** A group that is as it was stands there as its key alone. */
  readonly batch: Omit<BatchView, 'groups'> & { readonly groups: readonly (GroupView | number)[] };
  readonly runs: readonly RunLine[];
  readonly problem: Problem | undefined;
}

/** Nothing to show: the runs could not be loaded, or the connection is gone. */
export interface BatchFailedMessage {
  readonly type: 'failed';
  readonly place: Place;
  readonly title: string;
  readonly problem: Problem;
}

// ------------------------------------------------------------------------------------------------ webview to host

/** What the page of a batch may ask its host, about the snapshot that it shows. */
export type BatchQuestions = {
  /** Runs from `from` on, as many as fit in one message. */
  readonly runs: { readonly args: { readonly from: number }; readonly answer: readonly RunLine[] };
  /** Why runs did not pass; those that are unknown are left out. */
  readonly reasons: {
    readonly args: { readonly runs: readonly number[] };
    readonly answer: readonly RunReasons[];
  };
};

export type BatchIntent =
  | Asked
  | Told
  /** The page listens. `generation` is that of the snapshot that came with it, if it took that. */
  | { readonly type: 'ready'; readonly generation: number | undefined }
  | {
      readonly type: 'openRun';
      readonly run: number;
      /** Index of a criterion of the batch at which the reader is to begin. */
      readonly criterion: number | undefined;
      readonly beside: boolean;
    }
  /** Holds runs of the batch beside each other, two to ten. */
  | {
      readonly type: 'compareRuns';
      readonly runs: readonly number[];
      /** The one that the others are held against; without it the most typical one that passed. */
      readonly reference: number | undefined;
    }
  /** Holds a run beside the passed one that goes the same way for the longest. */
  | { readonly type: 'passingRun'; readonly run: number }
  /** Holds the batch against another one. */
  | { readonly type: 'compareBatch'; readonly against: 'previous' | 'baseline' }
  /** Loads no further runs. */
  | { readonly type: 'stop' }
  /** Loads all runs, however many there are. */
  | { readonly type: 'loadAll' };

/** How the runs are ordered: failed ones first with their groups together, as they were numbered, slowest first, by name. */
export type SortOrder = 'failedFirst' | 'sequence' | 'duration' | 'name';

export type CellSize = 'standard' | 'compact' | 'dense';

/** All that outlives the page: ids and what the reader has chosen, never a text of a run. */
export interface BatchPanelState {
  readonly version: 1;
  readonly place: Place;
  /** Empty: every outcome. */
  readonly outcomes: readonly Outcome[];
  readonly sort: SortOrder;
  readonly size: CellSize;
  /** Sections by name: open or not. */
  readonly folds: { readonly [name: string]: boolean };
  /** Pixels that the reader has scrolled by. */
  readonly scroll?: number | undefined;
}

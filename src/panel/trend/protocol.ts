/** What the page of a trend and its host say to each other. Types only. */
import type { Place } from '../../core/run/refs.ts';
import type { Answered, Asked, Problem, Told } from '../protocol.ts';
import type { CriterionTrendView, TrendView } from './views.ts';

// ------------------------------------------------------------------------------------------------ host to webview

export type TrendHostMessage =
  | { readonly type: 'loading'; readonly place: Place }
  | TrendMessage
  | TrendFailedMessage
  | Answered;

/** Criteria that did not fit are asked for. */
export interface TrendMessage {
  readonly type: 'trend';
  readonly place: Place;
  readonly generation: number;
  readonly view: TrendView;
  readonly criteria: readonly CriterionTrendView[];
  readonly problem: Problem | undefined;
}

/** Nothing to show: the list of batches could not be loaded, and the archive has none. */
export interface TrendFailedMessage {
  readonly type: 'failed';
  readonly place: Place;
  readonly title: string;
  readonly problem: Problem;
}

// ------------------------------------------------------------------------------------------------ webview to host

export type TrendQuestions = {
  /** Criteria from `from` on, as many as fit in one message. */
  readonly criteria: {
    readonly args: { readonly from: number };
    readonly answer: readonly CriterionTrendView[];
  };
};

export type TrendIntent =
  | Asked
  | Told
  /** The page listens. */
  | { readonly type: 'ready' }
  /** The overview of a batch, by its key. */
  | { readonly type: 'openBatch'; readonly batch: number };

/** All that outlives the page: ids and what the reader has folded. */
export interface TrendPanelState {
  readonly version: 1;
  /** The scenario or task. */
  readonly place: Place;
  /** Sections and toggles by name: open or on. */
  readonly folds: { readonly [name: string]: boolean };
  /** Pixels that the reader has scrolled by. */
  readonly scroll?: number | undefined;
}

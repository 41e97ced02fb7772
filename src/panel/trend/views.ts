/** What the page of a trend shows. Sentences are made by the host; the page draws and lays them out. Types only. */
import type { Bar, Explained } from '../batch/views.ts';

/** The batches of one scenario or task over time. */
export interface TrendView {
  readonly title: string;
  /** Titles from the connection down to what is above. */
  readonly trail: readonly string[];
  readonly headline: Explained & { readonly way: Way };
  /** The oldest first; at most the newest 200. */
  readonly points: readonly PointView[];
  /** Since when it is otherwise: one for each stretch of batches with the same criteria, where there is a change. */
  readonly changes: readonly ChangeView[];
  readonly measures: readonly MeasureTrendView[];
  /** What criteria tell nothing of their own, a sentence each. */
  readonly habits: readonly string[];
  /** Criteria in all; those that did not fit into the first message are asked for. */
  readonly criteria: number;
  /** Why little is known; `undefined` where enough runs are here. */
  readonly keep: string | undefined;
  /** Whether keeping more runs is offered there: it takes an archive. */
  readonly canKeep: boolean;
  /** What a reader must know before they trust the figures. */
  readonly notes: readonly string[];
  readonly loading: boolean;
}

/** `few`: nothing can be told. */
export type Way = 'lower' | 'higher' | 'steady' | 'few';

export interface PointView {
  /** Stands for the batch as long as the panel lives. */
  readonly key: number;
  readonly title: string;
  /** When it was made, in words; empty where that is not known or is the title. */
  readonly made: string;
  /** For the axis: `14 Nov`, or the time where all are of one day; empty where it is not known. */
  readonly label: string;
  /** `18 of 20 passed (90 %, likely 70–97 %)`. */
  readonly words: string;
  readonly bar: Bar | undefined;
  /** Shares of passed runs to expect if nothing changed. */
  readonly expected: readonly [low: number, high: number] | undefined;
  /** `5 to 10 passed`; empty where nothing can be expected. */
  readonly expectedWords: string;
  readonly stands: 'below' | 'within' | 'above' | undefined;
  /** It takes no part in what is told of the series. */
  readonly unfinished: boolean;
  /** The service has it no more. */
  readonly archived: boolean;
  /** What else is to be known of it; empty when nothing. */
  readonly notes: string;
  /** How the criteria differ from those of the batch before, where the line is broken. */
  readonly broken: string | undefined;
}

export interface ChangeView {
  /** Index of the first point after the change. */
  readonly at: number;
  readonly words: string;
  readonly way: 'lower' | 'higher';
  /** Shares over all runs of the stretch before and after. */
  readonly before: number;
  readonly after: number;
  /** The points of the stretch. */
  readonly from: number;
  readonly to: number;
}

/** Value, and the range it probably lies in. */
export type Whisker = readonly [value: number, low: number, high: number];

export interface CriterionTrendView {
  readonly name: string;
  /** Since when it is met more or less often; empty where there is no telling. */
  readonly change: string;
  /** `its verdict changed 3 of 7 times`; empty where that cannot be told. */
  readonly flips: string;
  readonly way: 'lower' | 'higher' | undefined;
  /** Index of the first point after the change. */
  readonly at: number | undefined;
  /** One for each point: share of runs that met it; `null` where the batch does not have it or nothing was judged. */
  readonly rates: readonly (Whisker | null)[];
  /** `90 % of 20`, one for each point; empty where there is no rate. */
  readonly words: readonly string[];
}

export interface MeasureTrendView {
  readonly label: string;
  /** One for each point: the median and the middle half of the runs; `null` where it is not reported. */
  readonly middles: readonly (Whisker | null)[];
  /** `38 s`, one for each point; empty where it is not reported. */
  readonly words: readonly string[];
  /** The smallest and the largest value that is drawn, in words. */
  readonly ends: readonly [low: string, high: string];
}

/**
 * The batches of one scenario or task over time (docs/analysis.md 2.8): what each one's rate is, what was to be expected,
 * and since when it is another. A line of points is broken where the criteria changed: what they measure is then
 * something else.
 */
import type { BatchStats } from '../batch/batch.ts';
import { firstRate } from '../batch/batch.ts';
import { cell } from '../batch/criteria.ts';
import type { AnalysisSettings } from '../settings.ts';
import { expectedCounts } from '../stats/binomial.ts';
import { finished, type Work } from '../slices.ts';
import type { ChangePoint } from '../stats/changePoint.ts';
import { changePointWork } from '../stats/changePoint.ts';
import { flipsOf, type Flips } from '../stats/flips.ts';
import type { Rate } from '../stats/rate.ts';
import { rateOf } from '../stats/rate.ts';
import { criterionHabits, type CriterionHabits, type CriterionOfBatch } from './habits.ts';
import type { BatchMeasure, MeasureTrend } from './measures.ts';
import { measuresOver } from './measures.ts';

export interface TrendBatch {
  readonly id: string;
  readonly title: string;
  /** ms since the epoch, when it was made; `null` where that was not reported. */
  readonly at: number | null;
  /** The service has it no more: it comes from the archive. */
  readonly expired: boolean;
  readonly rate: Rate;
  readonly errored: number;
  readonly unfinished: number;
  readonly criteria: readonly CriterionOfBatch[];
  readonly measures: readonly BatchMeasure[];
}

export function trendBatch(
  about: Pick<TrendBatch, 'id' | 'title' | 'at' | 'expired'>,
  stats: BatchStats,
  settings: AnalysisSettings,
): TrendBatch {
  return {
    ...about,
    rate: firstRate(stats, settings),
    errored: stats.counts.errored,
    unfinished: stats.unfinished,
    criteria: stats.criteria.map(({ id, name, rate }, row) => {
      return { id, name, rate, missed: missedIn(stats, row) };
    }),
    measures: Object.entries(stats.measures).map(([key, { label, kind, n, median, quartiles }]) => {
      return { key, label, kind, n, median, quartiles };
    }),
  };
}

/** Places of the runs that missed the criterion of this row. */
function missedIn({ cells, runs }: Pick<BatchStats, 'cells' | 'runs'>, row: number): number[] {
  return [...runs.keys()].filter((run) => cells[row * runs.length + run] === cell.notMet);
}

export interface TrendPoint extends Omit<TrendBatch, 'criteria' | 'measures'> {
  /** Passed runs to expect of so many if nothing changed, as seldom missed as by three deviations; `null` where too few batches tell. */
  readonly expected: readonly [low: number, high: number] | null;
  readonly stands: 'below' | 'within' | 'above' | null;
  /** How the criteria differ from those of the batch before: the line is broken here. `null` where they do not. */
  readonly criteriaChanged: CriteriaChange | null;
}

/** Names of criteria. */
export interface CriteriaChange {
  readonly text: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A stretch of batches that were judged by the same criteria. */
export interface TrendSegment {
  readonly from: number;
  /** The first point that is no longer in it. */
  readonly to: number;
  /** Within it; `at` is an index of all points. */
  readonly change: ChangePoint | null;
}

export interface CriterionTrend {
  readonly id: string;
  readonly name: string;
  /** One for each point; `null` where the batch does not have the criterion. */
  readonly rates: readonly (Rate | null)[];
  /** Since when it is met more or less often; `null` where there is no telling. */
  readonly change: ChangePoint | null;
  /** How often its verdict changed from one batch to the next; `null` unless all batches are of one to three runs. */
  readonly flips: Flips | null;
}

export interface Trend {
  /** The oldest first. */
  readonly points: readonly TrendPoint[];
  /** At least one where there are points. */
  readonly segments: readonly TrendSegment[];
  /** Of the last segment: since when it is as it is now. */
  readonly change: ChangePoint | null;
  /** In the order of their newest names. */
  readonly criteria: readonly CriterionTrend[];
  readonly measures: readonly MeasureTrend[];
  /** Of the batches that have ended. */
  readonly habits: CriterionHabits;
}

/** @param batches in any order: they are put by time, those without a time first as they come */
export function* trendWork(batches: readonly TrendBatch[], { confidence }: AnalysisSettings): Work<Trend> {
  const sorted = batches.toSorted((a, b) => (a.at ?? -Infinity) - (b.at ?? -Infinity) || 0);
  const changes = criteriaChanges(sorted);
  const starts = sorted.flatMap((_, index) => (index === 0 || changes[index] ? [index] : []));
  const rates = sorted.map(({ rate }) => rate);
  const segments: TrendSegment[] = [];
  for (const [index, from] of starts.entries()) {
    const to = starts[index + 1] ?? sorted.length;
    segments.push({ from, to, change: yield* changeWithin(rates, sorted, from, to) });
  }
  const points = segments.flatMap(({ from, to, change }) => {
    const reference = referenceRate(sorted.slice(from, change ? change.at : to), confidence);
    return sorted.slice(from, to).map((batch, offset): TrendPoint => {
      const { id, title, at, expired, rate, errored, unfinished } = batch;
      const expected = reference && rate.judged > 0 ? expectedOf(rate, reference) : null;
      return {
        ...{ id, title, at, expired, rate, errored, unfinished },
        expected,
        stands: expected && standing(rate.passed, expected),
        criteriaChanged: changes[from + offset] ?? null,
      };
    });
  });
  const criteria: CriterionTrend[] = [];
  for (const each of criteriaOver(sorted)) {
    const change = yield* changeWithin(each.rates, sorted, 0, sorted.length);
    criteria.push({ ...each, change, flips: flipsIn(each.rates, sorted) });
  }
  const measures = measuresOver(sorted.map((batch) => batch.measures));
  const habits = criterionHabits(sorted.filter(isSettled).map((batch) => batch.criteria));
  return { points, segments, change: segments.at(-1)?.change ?? null, criteria, measures, habits };
}

/** All of it at once. */
export function trendOf(batches: readonly TrendBatch[], settings: AnalysisSettings): Trend {
  return finished(trendWork(batches, settings));
}

const fewestBatches = 3;

/** Three on each side of a change. */
export const fewestToTell = 2 * fewestBatches;

/** Batches of the last stretch among which a change was sought: the others are shown and take no part. */
export function soughtIn({ points, segments }: Pick<Trend, 'points' | 'segments'>): number {
  const last = segments.at(-1);
  return last ? points.slice(last.from, last.to).filter(isSettled).length : 0;
}

/** A batch that still runs takes no part: looking again until it pleases would be a false alarm in the making. */
function isSettled({ unfinished, rate }: Pick<TrendBatch, 'unfinished' | 'rate'>): boolean {
  return unfinished === 0 && rate.judged > 0;
}

/** @param rates one for each batch, of the whole or of a criterion; `null` where it has none */
function* changeWithin(
  rates: readonly (Rate | null)[],
  batches: readonly TrendBatch[],
  from: number,
  to: number,
): Work<ChangePoint | null> {
  const settled = batches.flatMap((batch, index) => {
    const rate = rates[index];
    if (index < from || index >= to || !isSettled(batch) || !rate || rate.judged === 0) return [];
    return [{ index, rate }];
  });
  const change = yield* changePointWork(settled.map(({ rate }) => rate));
  return change && { ...change, at: settled[change.at]?.index ?? from };
}

/** In larger batches one verdict of all runs would be too coarse: their rates are looked at. */
const mostRunsToFlip = 3;

function flipsIn(rates: readonly (Rate | null)[], batches: readonly TrendBatch[]): Flips | null {
  const judged = rates.flatMap((rate, index) => {
    const batch = batches[index];
    return rate && rate.judged > 0 && batch && isSettled(batch) ? [rate] : [];
  });
  if (judged.some((rate) => rate.judged > mostRunsToFlip)) return null;
  return flipsOf(judged.map(({ passed, judged: all }) => passed * 2 >= all));
}

/** Of the batches before a change, or of all: what the others are held against. */
function referenceRate(
  batches: readonly TrendBatch[],
  confidence: AnalysisSettings['confidence'],
): Rate | null {
  const settled = batches.filter(isSettled);
  if (settled.length < fewestBatches) return null;
  const sum = (of: 'passed' | 'judged') => settled.reduce((total, { rate }) => total + rate[of], 0);
  return rateOf(sum('passed'), sum('judged'), confidence);
}

function expectedOf({ judged }: Rate, reference: Rate): readonly [number, number] {
  return expectedCounts(judged, reference.passed / reference.judged);
}

function standing(passed: number, [low, high]: readonly [number, number]): TrendPoint['stands'] {
  if (passed < low) return 'below';
  return passed > high ? 'above' : 'within';
}

/** Beside the last batch before that has criteria at all: one that errored throughout changes nothing. */
function criteriaChanges(batches: readonly TrendBatch[]): (CriteriaChange | null)[] {
  let before: TrendBatch['criteria'] = [];
  return batches.map(({ criteria }) => {
    if (criteria.length === 0) return null;
    const change = before.length === 0 ? null : criteriaChange(before, criteria);
    before = criteria;
    return change;
  });
}

function criteriaChange(before: TrendBatch['criteria'], now: TrendBatch['criteria']): CriteriaChange | null {
  const [had, has] = [new Set(before.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
  const removed = before.filter(({ id }) => !has.has(id)).map(({ name }) => name);
  const added = now.filter(({ id }) => !had.has(id)).map(({ name }) => name);
  if (removed.length + added.length === 0) return null;
  const text = removed.filter((name) => added.includes(name));
  const others = (names: readonly string[]) => names.filter((name) => !text.includes(name)).sort();
  return { text: text.toSorted(), added: others(added), removed: others(removed) };
}

function criteriaOver(batches: readonly TrendBatch[]): Omit<CriterionTrend, 'change' | 'flips'>[] {
  const found = new Map<string, { name: string; rates: (Rate | null)[] }>();
  batches.forEach(({ criteria }, index) => {
    for (const { id, name, rate } of criteria) {
      const own = found.get(id) ?? { name, rates: Array<Rate | null>(batches.length).fill(null) };
      found.set(id, own);
      own.name = name;
      own.rates[index] = rate;
    }
  });
  return [...found]
    .map(([id, { name, rates }]) => ({ id, name, rates }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
}

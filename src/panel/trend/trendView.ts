/** What the page of a trend shows, made of the trend. Pure. */
import { shareOf, type Rate } from '../../analysis/stats/rate.ts';
import type { MeasureTrend } from '../../analysis/trend/measures.ts';
import {
  fewestToTell,
  soughtIn,
  type CriterionTrend,
  type Trend,
  type TrendPoint,
  type TrendSegment,
} from '../../analysis/trend/trend.ts';
import {
  criteriaChangeWords,
  flipsWords,
  habitLines,
  sinceWords,
  trendWords,
} from '../../analysis/trend/words.ts';
import { rateWords } from '../../analysis/words.ts';
import { shortDayWords } from '../../core/kit/dates.ts';
import {
  formatClock,
  formatCount,
  formatDate,
  formatPercent,
  formatValue,
  plural,
} from '../../core/kit/format.ts';
import { counted, t } from '../../core/kit/l10n.ts';
import type { Numbering } from '../batch/numbering.ts';
import { barOf } from '../batch/words.ts';
import { clip } from '../text.ts';
import type {
  ChangeView,
  CriterionTrendView,
  MeasureTrendView,
  PointView,
  TrendView,
  Whisker,
} from './views.ts';

export interface TrendAbout {
  readonly title: string;
  readonly trail: readonly string[];
  /** Batches of whose runs none is known. */
  readonly unread: number;
  /** The service has more batches than are known. */
  readonly isPart: boolean;
  readonly canKeep: boolean;
  readonly loading: boolean;
  readonly keys: Numbering;
}

export interface TrendPicture {
  readonly view: TrendView;
  /** What can be told something of comes first, then by name. */
  readonly criteria: readonly CriterionTrendView[];
}

/** More than these cannot be told apart in one drawing; figures are of all. */
export const mostPoints = 200;
const longestTitle = 100;
const longestWords = 300;
const longestHabits = 1500;

export function trendPicture(trend: Trend, about: TrendAbout): TrendPicture {
  const { points, segments, measures, criteria } = trend;
  const { title, trail, loading, keys } = about;
  const first = Math.max(0, points.length - mostPoints);
  const told = criteria.toSorted((a, b) => Number(b.change !== null) - Number(a.change !== null));
  return {
    view: {
      ...{ title: clip(title, longestTitle), trail: trail.map((each) => clip(each, longestTitle)), loading },
      headline: headlineOf(trend),
      points: pointViews(points.slice(first), keys),
      changes: segments.flatMap((segment) => changeView(segment, trend, first)),
      measures: measures.map((measure) => measureView(measure, first)),
      criteria: criteria.length,
      habits: habitLines(trend.habits).map((words) => clip(words, longestHabits)),
      ...{ keep: keepWords(points.length, about), canKeep: about.canKeep },
      notes: notesOf(trend, first, about),
    },
    criteria: told.map((criterion) => criterionView(criterion, trend, first)),
  };
}

function headlineOf(trend: Trend): TrendView['headline'] {
  const words = trendWords(trend);
  const how = t(
    'One change point by the largest likelihood ratio, told at p 0.01 of 999 shuffles of the verdicts, with three batches on each side. Batches that still run or judged nothing take no part.',
  );
  const { change } = trend;
  if (change) return { words, how, way: wayOf(change) };
  return { words, how, way: soughtIn(trend) >= fewestToTell ? 'steady' : 'few' };
}

function wayOf({ before, after }: { readonly before: Rate; readonly after: Rate }): 'lower' | 'higher' {
  return (shareOf(after) ?? 0) < (shareOf(before) ?? 0) ? 'lower' : 'higher';
}

function pointView(point: TrendPoint, label: string, keys: Numbering): PointView {
  const { id, title, at, rate, expected, stands, expired, unfinished, errored, criteriaChanged } = point;
  const notes = [
    ...(stands === 'below' ? [t('below what was to be expected')] : []),
    ...(stands === 'above' ? [t('above what was to be expected')] : []),
    ...(errored > 0 ? [t('{0} errored', formatCount(errored))] : []),
    ...(unfinished > 0 ? [t('{0} not finished', plural(unfinished, 'run'))] : []),
    ...(expired ? [t('no longer at the service, from the archive')] : []),
  ];
  const made = at === null || title.startsWith(formatDate(at).slice(0, 10)) ? '' : formatDate(at);
  return {
    ...{ key: keys.of(id), title: clip(title, longestTitle), made, words: rateWords(rate), bar: barOf(rate) },
    label,
    expected: expected && rate.judged > 0 ? shares(expected, rate.judged) : undefined,
    expectedWords: expected ? t('{0} to {1} passed', formatCount(expected[0]), formatCount(expected[1])) : '',
    ...{
      stands: stands ?? undefined,
      unfinished: unfinished > 0,
      archived: expired,
      notes: notes.join(' · '),
    },
    broken: criteriaChanged ? clip(criteriaChangeWords(criteriaChanged), longestWords) : undefined,
  };
}

/** Called by the day alone where that tells them apart, else by the time. */
function pointViews(points: readonly TrendPoint[], keys: Numbering): PointView[] {
  const days = points.map(({ at }) => (at === null ? '' : shortDayWords(at)));
  const isOneDay = new Set(days).size === 1 && points.length > 1;
  return points.map((point, index) => {
    const time = isOneDay && point.at !== null ? formatClock(point.at).slice(0, 5) : undefined;
    return pointView(point, time ?? days[index] ?? '', keys);
  });
}

function shares([low, high]: readonly [number, number], judged: number): [number, number] {
  return [rounded(low / judged), rounded(high / judged)];
}

function changeView({ from, to, change }: TrendSegment, { points }: Trend, first: number): ChangeView[] {
  if (!change || change.at <= first) return [];
  const { at, before, after } = change;
  const words = clip(sinceWords(change, points[at]?.title ?? ''), longestWords);
  return [
    {
      ...{ at: at - first, words, way: wayOf(change), from: Math.max(0, from - first), to: to - first },
      ...{ before: rounded(shareOf(before) ?? 0), after: rounded(shareOf(after) ?? 0) },
    },
  ];
}

function criterionView(criterion: CriterionTrend, { points }: Trend, first: number): CriterionTrendView {
  const { name, rates, change, flips } = criterion;
  const shown = rates.slice(first);
  return {
    name: clip(name, longestTitle),
    change: change ? clip(sinceWords(change, points[change.at]?.title ?? ''), longestWords) : '',
    flips: flipsWords(flips),
    way: change ? wayOf(change) : undefined,
    at: change && change.at > first ? change.at - first : undefined,
    rates: shown.map(whiskerOf),
    words: shown.map((rate) => {
      const share = rate && shareOf(rate);
      return rate === null || share === null
        ? ''
        : t('{0} of {1}', formatPercent(share * 100), formatCount(rate.judged));
    }),
  };
}

function whiskerOf(rate: Rate | null): Whisker | null {
  const share = rate && shareOf(rate);
  if (rate?.interval == null || share === null) return null;
  return [rounded(share), rounded(rate.interval[0]), rounded(rate.interval[1])];
}

function measureView({ label, kind, middles }: MeasureTrend, first: number): MeasureTrendView {
  const show = (value: number) => formatValue(kind, value);
  const shown = middles.slice(first).map((middle): Whisker | null => {
    if (middle?.median == null) return null;
    const [low, high] = middle.quartiles ?? [middle.median, middle.median];
    return [middle.median, low, high];
  });
  const all = shown.flatMap((whisker) => whisker ?? []);
  return {
    label,
    middles: shown,
    words: shown.map((whisker) => (whisker ? show(whisker[0]) : '')),
    ends: all.length === 0 ? ['', ''] : [show(Math.min(...all)), show(Math.max(...all))],
  };
}

/** Enough for a drawing. */
function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}

function keepWords(points: number, { unread, title, canKeep }: TrendAbout): string | undefined {
  const count = formatCount(unread);
  if (unread > 0 && canKeep) {
    return counted(
      unread,
      '{0} batch has no runs here: only runs that were looked at or kept are known.',
      '{0} batches have no runs here: only runs that were looked at or kept are known.',
      count,
    );
  }
  if (unread > 0) {
    return counted(
      unread,
      '{0} batch has no runs here: only runs that were looked at are known.',
      '{0} batches have no runs here: only runs that were looked at are known.',
      count,
    );
  }
  if (points === 0) return t('Nothing is known of the batches of {0} yet.', clip(title, longestTitle));
  if (points >= fewestToTell) return undefined;
  return canKeep
    ? t('Only batches that were looked at or kept are here.')
    : t('Only batches that were looked at are here.');
}

function notesOf({ points }: Trend, first: number, { isPart, loading }: TrendAbout): string[] {
  const archived = points.filter(({ expired }) => expired).length;
  return [
    ...(first > 0
      ? [
          t(
            'The newest {0} of {1} batches are drawn; what is told is of all.',
            formatCount(mostPoints),
            formatCount(points.length),
          ),
        ]
      : []),
    ...(isPart && !loading ? [t('The service has older batches that are not in this list.')] : []),
    ...(archived > 0
      ? [
          t(
            'No longer at the service, from the archive: {0} of {1}.',
            formatCount(archived),
            plural(points.length, 'batch', 'batches'),
          ),
        ]
      : []),
  ];
}

/** What is said of figures (docs/analysis.md 6.1). */
import { formatCount, formatPart, formatPercent, plural } from '../core/kit/format.ts';
import { t } from '../core/kit/l10n.ts';
import type { InARow } from './stats/inARow.ts';
import type { Confidence } from './stats/normal.ts';
import type { Interval, Rate } from './stats/rate.ts';
import { shareOf } from './stats/rate.ts';
import { smallestVisibleFall } from './stats/runsNeeded.ts';
import { fewestRuns, type Diff } from './stats/verdict.ts';

/** `18 of 20 passed (90 %, likely 70–97 %)`. */
export function rateWords(rate: Rate): string {
  const share = shareOf(rate);
  if (share === null) return t('no verdicts yet');
  const [passed, all] = [formatCount(rate.passed), formatCount(rate.judged)];
  const percent = formatPercent(share * 100);
  return rate.interval
    ? t('{0} of {1} passed ({2}, likely {3})', passed, all, percent, rangeWords(rate.interval))
    : t('{0} of {1} passed ({2})', passed, all, percent);
}

/** `70–97 %`, `0.1–5 %`: whole percents, tenths near the ends; those are only what is reached exactly. */
export function rangeWords([low, high]: Interval): string {
  return t('{0}–{1} %', formatCount(percentOf(low)), formatCount(percentOf(high)));
}

/** `5 in a row: 55 % (17–87 %)`; `undefined` where runs are too few, and for one run, which is the rate. */
export function inARowWords({ k, estimate, interval, over }: InARow): string | undefined {
  if (k === 1 || estimate === null) return undefined;
  const [length, chance] = [formatCount(k), formatPercent(estimate * 100)];
  // Of the last few runs the estimate counts draws without putting back, the range does not: 4 of 5 are 0 % five times.
  const range = interval && rangeWords([Math.min(interval[0], estimate), interval[1]]);
  if (!over)
    return range
      ? t('{0} in a row: {1} ({2})', length, chance, range)
      : t('{0} in a row: {1}', length, chance);
  const units = over.units === over.of ? formatCount(over.of) : formatPart(over.units, over.of);
  return range
    ? t('{0} in a row: {1} ({2}), averaged over {3} tests or tasks', length, chance, range, units)
    : t('{0} in a row: {1}, averaged over {2} tests or tasks', length, chance, units);
}

/**
 * `With 20 runs per batch, a fall from 90 % to 50 % or lower is seen in 80 of 100 comparisons.`; `undefined` where
 * there is nothing to fall from, or so little that there would be no verdict.
 */
export function visibleFallWords(rate: Rate, confidence: Confidence): string | undefined {
  const share = shareOf(rate);
  if (share === null || share === 0 || rate.judged < fewestRuns) return undefined;
  const to = smallestVisibleFall(share, rate.judged, confidence);
  const values = [plural(rate.judged, 'run'), formatPercent(share * 100)];
  return to === null
    ? t(
        'With {0} per batch, even a fall from {1} to none is seen in fewer than 80 of 100 comparisons.',
        ...values,
      )
    : t(
        'With {0} per batch, a fall from {1} to {2} or lower is seen in 80 of 100 comparisons.',
        ...[...values, formatPercent(to * 100)],
      );
}

/** An end of such a range: `70 %`. */
export function boundWords(share: number): string {
  return formatPercent(percentOf(share));
}

/** `Lower, probable`, `No clear change`, `Too few runs to tell`. */
export function verdictWords({ verdict, grade }: Pick<Diff, 'verdict' | 'grade'>): string {
  switch (verdict) {
    case 'higher':
      return grade === 'clear' ? t('Higher, clear') : t('Higher, probable');
    case 'lower':
      return grade === 'clear' ? t('Lower, clear') : t('Lower, probable');
    case 'noClearChange':
      return t('No clear change');
    case 'tooFew':
      return t('Too few runs to tell');
    case 'notComparable':
      return t('Not comparable');
  }
}

/** `Lower, probable: 90 % → 40 %`. */
export function changeWords(change: Diff): string {
  return `${verdictWords(change)}: ${sharesWords(change)}`;
}

/** `90 % → 40 %`. */
export function sharesWords({ a, b }: Pick<Diff, 'a' | 'b'>): string {
  return [a, b].map(shareWords).join(' → ');
}

function shareWords(rate: Rate): string {
  const share = shareOf(rate);
  return share === null ? t('no verdicts') : formatPercent(share * 100);
}

function percentOf(share: number): number {
  const percent = share * 100;
  const isNearAnEnd = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
  return isNearAnEnd ? Math.min(99.9, Math.max(0.1, Math.round(percent * 10) / 10)) : Math.round(percent);
}

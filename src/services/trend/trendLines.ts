/** What is said of a trend, batch by batch: the newest first, as people look for what is now. */
import { formatCount, formatPercent } from '../../core/kit/format.ts';
import { shareOf, type Rate } from '../../analysis/stats/rate.ts';
import { criterionChange, type Trend, type TrendPoint } from '../../analysis/trend/trend.ts';
import { criteriaChangeWords, sinceWords } from '../../analysis/trend/words.ts';
import { rateWords } from '../../analysis/words.ts';

export interface TrendLine {
  /** Index of the point. */
  readonly at: number;
  readonly label: string;
  readonly description: string;
  /** What else is to be known of it; empty when nothing. */
  readonly detail: string;
  /** The line of batches is broken between this one and the older ones, and why. */
  readonly broken: string | undefined;
}

export function trendLines({ points }: Trend): TrendLine[] {
  return points
    .map((point, at): TrendLine => {
      const { title, rate, criteriaChanged } = point;
      return {
        ...{ at, label: title, description: rateWords(rate), detail: notesOf(point) },
        broken: criteriaChanged ? criteriaChangeWords(criteriaChanged) : undefined,
      };
    })
    .toReversed();
}

export interface CriterionTrendLine {
  readonly label: string;
  /** `100, 90, –, 60 %`, the oldest first; a dash where a batch does not have it. */
  readonly description: string;
  /** Since when it is met more or less often; empty when there is no telling. */
  readonly detail: string;
}

/** Those first of which something can be told, then by name. */
export function criterionLines({ points, criteria }: Trend): CriterionTrendLine[] {
  return criteria
    .map((criterion) => {
      const change = criterionChange(criterion);
      const detail = change ? sinceWords(change, points[change.at]?.title ?? '') : '';
      return { label: criterion.name, description: sharesOf(criterion.rates), detail };
    })
    .toSorted((a, b) => Number(b.detail !== '') - Number(a.detail !== ''));
}

function sharesOf(rates: readonly (Rate | null)[]): string {
  const last = rates.slice(-mostShares);
  const words = last.map((rate) => {
    const share = rate && shareOf(rate);
    return share === null ? '–' : formatPercent(share * 100).replace(/ %$/, '');
  });
  return `${rates.length > last.length ? '… ' : ''}${words.join(', ')} % met`;
}

const mostShares = 8;

function notesOf({ expected, stands, expired, errored, unfinished }: TrendPoint): string {
  return [
    ...(expected && (stands === 'below' || stands === 'above')
      ? [
          `${stands} the ${formatCount(expected[0])} to ${formatCount(expected[1])} passed to expect if nothing changed`,
        ]
      : []),
    ...(errored > 0 ? [`${formatCount(errored)} errored`] : []),
    ...(unfinished > 0 ? [`${formatCount(unfinished)} not finished`] : []),
    ...(expired ? ['no longer at the service, from the archive'] : []),
  ].join(' · ');
}

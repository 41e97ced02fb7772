import { formatCount, formatPercent, plural } from '../../core/kit/format.ts';
import type { ChangePoint } from '../stats/changePoint.ts';
import { shareOf, type Rate } from '../stats/rate.ts';
import { rateWords } from '../words.ts';
import type { CriteriaChange, Trend, TrendPoint } from './trend.ts';

/** `Lower since Simulation 14: 62 % of 58 runs, before 91 % of 140 runs.` */
export function trendWords({ points, segments, change }: Trend): string {
  if (points.length === 0) return 'There are no batches yet.';
  if (change) return sinceWords(change, points[change.at]?.title ?? '');
  const last = segments.at(-1);
  const batches = last ? last.to - last.from : 0;
  const since = segments.length > 1 ? ' since the criteria changed' : '';
  if (batches < fewestToTell) {
    return `Too few batches to tell a change: ${formatCount(batches)}${since}; six are needed.`;
  }
  return `No clear change over ${plural(batches, 'batch', 'batches')}${since}.`;
}

export function sinceWords({ before, after }: ChangePoint, title: string): string {
  const way = (shareOf(after) ?? 0) < (shareOf(before) ?? 0) ? 'Lower' : 'Higher';
  return `${way} since ${title}: ${partWords(after)}, before ${partWords(before)}.`;
}

/** What a point says besides its rate. */
export function pointWords({
  title,
  rate,
  expected,
  stands,
  expired,
  unfinished,
  ...point
}: TrendPoint): string {
  const words = [`${title}: ${rateWords(rate)}`];
  if (unfinished > 0) words.push(`${plural(unfinished, 'run')} not finished`);
  if (point.errored > 0) words.push(`${formatCount(point.errored)} errored`);
  if (expected && stands !== 'within')
    words.push(
      `${stands} what is to be expected if nothing changed (${formatCount(expected[0])} to ${formatCount(expected[1])} passed)`,
    );
  if (expired) words.push('no longer at the service, from the archive');
  if (point.criteriaChanged) words.push(criteriaChangeWords(point.criteriaChanged));
  return `${words.join('; ')}.`;
}

/** `criteria changed: text of “Polite”; new “Fast”; without “Located”` */
export function criteriaChangeWords({ text, added, removed }: CriteriaChange): string {
  const named = (head: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${head} ${names.map((name) => `“${name}”`).join(', ')}`];
  const parts = [...named('text of', text), ...named('new', added), ...named('without', removed)];
  return `criteria changed: ${parts.join('; ')}`;
}

/** Three on each side of a change. */
const fewestToTell = 6;

function partWords(rate: Rate): string {
  return `${formatPercent((shareOf(rate) ?? 0) * 100)} of ${plural(rate.judged, 'run')}`;
}

/** What is said of figures (analysis.md 6.1). */
import { formatCount, formatPercent } from '../core/kit/format.ts';
import type { Interval, Rate } from './stats/rate.ts';
import { shareOf } from './stats/rate.ts';
import type { Diff } from './stats/verdict.ts';

/** `18 of 20 passed (90 %, likely 70–97 %)`. */
export function rateWords(rate: Rate): string {
  const share = shareOf(rate);
  if (share === null) return 'no verdicts yet';
  const counts = `${formatCount(rate.passed)} of ${formatCount(rate.judged)} passed`;
  return `${counts} (${formatPercent(share * 100)}${rate.interval ? `, likely ${rangeWords(rate.interval)}` : ''})`;
}

/** `70–97 %`: whole percents; the ends are only what is reached exactly. */
export function rangeWords([low, high]: Interval): string {
  return `${wholePercent(low)}–${wholePercent(high)} %`;
}

/** `Lower, probable`, `No clear change`, `Too few runs to tell`. */
export function verdictWords({ verdict, grade }: Pick<Diff, 'verdict' | 'grade'>): string {
  switch (verdict) {
    case 'higher':
      return `Higher, ${grade ?? 'probable'}`;
    case 'lower':
      return `Lower, ${grade ?? 'probable'}`;
    case 'noClearChange':
      return 'No clear change';
    case 'tooFew':
      return 'Too few runs to tell';
    case 'notComparable':
      return 'Not comparable';
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
  return share === null ? 'no verdicts' : formatPercent(share * 100);
}

function wholePercent(share: number): number {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return 99;
  return rounded === 0 && share > 0 ? 1 : rounded;
}

/** What is said of two batches besides their verdict (analysis.md 6.1). */
import { formatCount, formatPercent, formatValue, plural } from '../../core/kit/format.ts';
import type { MatchedDiff } from '../stats/matched.ts';
import { shareOf, type Rate } from '../stats/rate.ts';
import type { Diff } from '../stats/verdict.ts';
import { verdictWords } from '../words.ts';
import type { Shift } from './shifts.ts';

/** `To see a fall from 90 % to 70 %, about 62 runs per batch are needed.` */
export function runsNeededWords({ a, b }: Pick<Diff, 'a' | 'b'>, needed: number): string {
  const [from, to] = [shareOf(a) ?? 0, shareOf(b) ?? 0];
  const way = to < from ? 'a fall' : 'a rise';
  const change = `${way} from ${formatPercent(from * 100)} to ${formatPercent(to * 100)}`;
  return `To see ${change}, about ${plural(needed, 'run')} per batch are needed.`;
}

/** `Same tests or tasks: 3 of 40 lower, 1 higher: No clear change`. */
export function matchedWords(matched: MatchedDiff): string {
  const { units, lower, higher } = matched;
  const of = `${formatCount(lower)} of ${formatCount(units)} lower, ${formatCount(higher)} higher`;
  return `Same tests or tasks: ${of}: ${verdictWords(matched)}`;
}

/** `Duration: median 42 s before, 51 s now; more now in 71 % of pairs of runs: Higher, probable`. */
export function shiftWords(shift: Shift): string {
  const { label, kind, medianA, medianB, superiority } = shift;
  const show = (value: number | null) => (value === null ? 'not reported' : formatValue(kind, value));
  const medians = `${label}: median ${show(medianA)} before, ${show(medianB)} now`;
  if (superiority === null) return medians;
  return `${medians}; more now in ${formatPercent(superiority * 100)} of pairs of runs: ${verdictWords(shift)}`;
}

/** `Difference: −50 points (−69 to −21), p 0.0012`. */
export function differenceLines({ difference, interval, p }: Diff): string[] {
  if (difference === null) return [];
  const range = interval ? ` (${points(interval[0])} to ${points(interval[1])})` : '';
  return [`Difference: ${points(difference)} points${range}${p === null ? '' : `, p ${probability(p)}`}`];
}

function points(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded < 0 ? `−${-rounded}` : String(rounded + 0);
}

/** `0.0012`: two digits that mean something. */
export function probability(p: number): string {
  return p < 0.0001 ? 'under 0.0001' : String(Number(p.toPrecision(2)));
}

/** `18 of 20 (90 %)`. */
export function countWords(rate: Rate): string {
  const share = shareOf(rate);
  return share === null
    ? 'not judged'
    : `${formatCount(rate.passed)} of ${formatCount(rate.judged)} (${formatPercent(share * 100)})`;
}

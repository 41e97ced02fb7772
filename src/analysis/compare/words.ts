/** What is said of two batches besides their verdict (docs/analysis.md 6.1). */
import {
  formatCount,
  formatPart,
  formatPercent,
  formatValue,
  plural,
  type ValueKind,
} from '../../core/kit/format.ts';
import { intlFigures } from '../../core/kit/intlFormat.ts';
import { t } from '../../core/kit/l10n.ts';
import { commas, semicolons } from '../../core/kit/punctuation.ts';
import type { MatchedDiff } from '../stats/matched.ts';
import { shareOf, type Rate } from '../stats/rate.ts';
import type { Diff } from '../stats/verdict.ts';
import { changeWords, verdictWords } from '../words.ts';
import { decisive, type RateChange } from './batches.ts';
import type { Shift } from './shifts.ts';

/** `Lower, probable: 90 % → 40 %`: the verdict that counts, beside the rates of all runs. */
export function rateChangeWords(change: RateChange): string {
  return changeWords({ ...change.rate, ...decisive(change) });
}

/** `To see a fall from 90 % to 70 %, about 62 runs per batch are needed.` */
export function runsNeededWords({ a, b }: Pick<Diff, 'a' | 'b'>, needed: number): string {
  const [from, to] = [shareOf(a) ?? 0, shareOf(b) ?? 0];
  const values = [formatPercent(from * 100), formatPercent(to * 100), plural(needed, 'run')];
  return to < from
    ? t('To see a fall from {0} to {1}, about {2} per batch are needed.', ...values)
    : t('To see a rise from {0} to {1}, about {2} per batch are needed.', ...values);
}

/** `Same tests or tasks: 3 of 40 lower, 1 higher: No clear change`. */
export function matchedWords(matched: MatchedDiff): string {
  const { units, lower, higher } = matched;
  return t(
    'Same tests or tasks: {0} of {1} lower, {2} higher: {3}',
    ...[lower, units, higher].map(formatCount),
    verdictWords(matched),
  );
}

/** `Duration: median 42 s before, 51 s now; more now in 71 % of pairs of runs: Higher, probable`. */
export function shiftWords(shift: Shift): string {
  const { label, kind, medianA, medianB, superiority } = shift;
  const show = (value: number | null) => (value === null ? t('not reported') : formatValue(kind, value));
  const medians = t('{0}: median {1} before, {2} now', label, show(medianA), show(medianB));
  if (superiority === null) return medians;
  const words = t(
    '{0}; more now in {1} of pairs of runs: {2}',
    medians,
    formatPercent(superiority * 100),
    verdictWords(shift),
  );
  return semicolons([words, ...meanWords(shift)]);
}

/** `mean +$0.02 a run (likely +$0.01 to +$0.03, by bootstrap)`: only of costs, since bills are paid by the mean. */
export function meanWords({ kind, mean }: Pick<Shift, 'kind' | 'mean'>): string[] {
  if (!mean) return [];
  const { estimate, interval } = mean;
  const values = [estimate, ...interval].map((value) => signedValue(kind, value));
  return [t('mean {0} a run (likely {1} to {2}, by bootstrap)', ...values)];
}

/** `+7 s`, `−$0.02`. */
export function signedValue(kind: ValueKind, value: number): string {
  const size = formatValue(kind, Math.abs(value));
  return value === 0 ? size : `${value < 0 ? '−' : '+'}${size}`;
}

/** `Difference: −50 points (−69 to −21), p 0.0012`. */
export function differenceLines({ difference, interval, p }: Diff): string[] {
  if (difference === null) return [];
  const by = points(difference);
  const words = interval
    ? t('Difference: {0} points ({1} to {2})', by, points(interval[0]), points(interval[1]))
    : t('Difference: {0} points', by);
  return [p === null ? words : commas([words, `p ${probability(p)}`])];
}

function points(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded < 0 ? `−${-rounded}` : String(rounded + 0);
}

/** `0.0012`: two digits that mean something. */
export function probability(p: number): string {
  if (p < 0.0001) return t('under 0.0001');
  const rounded = Number(p.toPrecision(2));
  return intlFigures()?.number(rounded) ?? String(rounded);
}

/** `18 of 20 (90 %)`. */
export function countWords(rate: Rate): string {
  const share = shareOf(rate);
  return share === null
    ? t('not judged')
    : `${formatPart(rate.passed, rate.judged)} (${formatPercent(share * 100)})`;
}

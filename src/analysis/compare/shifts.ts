/** How the measures of two batches differ: medians, never means, but for what is paid by the mean (docs/analysis.md 2.6). */
import type { ValueKind } from '../../core/kit/format.ts';
import type { BatchStats } from '../batch/batch.ts';
import type { MeasureStats } from '../batch/measures.ts';
import type { BootstrapMean } from '../stats/bootstrap.ts';
import { bootstrapDifference } from '../stats/bootstrap.ts';
import { withoutFalseAlarms } from '../stats/falseAlarms.ts';
import { mannWhitney } from '../stats/mannWhitney.ts';
import type { Confidence } from '../stats/normal.ts';
import { hodgesLehmann } from '../stats/shift.ts';
import type { Grade, Verdict } from '../stats/verdict.ts';
import { judge } from '../stats/verdict.ts';

export interface Shift {
  readonly label: string;
  readonly kind: ValueKind;
  /** Runs of each batch that report the measure. */
  readonly nA: number;
  readonly nB: number;
  readonly medianA: number | null;
  readonly medianB: number | null;
  /** Median of all differences between a run of B and a run of A, in the measure's unit. */
  readonly shift: number | null;
  /** Share of those pairs in which the run of B has more; ties count half. */
  readonly superiority: number | null;
  /** Of Mann and Whitney's test, two-sided. */
  readonly p: number | null;
  /** The p as one of several tests; the verdict is built on it. */
  readonly q: number | null;
  /** `higher`: more in B. */
  readonly verdict: Verdict;
  readonly grade: Grade | null;
  /** Difference of the means, of costs alone. */
  readonly mean: BootstrapMean | null;
  /** Values of both batches that a limit cut short. */
  readonly censored: number;
}

/** Keys as in {@link BatchStats.measures}; a measure that one batch alone reports has medians and no verdict. */
export function shiftsOf(
  a: BatchStats,
  b: BatchStats,
  confidence: Confidence,
  held?: 'notComparable',
): Readonly<Record<string, Shift>> {
  const keys = [...new Set([...Object.keys(a.measures), ...Object.keys(b.measures)])].sort();
  const found = keys.flatMap((key) => {
    const [one, other] = [a.measures[key], b.measures[key]];
    const about = one ?? other;
    return about ? [{ key, about, ...tested(one, other) }] : [];
  });
  const qs = withoutFalseAlarms(found.map(({ p }) => p));
  return Object.fromEntries(
    found.map(({ key, about, first, second, ...test }, index) => {
      const q = qs[index] ?? null;
      const [medianA, medianB] = [a.measures[key]?.median ?? null, b.measures[key]?.median ?? null];
      const verdict = held ?? verdictOf(test, q, Math.min(first.length, second.length), confidence);
      const shift: Shift = {
        ...{ label: about.label, kind: about.kind, nA: first.length, nB: second.length },
        ...{ medianA, medianB, ...test, q },
        ...(typeof verdict === 'string' ? { verdict, grade: null } : verdict),
        mean: about.kind === 'usd' ? bootstrapDifference(first, second, confidence) : null,
        censored: (a.measures[key]?.censored ?? 0) + (b.measures[key]?.censored ?? 0),
      };
      return [key, shift];
    }),
  );
}

function tested(one: MeasureStats | undefined, other: MeasureStats | undefined) {
  const [first, second] = [valuesOf(one), valuesOf(other)];
  const test = mannWhitney(first, second);
  const superiority = test ? test.u2 / (first.length * second.length) : null;
  return { first, second, shift: hodgesLehmann(first, second), superiority, p: test?.p ?? null };
}

function valuesOf(measure: MeasureStats | undefined): number[] {
  return measure?.values.filter((value) => value !== null) ?? [];
}

/** Which way it goes is told by the pairs: the median of the differences may be 0 where many values tie. */
function verdictOf(
  { superiority }: Pick<Shift, 'superiority'>,
  q: number | null,
  fewest: number,
  confidence: Confidence,
): ReturnType<typeof judge> {
  if (superiority === null || q === null) return { verdict: 'tooFew', grade: null };
  return judge({ difference: superiority - 0.5, interval: null, p: q, fewest, confidence });
}

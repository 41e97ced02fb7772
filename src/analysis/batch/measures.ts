import type { ValueKind } from '../../core/kit/format.ts';
import type { Measure } from '../../core/run/measures.ts';
import { measuresOf } from '../../core/run/measures.ts';
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Run, RunItem } from '../../core/run/run.ts';
import type { Confidence } from '../stats/normal.ts';
import type { Middle } from '../stats/middle.ts';
import { middleOf } from '../stats/middle.ts';

/** A number by which runs are compared, over the runs of a batch that came to an end. */
export interface MeasureStats extends Middle {
  readonly label: string;
  readonly kind: ValueKind;
  /** One for each run of the batch, in its order; `null`: not reported, or the run has not ended. */
  readonly values: readonly (number | null)[];
  /** Values that a limit cut short: turns at the most that were allowed, times of runs that were stopped. */
  readonly censored: number;
}

/** What each run brings to the figures of its batch. */
export function figuresOf(item: RunItem): readonly Measure[] {
  return item.kind === 'broken' || !hasEnded(item) ? [] : measuresOf(item);
}

/**
 * Keys as in {@link measuresOf}.
 * @param runs in order
 * @param figures {@link figuresOf} each
 */
export function measuresOfBatch(
  runs: readonly RunItem[],
  confidence: Confidence,
  figures: readonly (readonly Measure[])[] = runs.map(figuresOf),
): Readonly<Record<string, MeasureStats>> {
  const measures = new Map<string, Pick<MeasureStats, 'label' | 'kind'> & Columns>();
  runs.forEach((item, index) => {
    for (const { key, label, kind, value } of figures[index] ?? []) {
      if (!Number.isFinite(value)) continue;
      const known = measures.get(key) ?? { label, kind, ...emptyColumns(runs.length) };
      measures.set(key, known);
      known.values[index] = value;
      if (isCensored(item, key)) known.censored++;
    }
  });
  return Object.fromEntries(
    [...measures].map(([key, { label, kind, values, censored }]) => [
      key,
      {
        ...middleOf(
          values.filter((value) => value !== null),
          confidence,
        ),
        label,
        kind,
        values,
        censored,
      },
    ]),
  );
}

interface Columns {
  readonly values: (number | null)[];
  censored: number;
}

function emptyColumns(runs: number): Columns {
  return { values: Array<number | null>(runs).fill(null), censored: 0 };
}

/** An error says nothing about how long a run takes; a stop says that it would have taken longer. */
function hasEnded(run: Run): boolean {
  const outcome = outcomeOfItem(run);
  return outcome !== 'errored' && outcome !== 'running' && outcome !== 'queued';
}

function isCensored(run: RunItem, key: string): boolean {
  if (run.kind === 'broken') return false;
  if (key !== 'duration' && key !== 'turns') return false;
  const atMost = run.maxTurns !== undefined && (run.turns?.length ?? run.totalTurns ?? 0) >= run.maxTurns;
  return atMost || outcomeOfItem(run) === 'stopped';
}

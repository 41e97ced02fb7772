/** The numbers by which runs are compared: ranked facts, and what every source may report. */
import type { ValueKind } from '../kit/format.ts';
import { sent, t } from '../kit/l10n.ts';
import { reportedFacts } from './facts.ts';
import type { Run } from './run.ts';

export interface Measure {
  /** The fact's key, or `successRate` (0 to 100), `duration` (ms), `turns`. */
  readonly key: string;
  readonly label: string;
  readonly kind: ValueKind;
  readonly value: number;
}

/** Those that the run reports. */
export function measuresOf(run: Run): Measure[] {
  const facts = reportedFacts(run.facts).flatMap(({ key, value, about: { label, kind, ranked } }) =>
    ranked && typeof value === 'number' ? [{ key, label: t(sent(label)), kind, value }] : [],
  );
  const own = [
    { key: 'successRate', label: t('Success rate'), kind: 'percent', value: run.successRate?.percentage },
    { key: 'duration', label: t('Duration'), kind: 'milliseconds', value: run.duration?.ms },
    { key: 'turns', label: t('Turns'), kind: 'number', value: run.turns?.length ?? run.totalTurns },
  ] as const;
  return [
    ...facts,
    ...own.flatMap(({ value, ...measure }) => (value === undefined ? [] : [{ ...measure, value }])),
  ];
}

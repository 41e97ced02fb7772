import { t } from '../../core/kit/l10n.ts';
import type { Run } from '../../core/run/run.ts';
import { criterionIds } from '../../analysis/batch/criteria.ts';
import { alignment, type Alignment } from '../../analysis/align/alignment.ts';
import { firstSplit, type Divergence } from '../../analysis/align/firstSplit.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Work } from '../../analysis/slices.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import { factsOf, resultOf } from '../facts.ts';

/** What one run says and the other; `null` where one of them says nothing of it. */
export interface SideBySide {
  readonly name: string;
  readonly a: string | null;
  readonly b: string | null;
}

/** Two runs side by side, on their way out. */
export interface RunsReport {
  readonly a: Run;
  readonly b: Run;
  readonly settings: AnalysisSettings;
  readonly split: Divergence;
  readonly alignment: Alignment;
  /** All facts; those that differ are told apart by their values. */
  readonly facts: readonly SideBySide[];
  readonly criteria: readonly SideBySide[];
}

/** @param a as it may go out: redacted before it is compared */
export function* runsReport(a: Run, b: Run, settings: AnalysisSettings): Work<RunsReport> {
  const { similarityThreshold } = settings;
  const split = firstSplit(a, b, similarityThreshold);
  yield;
  return {
    ...{ a, b, settings, split },
    alignment: yield* alignment(a, b, split, similarityThreshold),
    facts: sideBySide(factsWithOutcome(a), factsWithOutcome(b)),
    criteria: sideBySide(criteriaOf(a), criteriaOf(b)),
  };
}

interface Said {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

function factsWithOutcome(run: Run): Said[] {
  const facts = [[t('Outcome'), outcomeOf(run)] as const, ...factsOf(run)];
  return facts.map(([name, value]) => ({ key: name, name, value }));
}

function criteriaOf({ criteria }: Run): Said[] {
  const ids = criterionIds(criteria);
  return criteria.map((criterion, index) => {
    const reason = criterion.reason === undefined ? '' : `: ${criterion.reason}`;
    return { key: ids[index] ?? '', name: criterion.name, value: `${resultOf(criterion)}${reason}` };
  });
}

function sideBySide(first: readonly Said[], second: readonly Said[]): SideBySide[] {
  const others = new Map(second.map((said) => [said.key, said]));
  const known = new Set(first.map(({ key }) => key));
  return [
    ...first.map(({ key, name, value }) => ({ name, a: value, b: others.get(key)?.value ?? null })),
    ...second.filter(({ key }) => !known.has(key)).map(({ name, value }) => ({ name, a: null, b: value })),
  ];
}

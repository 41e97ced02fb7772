/** Which criteria explain a run that did not pass. */
import type { Criterion } from './run.ts';

/** The criterion that explains it first (one that is required, if any), and how many others are not met. */
export function leadOfUnmet(
  criteria: readonly Criterion[],
): { readonly name: string; readonly others: number } | undefined {
  const unmet = unmetFirst(criteria);
  const [lead] = unmet;
  return lead && { name: lead.name, others: unmet.length - 1 };
}

/** Those not met, the one that explains it first; otherwise in the order reported. */
export function unmetFirst(criteria: readonly Criterion[]): Criterion[] {
  const unmet = criteria.filter(({ met }) => met === 'notMet');
  const lead = unmet.find(({ required }) => required) ?? unmet[0];
  return lead ? [lead, ...unmet.filter((criterion) => criterion !== lead)] : [];
}

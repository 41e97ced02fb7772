/** Which criteria explain a run that did not pass. */
import { msg, t } from '../kit/l10n.ts';
import type { Criterion } from './run.ts';

interface Lead {
  readonly name: string;
  readonly others: number;
}

/** The criterion that explains it first (one that is required, if any), and how many others are not met. */
export function leadOfUnmet(criteria: readonly Criterion[]): Lead | undefined {
  const unmet = unmetFirst(criteria);
  const [lead] = unmet;
  return lead && { name: lead.name, others: unmet.length - 1 };
}

/** What a source calls a criterion. */
export type UnmetKind = keyof typeof sentences;

const sentences = {
  criterion: [msg('criterion not met: {0}'), msg('criterion not met: {0} (and {1} more)')],
  goal: [msg('goal not met: {0}'), msg('goal not met: {0} (and {1} more)')],
  check: [msg('check not met: {0}'), msg('check not met: {0} (and {1} more)')],
} as const;

/** The first line of why a judged run failed. */
export function unmetReason(criteria: readonly Criterion[], kind: UnmetKind): string | undefined {
  const lead = leadOfUnmet(criteria);
  return lead && unmetWords(lead, kind);
}

/** Whether that is all that the reason says. */
export function isUnmetReason(reason: string | undefined, lead: Lead): boolean {
  const kinds = Object.keys(sentences) as UnmetKind[];
  return kinds.some((kind) => reason === unmetWords(lead, kind));
}

function unmetWords({ name, others }: Lead, kind: UnmetKind): string {
  const [alone, amongOthers] = sentences[kind];
  return others > 0 ? t(amongOthers, name, others) : t(alone, name);
}

/** Those not met, the one that explains it first; otherwise in the order reported. */
export function unmetFirst(criteria: readonly Criterion[]): Criterion[] {
  const unmet = criteria.filter(({ met }) => met === 'notMet');
  const lead = unmet.find(({ required }) => required) ?? unmet[0];
  return lead ? [lead, ...unmet.filter((criterion) => criterion !== lead)] : [];
}

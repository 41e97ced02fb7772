import { isUnfinished, outcomeOf } from '../../core/run/outcome.ts';
import { detailsOf, type ProviderError } from '../../core/provider/providerError.ts';
import { criterionWords } from '../../core/run/criterionWords.ts';
import type { Fact } from '../../core/run/facts.ts';
import type { Criterion, Json, Run } from '../../core/run/run.ts';
import { isSentNumber } from '../../core/kit/sentJson.ts';
import { sent, t } from '../../core/kit/l10n.ts';
import type { Problem, Text } from '../protocol.ts';
import type { CriteriaCounts, CriterionView, FactView, Place, RunView } from './views.ts';
import { clip, cut, jsonText } from '../text.ts';

/** What the run's surroundings say about it. */
export interface Surroundings extends Place {
  readonly provider: string;
  readonly hasPage?: boolean;
  readonly transcriptCommand?: string | undefined;
}

/** All of a run that fits in the first message. Long texts are cut; the webview pulls the rest as parts. */
export function runView(run: Run, surroundings: Surroundings): RunView {
  const { provider, hasPage = false, transcriptCommand, trail, position } = surroundings;
  const { ids, error, turns, ...reported } = run;
  return {
    title: clip(run.title, 200),
    provider,
    hasPage,
    transcriptCommand: turns === undefined ? transcriptCommand : undefined,
    trail,
    outcome: outcomeOf(run),
    state: run.state,
    rawState: line(run.rawState),
    verdict: run.verdict,
    reason: run.reason === undefined ? undefined : clip(run.reason, 4000),
    sequence: run.sequence,
    repeat: run.repeat && { ...run.repeat, case: clip(run.repeat.case, 200) },
    error: error && {
      message: error.message === undefined ? undefined : cut(error.message, maxProse),
      technicalDetails:
        error.technicalDetails === undefined ? undefined : cut(jsonText(error.technicalDetails), maxProse),
    },
    turns: turns?.length,
    totalTurns: run.totalTurns,
    maxTurns: run.maxTurns,
    hasRoles: turns?.some((turn) => turn.role !== undefined) ?? false,
    criteria: countCriteria(run.criteria),
    successRate: run.successRate,
    summary: text(run.summary),
    conversationEnded: run.conversationEnded,
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    completedAt: run.completedAt,
    updatedAt: run.updatedAt,
    deletedAt: run.deletedAt,
    expiresAt: run.expiresAt,
    duration: run.duration,
    facts: run.facts.map(factView),
    expected: run.expected,
    ids: [...ids, ...savedFrom(run)]
      .slice(0, 50)
      .map(([name, value]) => [clip(t(sent(name)), 100), clip(value)] as const),
    rest: small(reported.rest),
    position,
    searchable: isSearchable(run),
    unfinished: isUnfinished(run),
    archived: run.archived && { seenAt: run.archived.seenAt, gone: run.archived.gone },
  };
}

/** Whether a search in the run could find anything that is not in sight anyway. */
function isSearchable({ turns, criteria, error, summary }: Run): boolean {
  return (turns?.length ?? 0) > 0 || criteria.length > 0 || error !== undefined || summary !== undefined;
}

/** Criteria from `from` on, as many as fit in one message. */
export function criteriaPage(criteria: readonly Criterion[], from: number, budget: number): CriterionView[] {
  const page: CriterionView[] = [];
  let size = 0;
  for (let i = from; i < criteria.length; i++) {
    const criterion = criteria[i];
    if (!criterion) break;
    const view = criterionView(criterion, i);
    size += 200 + view.name.length + (view.text?.text.length ?? 0) + (view.reason?.text.length ?? 0);
    if (page.length > 0 && size > budget) break;
    page.push(view);
  }
  return page;
}

export function problemOf(error: ProviderError): Problem {
  return {
    message: clip(error.message, 2000),
    nextStep: clip(error.nextStep, 2000),
    lines: detailsOf(error).map(({ text }) => clip(text, 2000)),
    remedy: error.remedy,
  };
}

/** Longest prose in the first message, in characters: several of them must fit beside the first turns. */
const maxProse = 16 * 1024;
const maxRest = 32 * 1024;

function factView({ value, about: { label, kind, most, shown } }: Fact): FactView {
  return {
    label: t(sent(label)),
    kind,
    value: typeof value === 'string' ? clip(value, 300) : value,
    most,
    shown,
  };
}

function criterionView(criterion: Criterion, index: number): CriterionView {
  return {
    index,
    name: clip(criterion.name, 500),
    text: text(criterion.text, 4000),
    criterionType: line(criterion.type),
    met: criterion.met,
    required: criterion.required === true,
    figures: criterionWords(criterion),
    reason: text(criterion.reason, 4000),
    turn: criterion.turn,
    raw: criterion.raw !== undefined || criterion.result !== undefined,
  };
}

/** Of a saved run: when and from where. */
function savedFrom({ fromFile }: Run): [string, string][] {
  const { savedAt, origin, trail = [] } = fromFile ?? {};
  const from = [...(origin === undefined ? [] : [origin]), ...trail].join(' › ');
  return [
    ...(savedAt === undefined ? [] : [[t('Saved'), savedAt] satisfies [string, string]]),
    ...(from === '' ? [] : [[t('Saved from'), from] satisfies [string, string]]),
  ];
}

function countCriteria(criteria: readonly Criterion[]): CriteriaCounts {
  const counts = { met: 0, notMet: 0, notReported: 0 };
  for (const { met } of criteria) counts[met]++;
  return { total: criteria.length, ...counts };
}

function text(value: string | undefined, max = maxProse): Text | undefined {
  return value === undefined ? undefined : cut(value, max);
}

function line(value: string | undefined): string | undefined {
  return value === undefined ? undefined : clip(value, 300);
}

function small(rest: { readonly [key: string]: Json }): { readonly [key: string]: Json } | undefined {
  return staysHere(rest) || JSON.stringify(rest).length > maxRest ? undefined : rest;
}

/** What is nested deeper cannot be sent to the page as it is, nor can digits that a number would lose. */
function staysHere(value: Json): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostLevels || level.some(isSentNumber)) return true;
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as readonly Json[]) : [],
    );
  }
  return false;
}

const mostLevels = 100;

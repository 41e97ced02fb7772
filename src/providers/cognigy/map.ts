/** Simulator answers to the domain. What is derived here is derived as docs/contracts.md A6 says, and nothing else. */
import { msg, t } from '../../core/kit/l10n.ts';
import { ExactJson } from '../../core/kit/exactJson.ts';
import { once } from '../../core/kit/once.ts';
import { isEmptyJson, isObject, listOf, objectOf, without, type JsonObject } from '../../core/kit/json.ts';
import { beginning } from '../../core/kit/visible.ts';
import { durationOfUnknownUnit, momentOf } from '../../core/run/moment.ts';
import { factsFrom } from '../../core/run/facts.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import { unmetReason } from '../../core/run/unmet.ts';
import type { Json, Run, RunError, RunRef, State, SuccessRate, Verdict } from '../../core/run/run.ts';
import { criteriaOf, oneLine } from '../criteria.ts';
import { expected, facts } from './facts.ts';
import type { RunAnswer } from './schema.ts';
import { timeOfTurn, turnsOf } from './turns.ts';

const knownInRun = new Set([
  ...['id', 'referenceId', 'status', 'sequence', 'largeLanguageModelReferenceId', 'turns', 'totalTurns'],
  ...['successCriteria', 'metrics', 'createdAt', 'endPointType', 'maxTurns', 'duration', 'expiresAt'],
  ...['organisationReference', 'projectReference', 'simulationReference', 'simulationRunBatchReference'],
]);
const knownInMetrics = new Set([
  ...['success', 'results', 'successRate', 'summary', 'isBatchStopped', 'isConversationEnded', 'errorInfo'],
]);
const knownInSuccessRate = new Set(['percentage', 'numerator', 'denominator']);
const knownInErrorInfo = new Set(['message', 'technicalDetails']);

/**
 * @param answer the checked answer, for what the contract types
 * @param source the same as parsed, for what it leaves open
 */
export function runOf(
  answer: RunAnswer,
  source: JsonObject,
  ref: Omit<RunRef, 'run'>,
  raw: () => string,
): Run {
  const metrics = answer.metrics ?? undefined;
  const looseMetrics = objectOf(source['metrics']);
  const sent = answer.turns ? listOf(source['turns']).filter(isObject) : undefined;
  // A list of 100 runs brings thousands of turns and criteria, and most of them are never looked at.
  const turns = once(() => sent && turnsOf(sent, new ExactJson(raw).member('turns')));
  const criteria = once(() =>
    criteriaOf(listOf(source['successCriteria']), listOf(looseMetrics?.['results']), sent),
  );
  const error = errorOf(looseMetrics?.['errorInfo']);
  const state = stateOf(answer, error);
  const verdict: Verdict =
    metrics?.success === true ? 'passed' : metrics?.success === false ? 'failed' : 'none';
  const reason = once(() => reasonOf({ state, verdict, error }, criteria, metrics?.summary ?? undefined));
  const rest = once(() => restOf(source, looseMetrics));
  const reference = answer.referenceId || answer.id;
  return {
    kind: 'run',
    ref: { ...ref, run: reference },
    provider: 'cognigy',
    title:
      typeof answer.sequence === 'number'
        ? t('Run {0}', answer.sequence)
        : t('Run {0}', beginning(reference, 8)),
    sequence: answer.sequence ?? undefined,
    repeat: undefined,
    state,
    rawState: answer.status ?? undefined,
    verdict,
    error,
    get reason() {
      return reason();
    },
    get turns() {
      return turns();
    },
    totalTurns: answer.totalTurns ?? undefined,
    maxTurns: answer.maxTurns ?? undefined,
    get criteria() {
      return criteria();
    },
    successRate: successRateOf(metrics?.successRate),
    summary: metrics?.summary || undefined,
    conversationEnded: metrics?.isConversationEnded ?? undefined,
    createdAt: momentOf(answer.createdAt),
    startedAt: undefined,
    completedAt: undefined,
    updatedAt: undefined,
    deletedAt: undefined,
    expiresAt: momentOf(answer.expiresAt),
    duration: durationOfUnknownUnit(answer.duration, spanOf(sent)),
    facts: factsFrom(facts, {
      model: answer.largeLanguageModelReferenceId,
      endpointType: answer.endPointType,
    }),
    expected,
    ids: idsOf(source),
    get rest() {
      return rest();
    },
    raw,
  };
}

function stateOf(answer: RunAnswer, error: RunError | undefined): State {
  const metrics = answer.metrics;
  if (metrics?.isBatchStopped === true) return 'stopped';
  if (answer.status) return stateWord(answer.status);
  if (metrics) return error || metrics.success != null ? 'finished' : 'unknown';
  return answer.turns?.length ? 'running' : 'queued';
}

/** For the `status` of batches (a filter by C, a field only by chance) and of runs, should it ever come. */
export function stateWord(status: string): State {
  switch (status.toUpperCase()) {
    case 'STOPPED':
    case 'CANCELLED':
      return 'stopped';
    case 'IN_PROGRESS':
    case 'RUNNING':
      return 'running';
    case 'QUEUED':
    case 'PENDING':
    case 'SCHEDULED':
      return 'queued';
    case 'COMPLETED':
    case 'FAILED':
    case 'FINISHED':
      return 'finished';
    default:
      return 'unknown';
  }
}

function errorOf(info: Json | undefined): RunError | undefined {
  if (!isObject(info)) return undefined;
  const message = typeof info['message'] === 'string' ? info['message'] : undefined;
  const extra = without(info, knownInErrorInfo);
  const technicalDetails = isEmptyJson(extra) ? info['technicalDetails'] : info;
  if (isEmptyJson(message) && isEmptyJson(technicalDetails)) return undefined;
  return {
    message: message || undefined,
    technicalDetails: isEmptyJson(technicalDetails) ? undefined : technicalDetails,
  };
}

function reasonOf(
  run: Pick<Run, 'state' | 'verdict' | 'error'>,
  criteria: () => Run['criteria'],
  summary: string | undefined,
): string | undefined {
  switch (outcomeOf(run)) {
    case 'errored':
      return oneLine(run.error?.message) ?? t('an error without a message');
    case 'failed':
      return unmetReason(criteria(), 'criterion') ?? oneLine(summary) ?? t('the service did not report why');
    case 'stopped':
      return t('the simulation was stopped');
    case 'passed':
    case 'running':
    case 'queued':
    case 'unknown':
      return undefined;
  }
}

function successRateOf(rate: NonNullable<RunAnswer['metrics']>['successRate']): SuccessRate | undefined {
  if (!rate) return undefined;
  const numerator = rate.numerator ?? undefined;
  const denominator = rate.denominator ?? undefined;
  const counted = numerator !== undefined && denominator !== undefined && denominator > 0;
  const percentage = counted ? (100 * numerator) / denominator : (rate.percentage ?? undefined);
  return { percentage, numerator, denominator };
}

function spanOf(turns: readonly JsonObject[] | undefined): number | undefined {
  const first = timeOfTurn(turns?.[0])?.ms;
  const last = timeOfTurn(turns?.at(-1))?.ms;
  return first === undefined || last === undefined ? undefined : last - first;
}

function idsOf(source: JsonObject): [string, string][] {
  const ids: [string, Json | undefined][] = [
    [msg('Run'), source['id']],
    [msg('Run reference'), source['referenceId']],
    [msg('Simulation'), source['simulationRunBatchReference']],
    [msg('Scenario'), source['simulationReference']],
    [msg('Project'), source['projectReference']],
    [msg('Organisation'), source['organisationReference']],
  ];
  return ids.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '');
}

function restOf(source: JsonObject, metrics: JsonObject | undefined): JsonObject {
  const rest = without(source, knownInRun);
  if (!metrics) return rest;
  const moreRate = without(objectOf(metrics['successRate']) ?? {}, knownInSuccessRate);
  const moreMetrics = {
    ...without(metrics, knownInMetrics),
    ...(isEmptyJson(moreRate) ? {} : { successRate: moreRate }),
  };
  return isEmptyJson(moreMetrics) ? rest : { ...rest, metrics: moreMetrics };
}

/** Runs of the agent simulation to the domain (docs/contracts.md B4: fields, status words, meaning). */
import { msg, t } from '../../core/kit/l10n.ts';
import { isEmptyJson, listOf, objectOf, textOf, without, type JsonObject } from '../../core/kit/json.ts';
import { beginning } from '../../core/kit/visible.ts';
import { durationOfUnknownUnit, momentOf } from '../../core/run/moment.ts';
import { factsFrom } from '../../core/run/facts.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import { unmetReason } from '../../core/run/unmet.ts';
import type { Run, RunError, RunRef, State, Verdict } from '../../core/run/run.ts';
import { criteriaOf, oneLine } from '../criteria.ts';
import { expected, facts, factsWithoutAgent } from './facts.ts';
import type { RunAnswer } from './schema.ts';

const known = new Set([
  ...['id', 'environmentId', 'taskId', 'organizationId', 'status', 'sandboxId', 'overallScore', 'passed'],
  ...['tokensUsed', 'costUsd', 'startedAt', 'completedAt', 'duration', 'createdAt', 'updatedAt', 'deletedAt'],
]);

export function runOf(answer: RunAnswer, source: JsonObject, ref: RunRef, raw: () => string): Run {
  const metadata = objectOf(source['metadata']);
  // Goals are not in the contract; where metadata lists them, they are the criteria that `passed` sums up.
  const criteria = criteriaOf([], listOf(metadata?.['goals']), undefined);
  const state = stateOf(answer.status ?? undefined);
  const verdict: Verdict = answer.passed === true ? 'passed' : answer.passed === false ? 'failed' : 'none';
  const error = errorOf(answer, metadata, verdict);
  const agent = objectOf(objectOf(source['environment'])?.['agentConfig']);
  const harness = textOf(agent?.['harness']);
  const model = modelOf(agent);
  const met = criteria.filter((criterion) => criterion.met === 'met').length;
  return {
    kind: 'run',
    ref: { ...ref, run: answer.id },
    provider: 'promptingCompany',
    title: t('Run {0}', beginning(answer.id, 8)),
    sequence: undefined,
    repeat: undefined,
    ...unitOf(answer),
    state,
    rawState: answer.status ?? undefined,
    verdict,
    error,
    reason: reasonOf({ state, verdict, error }, criteria, answer),
    turns: undefined,
    totalTurns: undefined,
    maxTurns: undefined,
    criteria,
    successRate:
      criteria.length === 0
        ? undefined
        : { percentage: (100 * met) / criteria.length, numerator: met, denominator: criteria.length },
    summary: undefined,
    conversationEnded: undefined,
    createdAt: momentOf(answer.createdAt),
    startedAt: momentOf(answer.startedAt),
    completedAt: momentOf(answer.completedAt),
    updatedAt: momentOf(answer.updatedAt),
    deletedAt: momentOf(answer.deletedAt),
    expiresAt: undefined,
    duration: durationOf(answer),
    facts: factsFrom(harness === undefined && model === undefined ? factsWithoutAgent : facts, {
      ...{ harness, model },
      environment: answer.environment?.name,
      task: taskOf(answer)?.name,
      score: answer.overallScore,
      costUsd: answer.costUsd,
      tokens: answer.tokensUsed,
    }),
    expected,
    ids: idsOf(answer),
    rest: without(source, known),
    raw,
  };
}

/** Iterations try the same task in the same environment again. */
function unitOf(answer: RunAnswer): Pick<Run, 'unit'> {
  const task = taskOf(answer)?.id ?? answer.taskId;
  const environment = answer.environment?.id ?? answer.environmentId;
  return task && environment ? { unit: JSON.stringify([task, environment]) } : {};
}

/** Either place may be null (B4). */
export function taskOf(
  answer: RunAnswer,
): { id?: string | null | undefined; name?: string | null | undefined } | undefined {
  return answer.task ?? answer.environment?.task ?? undefined;
}

/** Lifecycle: queued, creating_sandbox > running > evaluating > analyzing > completed | failed | cancelled. */
export function stateOf(status: string | undefined): State {
  switch (status) {
    case 'queued':
    case 'pending':
      return 'queued';
    case 'creating_sandbox':
    case 'running':
    case 'evaluating':
    case 'analyzing':
      return 'running';
    case 'completed':
    case 'failed':
      return 'finished';
    case 'cancelled':
    case 'canceled':
      return 'stopped';
    case undefined:
    default:
      return 'unknown';
  }
}

/** Status `failed` means that the retries ran out, so that nobody judged the run; its cause is rarely told. */
function errorOf(
  answer: RunAnswer,
  metadata: JsonObject | undefined,
  verdict: Verdict,
): RunError | undefined {
  const told = metadata?.['error'] ?? metadata?.['errorMessage'];
  const message = typeof told === 'string' ? oneLine(told) : textOf(objectOf(told)?.['message']);
  if (answer.status !== 'failed' || (verdict !== 'none' && !message)) return undefined;
  return {
    message,
    technicalDetails: isEmptyJson(told) || told === message ? undefined : told,
  };
}

function reasonOf(
  run: Pick<Run, 'state' | 'verdict' | 'error'>,
  criteria: Run['criteria'],
  answer: RunAnswer,
): string | undefined {
  switch (outcomeOf(run)) {
    case 'errored':
      return oneLine(run.error?.message) ?? t('given up by the service, which reported no cause');
    case 'failed':
      return (
        unmetReason(criteria, 'goal') ??
        (typeof answer.overallScore === 'number'
          ? t('score {0} of 100', answer.overallScore)
          : t('goals not passed'))
      );
    case 'stopped':
      return t('the run was cancelled');
    case 'passed':
    case 'running':
    case 'queued':
    case 'unknown':
      return undefined;
  }
}

/** Milliseconds by the documents of the same figure elsewhere (B4), checked against the run's own times. */
function durationOf({ duration, startedAt, completedAt }: RunAnswer): Run['duration'] {
  const [from, to] = [momentOf(startedAt)?.ms, momentOf(completedAt)?.ms];
  return durationOfUnknownUnit(duration, from === undefined || to === undefined ? undefined : to - from);
}

function modelOf(agent: JsonObject | undefined): string | undefined {
  const parts = [textOf(agent?.['provider']), textOf(agent?.['model'])].filter((part) => part !== undefined);
  return parts.length > 0 && textOf(agent?.['model']) ? parts.join(' / ') : undefined;
}

function idsOf(answer: RunAnswer): [string, string][] {
  const ids: [string, string | null | undefined][] = [
    [msg('Run'), answer.id],
    [msg('Task'), answer.taskId ?? taskOf(answer)?.id],
    [msg('Environment'), answer.environmentId],
    [msg('Organization'), answer.organizationId],
    [msg('Sandbox'), answer.sandboxId],
  ];
  return ids.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '');
}

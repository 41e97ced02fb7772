/** Simulation runs to the domain (docs/contracts.md D4, D5). */
import { msg, t } from '../../core/kit/l10n.ts';
import { ExactJson } from '../../core/kit/exactJson.ts';
import {
  isEmptyJson,
  isObject,
  listOf,
  objectOf,
  parseJsonText,
  textOf,
  without,
  type JsonObject,
} from '../../core/kit/json.ts';
import { once } from '../../core/kit/once.ts';
import { beginning } from '../../core/kit/visible.ts';
import { factsFrom } from '../../core/run/facts.ts';
import { momentOf } from '../../core/run/moment.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import { unmetReason } from '../../core/run/unmet.ts';
import type { Criterion, Json, Run, RunError, RunRef, State, Turn, Verdict } from '../../core/run/run.ts';
import { bareRun } from '../bareRun.ts';
import { oneLine } from '../criteria.ts';
import { turnOfMessage } from '../messages.ts';
import { expected, facts } from './facts.ts';
import type { RunAnswer } from './schema.ts';

const known = new Set([
  ...['scenarioRunId', 'scenarioId', 'batchRunId', 'scenarioSetId', 'name', 'status', 'results', 'messages'],
  ...['timestamp', 'updatedAt', 'durationInMs', 'totalCost'],
]);
const knownInResults = new Set(['verdict', 'reasoning', 'metCriteria', 'unmetCriteria', 'error']);

export function runOf(answer: RunAnswer, source: JsonObject, ref: RunRef, raw: () => string): Run {
  const results = objectOf(source['results']);
  const state = stateOf(answer.status ?? undefined);
  const verdict = verdictOf(answer);
  const criteria = once(() => criteriaOf(results));
  const error = errorOf(answer, results);
  const id = answer.scenarioRunId;
  const turns = once(() => turnsOf(source, raw));
  const reason = once(() => reasonOf({ state, verdict, error }, criteria, answer));
  const rest = once(() => restOf(source, results));
  const run = bareRun({
    ref,
    provider: 'langwatch',
    title: oneLine(answer.name ?? undefined, 80) ?? t('Run {0}', beginning(id.replace(/^.*_/s, ''), 8)),
    ...(answer.scenarioId ? { unit: answer.scenarioId } : {}),
    state,
    rawState: answer.status ?? undefined,
    verdict,
    error,
    turns: undefined,
    summary: answer.results?.reasoning || undefined,
    createdAt: momentOf(answer.timestamp),
    updatedAt: momentOf(answer.updatedAt),
    duration:
      typeof answer.durationInMs === 'number'
        ? { ms: answer.durationInMs, raw: answer.durationInMs, assumedUnit: false }
        : undefined,
    facts: factsFrom(facts, { costUsd: answer.totalCost }),
    expected,
    ids: idsOf(answer),
    raw,
  });
  // A batch brings all that its runs have, and most of it is never looked at.
  return {
    ...run,
    get turns() {
      return turns();
    },
    get criteria() {
      return criteria();
    },
    get reason() {
      return reason();
    },
    get rest() {
      return rest();
    },
  };
}

/** In a run that was cut, and in one whose messages were left out, what is there. */
function turnsOf(source: JsonObject, raw: () => string): readonly Turn[] | undefined {
  const messages = source['messages'];
  if (!Array.isArray(messages)) return undefined;
  const exact = new ExactJson(raw).member('messages');
  return listOf(messages).map((message, index) => turnOfMessage(message, exact.element(index)));
}

/** `STALLED`: nothing was heard of it for a while. What a crash cut off stays `IN_PROGRESS` (D5). */
export function stateOf(status: string | undefined): State {
  switch (status?.toUpperCase()) {
    case 'PENDING':
    case 'QUEUED':
      return 'queued';
    case 'IN_PROGRESS':
    case 'RUNNING':
      return 'running';
    case 'SUCCESS':
    case 'FAILED':
    case 'ERROR':
      return 'finished';
    case 'CANCELLED':
    case 'STALLED':
      return 'stopped';
    case undefined:
    default:
      return 'unknown';
  }
}

/** The judge's word; where it is left out, the status says it, too. */
function verdictOf({ status, results }: RunAnswer): Verdict {
  switch (results?.verdict?.toLowerCase()) {
    case 'success':
      return 'passed';
    case 'failure':
      return 'failed';
    case undefined:
      return status === 'SUCCESS' ? 'passed' : status === 'FAILED' ? 'failed' : 'none';
    default:
      return 'none';
  }
}

/** In lists the error's words are left out, and the status alone says that there was one. */
function errorOf(answer: RunAnswer, results: JsonObject | undefined): RunError | undefined {
  const told = results?.['error'];
  if (isEmptyJson(told)) {
    if (answer.status !== 'ERROR') return undefined;
    return { message: oneLine(answer.results?.reasoning ?? undefined), technicalDetails: undefined };
  }
  const error = typeof told === 'string' ? (parsedObject(told) ?? told) : told;
  if (!isObject(error)) {
    const [first, ...more] = (typeof error === 'string' ? error : JSON.stringify(error))
      .trim()
      .split(/\r?\n/);
    return { message: first, technicalDetails: more.length > 0 ? (error ?? null) : undefined };
  }
  const message = textOf(error['message']) ?? textOf(error['name']);
  const details = without(error, new Set(['message']));
  return { message, technicalDetails: isEmptyJson(details) ? undefined : details };
}

/** The SDK writes an error as JSON in a text. */
function parsedObject(text: string): JsonObject | undefined {
  try {
    return objectOf(parseJsonText(text));
  } catch {
    return undefined;
  }
}

function criteriaOf(results: JsonObject | undefined): Criterion[] {
  const lists = [
    ['metCriteria', 'met'],
    ['unmetCriteria', 'notMet'],
  ] as const;
  return lists.flatMap(([key, met]) =>
    listOf(results?.[key]).map((raw): Criterion => ({
      name: nameOf(raw),
      ...{ text: undefined, type: undefined, met, score: undefined, weight: undefined, required: undefined },
      ...{ reason: undefined, turn: undefined, raw, result: undefined },
    })),
  );
}

/** A criterion is its own words. */
function nameOf(criterion: Json): string {
  const own = isObject(criterion) ? (textOf(criterion['name']) ?? textOf(criterion['text'])) : criterion;
  return typeof own === 'string' && own.trim() !== '' ? own : JSON.stringify(criterion);
}

function reasonOf(
  run: Pick<Run, 'state' | 'verdict' | 'error'>,
  criteria: () => readonly Criterion[],
  { status, results }: RunAnswer,
): string | undefined {
  switch (outcomeOf(run)) {
    case 'errored':
      return oneLine(run.error?.message) ?? t('an error without a message');
    case 'failed':
      return (
        unmetReason(criteria(), 'criterion') ??
        oneLine(results?.reasoning ?? undefined) ??
        t('the service did not report why')
      );
    case 'stopped':
      return status === 'STALLED'
        ? t('the run stalled: nothing more was heard of it')
        : t('the run was cancelled');
    case 'passed':
    case 'running':
    case 'queued':
    case 'unknown':
      return undefined;
  }
}

function idsOf(answer: RunAnswer): [string, string][] {
  const ids: [string, string | null | undefined][] = [
    [msg('Run'), answer.scenarioRunId],
    [msg('Scenario'), answer.scenarioId],
    [msg('Batch'), answer.batchRunId],
    [msg('Set'), answer.scenarioSetId],
  ];
  return ids.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '');
}

function restOf(source: JsonObject, results: JsonObject | undefined): JsonObject {
  const more = without(results ?? {}, knownInResults);
  const rest = { ...without(source, known), ...(isEmptyJson(more) ? {} : { results: more }) };
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => !isEmptyJson(value)));
}

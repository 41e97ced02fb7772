/** A sample of an epoch, whole or as its summary, to the domain (docs/contracts.md E3). */
import { msg, t } from '../../core/kit/l10n.ts';
import type { ExactJson } from '../../core/kit/exactJson.ts';
import { numberOf, objectOf, textOf, without, type JsonObject } from '../../core/kit/json.ts';
import { factsFrom, reportedFacts } from '../../core/run/facts.ts';
import type { Criterion, Duration, Json, Run, RunError, RunRef, Turn } from '../../core/run/run.ts';
import { bareRun } from '../bareRun.ts';
import { oneLine } from '../criteria.ts';
import { turnOfMessage } from '../messages.ts';
import { messagesOf } from './attachments.ts';
import { facts } from './facts.ts';
import { criteriaOf, scoreOf, scoresIn, verdictOf } from './scores.ts';
import { memberOf, timeOf, told, wordOf } from '../values.ts';
import { tryOf, usageOf } from './values.ts';

export interface Sample {
  readonly kind: 'whole' | 'summary';
  readonly value: JsonObject;
  /** The value's own text. */
  readonly exact: ExactJson;
  /** Of the log: what {@link import('./alone.ts')} keeps of it is enough. */
  readonly head: JsonObject;
}

export function runOf({ kind, value, exact, head }: Sample, ref: RunRef, raw: () => string): Run {
  const own = tryOf(value);
  const epochs = numberOf(memberOf(head, 'eval', 'config', 'epochs'));
  const criteria = criteriaOf(scoresIn(value));
  const failure = failureOf(value);
  const turns = kind === 'whole' ? turnsOf(value, exact) : undefined;
  const started = timeOf(value['started_at']);
  const verdict = verdictOf(criteria);
  const limit = limitOf(value['limit']);
  return bareRun({
    ...{ ref, provider: 'inspect', turns, criteria, verdict, raw },
    title: titleOf(own),
    repeat: own && { case: own.sample, number: own.epoch, total: epochs === undefined ? undefined : epochs },
    ...(own && { unit: own.sample }),
    state: failure.isCancelled ? 'stopped' : 'finished',
    error: failure.error,
    reason: reasonOf(failure, criteria, limit),
    totalTurns: turns?.length ?? numberOf(value['message_count']),
    createdAt: started ?? timeOf(memberOf(head, 'eval', 'created')),
    startedAt: started,
    completedAt: timeOf(value['completed_at']),
    duration: secondsOf(value['total_time']),
    facts: reportedFacts(
      factsFrom(facts, {
        model: textOf(memberOf(head, 'eval', 'model')) ?? textOf(memberOf(value, 'output', 'model')),
        score: scoreOf(criteria),
        costUsd: usageOf(value['model_usage'], 'total_cost'),
        tokens:
          usageOf(value['model_usage'], 'total_tokens') ??
          numberOf(memberOf(value, 'output', 'usage', 'total_tokens')),
        limit,
        retries: retriesOf(value),
      }),
    ),
    ids: idsOf(value, head),
    rest: restOf(value, turns),
  });
}

function titleOf(own: ReturnType<typeof tryOf>): string {
  return own ? t('Sample {0}, epoch {1}', oneLine(own.sample, 80) ?? own.sample, own.epoch) : t('Sample');
}

function turnsOf(sample: JsonObject, exact: ExactJson): Turn[] {
  const own = exact.member('messages');
  // What was kept aside is put in its place.
  const moved = exact.within(sample);
  const { messages: sent } = sample;
  return messagesOf(sample).map((message, index) => {
    const isAsSent = Array.isArray(sent) && sent[index] === message;
    return turnOfMessage(message, isAsSent ? own.element(index) : moved);
  });
}

interface Failure {
  readonly error: RunError | undefined;
  readonly message: string | undefined;
  /** Somebody stopped the evaluation while the sample ran: that is written down as an error, too. */
  readonly isCancelled: boolean;
}

/** In a summary, an error is its message alone. */
function failureOf({ error }: JsonObject): Failure {
  const message = textOf(error) ?? textOf(memberOf(error, 'message'));
  const isCancelled = message !== undefined && /^(?:\w+\.)*CancelledError\b/.test(message);
  if (message === undefined && objectOf(error) === undefined)
    return { error: undefined, message: undefined, isCancelled };
  if (isCancelled) return { error: undefined, message: t('Cancelled'), isCancelled };
  const details = told({ ...without(objectOf(error) ?? {}, new Set(['message', 'traceback_ansi'])) });
  return {
    message,
    isCancelled,
    error: { message, technicalDetails: Object.keys(details).length === 0 ? undefined : details },
  };
}

function reasonOf(
  { message }: Failure,
  criteria: readonly Criterion[],
  limit: string | undefined,
): string | undefined {
  if (message !== undefined) return oneLine(message);
  const unmet = criteria.filter(({ met }) => met === 'notMet');
  const lead = unmet.find(({ reason }) => reason !== undefined) ?? unmet[0];
  if (lead) return oneLine(lead.reason ?? lead.name);
  return limit === undefined ? undefined : t('Stopped by its {0} limit', limit);
}

function limitOf(limit: Json | undefined): string | undefined {
  return textOf(limit) ?? textOf(memberOf(limit, 'type'));
}

function retriesOf({ retries, error_retries: errors }: JsonObject): number | undefined {
  return numberOf(retries) ?? (Array.isArray(errors) && errors.length > 0 ? errors.length : undefined);
}

function secondsOf(value: Json | undefined): Duration | undefined {
  const raw = numberOf(value);
  return raw === undefined ? undefined : { ms: raw * 1000, raw, assumedUnit: false };
}

function idsOf(sample: JsonObject, head: JsonObject): (readonly [string, string])[] {
  const about = memberOf(head, 'eval');
  const ids = [
    [msg('Sample'), wordOf(sample['id'])],
    ['UUID', textOf(sample['uuid'])],
    [msg('Evaluation'), textOf(memberOf(about, 'eval_id'))],
    [msg('Run of the evaluation'), textOf(memberOf(about, 'run_id'))],
    [msg('Task'), textOf(memberOf(about, 'task_id'))],
  ] as const;
  return ids.flatMap(([name, id]) => (id === undefined ? [] : [[name, id] as const]));
}

const used = new Set([
  ...['id', 'epoch', 'uuid', 'messages', 'scores', 'score', 'error', 'started_at', 'completed_at'],
  ...['total_time', 'limit', 'retries', 'message_count', 'completed'],
  // The whole story of events, with what it shares, stays in the run's JSON.
  ...['events', 'events_data', 'message_pool', 'call_pool', 'attachments', 'timelines'],
]);

/** What has no place above; the input is mostly what was said first. */
function restOf(sample: JsonObject, turns: readonly Turn[] | undefined): JsonObject {
  const { input, limit, error } = sample;
  const isSaid =
    turns !== undefined &&
    (Array.isArray(input) || turns.some(({ text }) => text !== undefined && text === input));
  const isMore = objectOf(limit) !== undefined;
  return told({
    ...without(sample, isSaid ? new Set([...used, 'input']) : used),
    ...(isMore && { limit }),
    ...(failureOf(sample).isCancelled && { error }),
  });
}

/** Messages in the shape that language model APIs share, to a run of which nothing but the talk is known. */
import { isObject, listOf, parseJsonText, textOf, without, type JsonObject } from '../../core/kit/json.ts';
import { momentOf } from '../../core/run/moment.ts';
import { commonFacts, factsFrom, reportedFacts } from '../../core/run/facts.ts';
import type { Json, Run, RunRef } from '../../core/run/run.ts';
import { bareRun } from '../bareRun.ts';
import { oneLine } from '../criteria.ts';
import { turnOfMessage } from '../messages.ts';

const known = new Set([
  'messages',
  'id',
  'title',
  'name',
  'model',
  'created',
  'createdAt',
  'created_at',
  'timestamp',
]);

const facts = { model: commonFacts.model };

/** @param raw a list of messages, or an object with `messages`; exact JSON */
export function conversationOf(raw: string, ref: RunRef, name = 'Conversation'): Run {
  const value = parseJsonText(raw);
  const about: JsonObject = isObject(value) ? value : {};
  const messages = isObject(value) ? listOf(value['messages']) : listOf(value);
  const id = textOf(about['id']);
  const turns = messages.map(turnOfMessage);
  return bareRun({
    ref,
    provider: 'file',
    title: oneLine(textOf(about['title']) ?? textOf(about['name']), 80) ?? name,
    turns,
    // Most conversations name none, so it is not missed.
    facts: reportedFacts(factsFrom(facts, { model: textOf(about['model']) })),
    createdAt: createdAt(about) ?? turns[0]?.createdAt,
    ids: id === undefined ? [] : [['Conversation', id]],
    rest: without(about, known),
    raw: () => raw,
  });
}

/** The id that a conversation names itself. */
export function conversationId(value: Json): string | undefined {
  return isObject(value) ? textOf(value['id']) : undefined;
}

function createdAt(about: JsonObject): Run['createdAt'] {
  for (const key of ['createdAt', 'created_at', 'created', 'timestamp']) {
    const value = about[key];
    const moment = typeof value === 'string' || typeof value === 'number' ? momentOf(value) : undefined;
    if (moment?.ms !== undefined) return moment;
  }
  return undefined;
}

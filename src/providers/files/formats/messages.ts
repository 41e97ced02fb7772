/** Messages in the shape that language model APIs share: a list of them, or an object that holds one under any name. */
import { msg } from '../../../core/kit/l10n.ts';
import type { ExactJson } from '../../../core/kit/exactJson.ts';
import { isObject, listOf, memberTexts, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format, Portion, Talk } from './format.ts';
import { headOf, idOfHead, modelFact } from './head.ts';
import { areMessages, isLooseMessage, isUtterance } from './messageLike.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf } from '../../values.ts';

/** What anybody would call messages. */
export const messages: Format = {
  name: msg('messages'),
  claims: (value) =>
    Array.isArray(value)
      ? areMessages(value) || areUtterances(listOf(value))
      : isObject(value) &&
        listOf(value['messages']).length > 0 &&
        areMessages(value['messages'], isLooseMessage),
  idOf: (value) => (isObject(value) ? idOfHead(value) : undefined),
  talk: talkOf,
};

/** Lists of messages under other names; an object without any message that says it has a list of them. */
export const namedMessages: Format = {
  name: msg('messages'),
  claims: (value) => isObject(value) && (listsIn(value).length > 0 || isEmptyTalk(value)),
  split: (value, text) => (isObject(value) ? splitLists(value, text) : undefined),
  idOf: (value) => (isObject(value) ? idOfHead(value) : undefined),
  talk: talkOf,
};

function areUtterances(list: readonly Json[]): boolean {
  return list.length > 0 && list.every(isUtterance);
}

function talkOf(value: Json, exact: ExactJson): Talk {
  if (!isObject(value)) {
    const model = modelIn(listOf(value));
    return { title: undefined, turns: turnsOf(value, exact), rest: {}, about: { facts: modelFact(model) } };
  }
  const name = Array.isArray(value['messages']) ? 'messages' : listsIn(value)[0];
  const list = name === undefined ? [] : listOf(value[name]);
  const head = headOf(value, name === undefined ? [] : [name]);
  const facts = head.about?.facts ?? [];
  return {
    ...head,
    about: { ...head.about, facts: facts.length > 0 ? facts : modelFact(modelIn(list)) },
    turns: name === undefined ? [] : turnsOf(list, exact.member(name)),
  };
}

/** Some name the model with each message. */
function modelIn(list: readonly Json[]): string | undefined {
  for (const message of list) {
    const model = textOf(memberOf(message, 'model')) ?? textOf(memberOf(message, 'modelInfo', 'id'));
    if (model !== undefined) return model;
  }
  return undefined;
}

/** Names of the members that are lists of messages. */
function listsIn(value: JsonObject): string[] {
  return Object.keys(value).filter((name) => {
    const list = listOf(value[name]);
    return list.length > 0 && !ofOneMessage.has(name) && areMessages(list);
  });
}

/** Calls beside what a message says look like items of a conversation. */
const ofOneMessage: ReadonlySet<string> = new Set(['tool_calls', 'toolCalls']);

function isEmptyTalk(value: JsonObject): boolean {
  return ['messages', 'conversations', 'conversation'].some(
    (name) => Array.isArray(value[name]) && listOf(value[name]).length === 0,
  );
}

/** Each list with what is around all of them, unless that would make many times the text of it. */
function splitLists(value: JsonObject, text: string): readonly Portion[] | undefined {
  const lists = new Set(listsIn(value));
  if (lists.size < 2) return undefined;
  const texts = memberTexts(text);
  const member = (name: string) => `${JSON.stringify(name)}: ${texts.get(name) ?? 'null'}`;
  const around = Object.keys(value)
    .filter((name) => !lists.has(name))
    .map(member)
    .join(', ');
  const mayRepeat = around.length * lists.size <= text.length + 10_000;
  return [...lists].map((name, index) => {
    const head = around !== '' && (index === 0 || mayRepeat) ? `${around}, ` : '';
    return { id: undefined, text: `{${head}${member(name)}}` };
  });
}

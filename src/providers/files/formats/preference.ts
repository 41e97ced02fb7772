/** Pairs of answers for training: what was asked, with the answer that people preferred and the one that they rejected. */
import { msg, sent, t, type Message } from '../../../core/kit/l10n.ts';
import {
  isObject,
  listOf,
  objectOf,
  textOf,
  memberTexts,
  without,
  type JsonObject,
} from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { headOf, idOfHead } from './head.ts';
import { isLooseMessage } from './messageLike.ts';
import { turnsOf } from './plainMessage.ts';

const sides: readonly (readonly [key: string, side: Message])[] = [
  ['preferred_output', msg('preferred')],
  ['non_preferred_output', msg('rejected')],
  ['chosen', msg('preferred')],
  ['rejected', msg('rejected')],
];
const promptKeys = ['input', 'prompt', 'messages', 'conversations', 'question'] as const;

export const preference: Format = {
  name: msg('preferences'),
  claims: (value) =>
    isObject(value) &&
    sides.filter(([key]) => saidIn(value[key]).length > 0).length > 0 &&
    (promptOf(value) !== undefined || sides.some(([key]) => listOf(value[key]).some(isLooseMessage))) &&
    ('preferred_output' in value ||
      'non_preferred_output' in value ||
      ('chosen' in value && 'rejected' in value) ||
      oneSide(value)),
  split: (value, text) => {
    if (!isObject(value)) return undefined;
    const own = sides.filter(([key]) => key in value);
    if (own.length < 2) return undefined;
    const keys = Object.keys(value);
    const texts = memberTexts(text);
    return own.map(([side]) => ({
      id: undefined,
      text: `{${keys
        .filter((key) => key === side || !own.some(([other]) => other === key))
        .map((key) => `${JSON.stringify(key)}: ${texts.get(key) ?? 'null'}`)
        .join(', ')}}`,
    }));
  },
  idOf: (value) => (isObject(value) ? idOfHead(value) : undefined),
  talk: (value, exact) => {
    const about: JsonObject = isObject(value) ? value : {};
    const [key, side] = sides.find(([name]) => name in about) ?? ['', sent('')];
    const prompt = promptOf(about);
    const answer = saidIn(about[key]);
    const asked = prompt === undefined || startsAnew(answer) ? [] : prompt.said;
    const head = headOf(about, [...(asked.length > 0 && prompt ? [prompt.key] : []), key]);
    const inner = prompt && asked.length > 0 ? objectOf(about[prompt.key]) : undefined;
    const around = inner ? without(inner, new Set(['messages'])) : {};
    return {
      ...head,
      side: t(side),
      turns: turnsOf([...asked, ...answer], exact.within(value)),
      rest: Object.keys(around).length > 0 && prompt ? { [prompt.key]: around, ...head.rest } : head.rest,
    };
  },
};

/** One side of a pair that was split; a text beside messages may be anything, unless they wait for an answer. */
function oneSide(value: JsonObject): boolean {
  const side = value['chosen'] ?? value['rejected'];
  if (side === undefined || promptOf(value) === undefined) return false;
  if (!('messages' in value) || typeof side !== 'string') return true;
  return objectOf(listOf(value['messages']).at(-1))?.['role'] === 'user';
}

function promptOf(value: JsonObject): { readonly key: string; readonly said: readonly Json[] } | undefined {
  for (const key of promptKeys) {
    const member = value[key];
    const text = textOf(member);
    const said =
      text === undefined
        ? saidIn(objectOf(member)?.['messages'] ?? member)
        : [{ role: 'user', content: text }];
    if (said.length > 0) return { key, said };
  }
  return undefined;
}

/** Messages, one message, or a text that is one. */
function saidIn(value: Json | undefined): readonly Json[] {
  const text = textOf(value);
  if (text !== undefined) return [{ role: 'assistant', content: text }];
  if (isLooseMessage(value)) return value === undefined ? [] : [value];
  return listOf(value).filter(isLooseMessage);
}

/** Some write the whole conversation down on either side. */
function startsAnew(answer: readonly Json[]): boolean {
  const role = objectOf(answer[0])?.['role'];
  return answer.length > 1 && (role === 'user' || role === 'system');
}

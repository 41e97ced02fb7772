/** ShareGPT: `{conversations: [{from, value}]}`, as data for training is kept. */
import { isObject, listOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { headOf, idOfHead } from './head.ts';
import { turnsOf } from './plainMessage.ts';

/** One of them may lack what it said. */
const firstMessages = 5;
const names = ['conversations', 'conversation'] as const;

export const shareGpt: Format = {
  name: 'ShareGPT',
  claims: (value) =>
    (isObject(value) ? (saidIn(value)?.said ?? []) : listOf(value)).slice(0, firstMessages).some(isSaid),
  idOf: (value) => (isObject(value) ? idOfHead(value) : undefined),
  talk: (value, exact) => {
    const found = isObject(value) ? saidIn(value) : undefined;
    if (!isObject(value) || !found) return { title: undefined, turns: turnsOf(value, exact), rest: {} };
    return { ...headOf(value, [found.name]), turns: turnsOf(found.said, exact.member(found.name)) };
  },
};

function saidIn(value: JsonObject): { readonly name: string; readonly said: readonly Json[] } | undefined {
  const name = names.find((each) => Array.isArray(value[each]));
  return name && { name, said: listOf(value[name]) };
}

function isSaid(value: Json | undefined): boolean {
  return isObject(value) && typeof value['from'] === 'string' && 'value' in value;
}

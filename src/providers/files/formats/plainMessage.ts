/** Messages of other shapes in the one that all are read in: a role, and content. */
import type { ExactJson } from '../../../core/kit/exactJson.ts';
import { isObject, listOf, objectOf, textOf, without, type JsonObject } from '../../../core/kit/json.ts';
import type { Json, Turn } from '../../../core/run/run.ts';
import { turnOfMessage } from '../../messages.ts';
import { memberOf } from '../../values.ts';

/** @param exact the list's own text, or that of what the list is made of */
export function turnsOf(list: Json | readonly Json[] | undefined, exact: ExactJson): Turn[] {
  const all: readonly Json[] = Array.isArray(list) ? (list as readonly Json[]) : [];
  return all.map((each, index) => {
    const message = plainMessage(each);
    const own = exact.element(index);
    return turnOfMessage(message, message === each ? own : own.within(each));
  });
}

export function plainMessage(value: Json): Json {
  if (!isObject(value)) return value;
  if (isConstructor(value)) return constructed(value);
  if ('from' in value && 'value' in value) return renamed(value, { from: 'role', value: 'content' });
  if (Array.isArray(value['parts']) && value['content'] === undefined)
    return renamed(value, { parts: 'content' });
  return value;
}

/** LangChain writes a message down as a call of its class. */
export function isConstructor(value: Json | undefined): boolean {
  return isObject(value) && value['type'] === 'constructor' && /Message(Chunk)?$/.test(classOf(value));
}

function constructed(value: JsonObject): JsonObject {
  const told = objectOf(value['kwargs']) ?? {};
  const role = /^(\w+?)Message/.exec(classOf(value))?.[1]?.toLowerCase();
  return {
    role: textOf(told['type']) ?? textOf(told['role']) ?? role ?? null,
    ...without(told, new Set(['type', 'role'])),
  };
}

function classOf(value: JsonObject): string {
  const id = value['id'];
  return (Array.isArray(id) ? textOf(listOf(id).at(-1)) : textOf(memberOf(value, 'name'))) ?? '';
}

function renamed(value: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [names[key] ?? key, member]));
}

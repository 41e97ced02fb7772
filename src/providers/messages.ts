/**
 * Messages of a conversation as language model APIs and coding agents write them: a role, and content that is a
 * text or a list of parts. Nobody promises their shape, so nothing that a message holds is dropped.
 */
import { isEmptyJson, isObject, textOf, without, type JsonObject } from '../core/kit/json.ts';
import { momentOf } from '../core/run/moment.ts';
import type { Json, Turn } from '../core/run/run.ts';

const roleKeys = ['role', 'type', 'speaker', 'sender'] as const;
const timeKeys = ['createdAt', 'timestamp', 'created_at', 'ts', 'time'] as const;
const bodyKeys = ['content', 'text', 'thinking', 'message'] as const;
/** What tells of calls and results; it goes with the text as its data. */
const dataKeys = new Set([
  ...['tool_calls', 'function_call', 'tool_call_id', 'name', 'refusal', 'audio', 'annotations', 'arguments'],
  ...[
    'input',
    'output',
    'result',
    'tool',
    'toolName',
    'tool_use_id',
    'toolCallId',
    'args',
    'is_error',
    'error',
  ],
]);

export function turnOfMessage(message: Json): Turn {
  if (!isObject(message)) {
    const text = typeof message === 'string' ? message : undefined;
    return turn({ text, data: text === undefined ? message : undefined });
  }
  const roleKey = roleKeys.find((key) => textOf(message[key]) !== undefined);
  const timeKey = timeKeys.find((key) => isTime(message[key]));
  const bodyKey = bodyKeys.find((key) => key in message);
  const { text, parts } = contentOf(bodyKey === undefined ? undefined : message[bodyKey]);
  const id = textOf(message['id']);
  const used = new Set<string>(['id', roleKey, timeKey, bodyKey].filter((key) => key !== undefined));
  const more = without(message, id === undefined ? new Set([...used].filter((key) => key !== 'id')) : used);
  const told = Object.entries(more).filter(([key, value]) => dataKeys.has(key) && !isEmptyJson(value));
  const extra = Object.fromEntries(
    Object.entries(more).filter(([key, value]) => !dataKeys.has(key) && value !== null),
  );
  const data: JsonObject = {
    ...(parts.length > 0 ? { [bodyKey ?? 'content']: parts } : {}),
    ...Object.fromEntries(told),
  };
  return turn({
    id,
    role: roleKey === undefined ? undefined : textOf(message[roleKey]),
    text,
    data: isEmptyJson(data) ? undefined : data,
    createdAt: timeKey === undefined ? undefined : momentOf(message[timeKey] as string | number),
    extra: isEmptyJson(extra) ? undefined : extra,
  });
}

/** Whether something is a message of a conversation, and not any object that has a role. */
export function isMessage(value: Json | undefined): value is JsonObject {
  return (
    isObject(value) &&
    typeof value['role'] === 'string' &&
    ['content', 'tool_calls', 'function_call', 'text', 'refusal', 'tool_call_id'].some((key) => key in value)
  );
}

/** The texts of all parts as one, and the parts that say more than a text. */
function contentOf(content: Json | undefined): { text: string | undefined; parts: readonly Json[] } {
  if (content === undefined || content === null) return { text: undefined, parts: [] };
  const all: readonly Json[] = Array.isArray(content) ? (content as readonly Json[]) : [content];
  const texts = all.map(textOfPart).filter((text) => text !== undefined);
  return { text: textOf(texts.join('\n\n')), parts: all.filter(saysMore) };
}

const textKeys = ['text', 'thinking'] as const;

function textOfPart(part: Json): string | undefined {
  if (typeof part === 'string') return part;
  return isObject(part)
    ? textKeys.map((key) => textOf(part[key])).find((text) => text !== undefined)
    : undefined;
}

function saysMore(part: Json): boolean {
  if (!isObject(part)) return typeof part !== 'string';
  const textKey = textKeys.find((key) => textOf(part[key]) !== undefined);
  return textKey === undefined || !isEmptyJson(without(part, new Set(['type', textKey])));
}

function isTime(value: Json | undefined): boolean {
  return (typeof value === 'number' || typeof value === 'string') && momentOf(value)?.ms !== undefined;
}

function turn(fields: Partial<Turn>): Turn {
  return {
    id: undefined,
    sequence: undefined,
    role: undefined,
    text: undefined,
    data: undefined,
    createdAt: undefined,
    extra: undefined,
    ...fields,
  };
}

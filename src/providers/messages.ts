/**
 * Messages of a conversation as language model APIs and coding agents write them: a role, and content that is a
 * text or a list of parts. Nobody promises their shape, so nothing that a message holds is dropped.
 */
import { noExactJson, type ExactJson } from '../core/kit/exactJson.ts';
import {
  isEmptyJson,
  isObject,
  listOf,
  objectOf,
  textOf,
  without,
  type JsonObject,
} from '../core/kit/json.ts';
import { textOfBlocks, type Block } from '../core/run/blocks.ts';
import { momentOf } from '../core/run/moment.ts';
import type { Json, Turn } from '../core/run/run.ts';
import { isThought } from './blocks/items.ts';
import { blocksOfMessage, bodyKeyOf, isEmptyBody } from './blocks/message.ts';
import { blocksOfContent } from './blocks/parts.ts';
import { plainKind } from './blocks/values.ts';
import { wrappedMessage } from './wrappedMessage.ts';

const roleKeys = ['role', 'from', 'type', 'speaker', 'sender', 'source', 'author'] as const;
const timeKeys = ['createdAt', 'timestamp', 'created_at', 'ts', 'time', 'create_time'] as const;
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
  ...[
    'toolCalls',
    'toolInvocations',
    'tool_results',
    'call_id',
    'reasoning_content',
    'reasoning',
    'thoughts',
    'thinking',
    'thinking_blocks',
    'reasoning_details',
  ],
  ...['summary', 'observation'],
]);

/** @param exact where the message's own text is, for numbers as they were written */
export function turnOfMessage(message: Json, exact: ExactJson = noExactJson): Turn {
  if (!isObject(message)) {
    const blocks = blocksOfContent(message, exact);
    const text = typeof message === 'string' ? message : undefined;
    return turn({ text, blocks, data: text === undefined ? message : undefined });
  }
  const wrapped = wrappedMessage(message, exact);
  return wrapped ? unwrappedTurn(message, wrapped) : plainTurn(message, exact);
}

/** What stands around a message says when it was, and what it is known by. */
function unwrappedTurn(
  outer: JsonObject,
  { key, message, exact, role }: NonNullable<ReturnType<typeof wrappedMessage>>,
): Turn {
  const inner = plainTurn(message, exact);
  const around = plainTurn(without(outer, new Set([key])), noExactJson);
  const extra = {
    ...objectOf(around.extra),
    ...(isEmptyJson(inner.extra) ? {} : { [key]: inner.extra ?? null }),
  };
  return {
    ...inner,
    id: around.id ?? textOf(outer['uuid']) ?? inner.id,
    role: role ?? inner.role ?? around.role,
    createdAt: around.createdAt ?? inner.createdAt,
    extra: isEmptyJson(extra) ? undefined : extra,
  };
}

function plainTurn(message: JsonObject, exact: ExactJson): Turn {
  const roleKey = roleKeys.find((key) => textOf(message[key]) !== undefined);
  const role = roleKey === undefined ? undefined : textOf(message[roleKey]);
  const timeKey = timeKeys.find((key) => isTime(message[key]));
  const bodyKey = bodyKeyOf(message);
  const said = blocksOfMessage(message, exact, role);
  const id = textOf(message['id']);
  const thoughtKey = role !== undefined && isThought(plainKind(role)) ? 'thinking' : undefined;
  const used = new Set<string>(
    [id === undefined ? undefined : 'id', roleKey, timeKey, bodyKey, thoughtKey].filter(
      (key) => key !== undefined,
    ),
  );
  const more = without(message, used);
  const told = Object.entries(more).filter(([key, value]) => dataKeys.has(key) && !isEmptyJson(value));
  const extra = Object.fromEntries(
    Object.entries(more).filter(
      ([key, value]) => !dataKeys.has(key) && value !== null && !isEmptyBody(key, value),
    ),
  );
  const parts = bodyKey === undefined ? [] : partsThatSayMore(message[bodyKey]);
  const data: JsonObject = {
    ...(parts.length > 0 ? { [bodyKey ?? 'content']: parts } : {}),
    ...Object.fromEntries(told),
  };
  const unused = Object.fromEntries(told.filter(([key]) => !said.used.includes(key)));
  const blocks: Block[] = [
    ...said.blocks,
    ...(isEmptyJson(unused) ? [] : [{ kind: 'data', data: unused } as const]),
  ];
  return turn({
    id,
    role,
    text: textOfBlocks(blocks) ?? thoughtAlone(role, blocks),
    blocks,
    data: isEmptyJson(data) ? undefined : data,
    createdAt: timeKey === undefined ? undefined : momentOf(message[timeKey] as string | number),
    extra: isEmptyJson(extra) ? undefined : extra,
  });
}

/** A turn whose role says that it is a thought has no other words. */
function thoughtAlone(role: string | undefined, blocks: readonly Block[]): string | undefined {
  if (role === undefined || !isThought(plainKind(role))) return undefined;
  return textOf(
    blocks
      .map((block) => (block.kind === 'reasoning' ? (block.text ?? '') : ''))
      .join('\n\n')
      .trim(),
  );
}

/** Whether something is a message of a conversation, and not any object that has a role. */
export function isMessage(value: Json | undefined): value is JsonObject {
  if (!isObject(value)) return false;
  if (typeof value['role'] === 'string') return roleMembers.some((key) => key in value);
  return false;
}

const roleMembers = [
  ...[
    'content',
    'parts',
    'text',
    'tool_calls',
    'toolCalls',
    'function_call',
    'refusal',
    'tool_call_id',
    'toolCallId',
  ],
  ...['reasoning_content', 'reasoning', 'thinking', 'toolInvocations'],
];

const textKeys = ['text', 'value', 'thinking'] as const;

/** Parts that say more than a text. */
function partsThatSayMore(content: Json | undefined): readonly Json[] {
  if (content === undefined || content === null) return [];
  return (Array.isArray(content) ? listOf(content) : [content]).filter(saysMore);
}

function saysMore(part: Json): boolean {
  if (!isObject(part)) return typeof part !== 'string';
  const textKey = textKeys.find((key) => textOf(part[key]) !== undefined);
  if (textKey === undefined) return true;
  return Object.entries(part).some(
    ([key, value]) => key !== 'type' && key !== textKey && !isEmptyJson(value),
  );
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
    blocks: [],
    data: undefined,
    createdAt: undefined,
    extra: undefined,
    ...fields,
  };
}

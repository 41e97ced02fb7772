/** What may be a message of a conversation: the shapes that language model APIs and coding agents share. */
import { isObject, listOf, objectOf, textOf } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import { isMessage } from '../../messages.ts';
import { isConstructor } from './plainMessage.ts';

/** A message by itself, wherever it stands. */
export function isPlainMessage(value: Json | undefined): boolean {
  return (
    isMessage(value) || isUiMessage(value) || isTypedMessage(value) || isItem(value) || isConstructor(value)
  );
}

/** Of LangChain and of Gemini's command line: the type is the role. */
function isTypedMessage(value: Json | undefined): boolean {
  if (!isObject(value) || !typedRoles.has(textOf(value['type'])?.toLowerCase() ?? '')) return false;
  return 'content' in value || 'content' in (objectOf(value['data']) ?? {});
}

const typedRoles: ReadonlySet<string> = new Set([
  ...['human', 'ai', 'user', 'assistant', 'system', 'tool', 'gemini'],
  ...['humanmessage', 'aimessage', 'systemmessage', 'toolmessage', 'aimessagechunk'],
]);

/** Of the AI SDK and of Gemini: a role and parts. */
function isUiMessage(value: Json | undefined): boolean {
  return isObject(value) && typeof value['role'] === 'string' && Array.isArray(value['parts']);
}

/** Of the Responses API: a call, what it gave, or a thought, beside messages. */
export function isItem(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  const type = textOf(value['type']);
  if (type === undefined) return false;
  if (/_call(_output)?$/.test(type)) return 'call_id' in value || 'id' in value || 'status' in value;
  return type === 'reasoning' && (Array.isArray(value['summary']) || 'encrypted_content' in value);
}

const speakers = ['role', 'type', 'from', 'speaker', 'sender', 'author', 'source'] as const;
const bodies = [
  'content',
  'text',
  'parts',
  'value',
  'message',
  'kwargs',
  'data',
  'tool_calls',
  'toolCalls',
] as const;

/** A message in a list that is named so: somebody, and what was said. */
export function isLooseMessage(value: Json | undefined): boolean {
  if (isPlainMessage(value)) return true;
  if (isObject(value) && textOf(value['role']) !== undefined) return true;
  return (
    isObject(value) &&
    speakers.some((key) => textOf(value[key]) !== undefined || isObject(value[key])) &&
    bodies.some((key) => key in value)
  );
}

/** Somebody and a text, or what stands around a message: in a list of its own, where all are so. */
export function isUtterance(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  if (isPlainMessage(value['message'])) return true;
  return (
    ['role', 'speaker', 'sender', 'from', 'author'].some((key) => textOf(value[key]) !== undefined) &&
    ['text', 'message', 'content', 'body', 'value'].some((key) => typeof value[key] === 'string')
  );
}

/** What is no message among messages is shown all the same, as long as those are more. */
export function areMessages(value: Json | undefined, isOne = isPlainMessage): boolean {
  const all = listOf(value);
  return all.filter((each) => isOne(each)).length * 2 > all.length;
}

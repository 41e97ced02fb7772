/** Messages inside of something else: an event of a session, an object of LangChain. */
import type { ExactJson } from '../core/kit/exactJson.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../core/kit/json.ts';

export interface Wrapped {
  /** The member that holds the message. */
  readonly key: string;
  readonly message: JsonObject;
  readonly exact: ExactJson;
  /** Where only the outer object says it. */
  readonly role: string | undefined;
}

export function wrappedMessage(value: JsonObject, exact: ExactJson): Wrapped | undefined {
  for (const key of ['message', 'kwargs', 'data']) {
    const message = objectOf(value[key]);
    if (!message || !wraps(value, message, key)) continue;
    return { key, message, exact: exact.member(key), role: roleOutside(value, message, key) };
  }
  return undefined;
}

function wraps(value: JsonObject, message: JsonObject, key: string): boolean {
  const says = 'content' in message || 'parts' in message || 'text' in message;
  switch (key) {
    case 'message':
      return says || typeof message['role'] === 'string';
    case 'kwargs':
      return says && isMessageClass(value);
    default:
      return says && typeof value['type'] === 'string' && !('content' in value);
  }
}

/** LangChain writes down the class of a message. */
export function isMessageClass(value: JsonObject): boolean {
  return /Message(Chunk)?$/.test(classOf(value) ?? '');
}

function classOf(value: JsonObject): string | undefined {
  const last = listOf(value['id']).at(-1);
  return 'lc' in value ? textOf(last) : undefined;
}

function roleOutside(value: JsonObject, message: JsonObject, key: string): string | undefined {
  if (textOf(message['role']) !== undefined) return undefined;
  if (key === 'kwargs') {
    const role = /^(\w+?)Message(Chunk)?$/.exec(classOf(value) ?? '')?.[1];
    return textOf(message['type']) ?? role?.toLowerCase();
  }
  return (
    textOf(objectOf(message['author'])?.['role']) ??
    (isObject(message['author']) ? undefined : textOf(value['type']))
  );
}

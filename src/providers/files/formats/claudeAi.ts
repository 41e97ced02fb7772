/** What Claude.ai exports: conversations with `chat_messages`. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, listOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { headOf, idOfHead } from './head.ts';
import { turnsOf } from './plainMessage.ts';
import { told } from '../../values.ts';
import { restOf } from './values.ts';

export const claudeAi: Format = {
  name: msg('Claude.ai export'),
  claims: (value) => isObject(value) && Array.isArray(value['chat_messages']),
  idOf: (value) => (isObject(value) ? idOfHead(value) : undefined),
  talk: (value, exact) => {
    const about: JsonObject = isObject(value) ? value : {};
    return {
      ...headOf(about, ['chat_messages']),
      turns: turnsOf(listOf(about['chat_messages']).map(messageOf), exact.within(value)),
    };
  },
};

function messageOf(message: Json): Json {
  if (!isObject(message)) return message;
  const parts = listOf(message['content']).filter((part) => isObject(part));
  return {
    role: message['sender'] ?? message['role'] ?? null,
    // The text alone leaves out calls and thoughts, which the parts have.
    content: parts.length > 0 ? parts.map(plainPart) : (textOf(message['text']) ?? null),
    ...told({ id: message['uuid'], timestamp: message['created_at'] }),
    ...told(restOf(message, ['sender', 'role', 'content', 'text', 'uuid', 'created_at', 'updated_at'])),
  };
}

function plainPart(part: JsonObject): JsonObject {
  return restOf(part, [
    'start_timestamp',
    'stop_timestamp',
    'flags',
    ...Object.keys(part).filter((key) => part[key] === null),
  ]);
}

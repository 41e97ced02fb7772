/** Events of OpenHands: what the agent did and what it saw, in one list. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, told, wordOf } from '../../values.ts';
import { restOf } from './values.ts';

export const openHands: Format = {
  name: msg('OpenHands events'),
  claims: (value) => eventsIn(value).slice(0, firstEvents).filter(isEvent).length > 0,
  idOf: (value) => (isObject(value) ? (wordOf(value['instance_id']) ?? wordOf(value['id'])) : undefined),
  talk: (value, exact) => {
    const id = openHands.idOf(value);
    return {
      title: id,
      turns: turnsOf(
        eventsIn(value).map((event) => (isEvent(event) ? messageOf(event) : event)),
        exact.within(value),
      ),
      rest: isObject(value) ? restOf(value, ['history', 'instance_id']) : {},
      about: { ids: id === undefined ? [] : [[msg('Instance'), id]] },
    };
  },
};

const firstEvents = 10;

function eventsIn(value: Json): readonly Json[] {
  return listOf(isObject(value) ? value['history'] : value);
}

function isEvent(value: Json): value is JsonObject {
  return (
    isObject(value) && textOf(value['source']) !== undefined && ('action' in value || 'observation' in value)
  );
}

function messageOf(event: JsonObject): Json {
  const name = textOf(event['action']) ?? textOf(event['observation']) ?? 'event';
  const args = objectOf(event['args']) ?? {};
  const head = {
    role: event['source'] ?? null,
    ...told({ id: wordOf(event['id']), timestamp: event['timestamp'] }),
  };
  const more = restOf(event, [
    'id',
    'timestamp',
    'source',
    'message',
    'action',
    'observation',
    'args',
    'content',
    'cause',
  ]);
  if ('observation' in event && event['observation'] !== null)
    return {
      ...head,
      ...{ type: 'tool_result', name, content: event['content'] ?? event['message'] ?? null },
      ...told({ tool_call_id: wordOf(event['cause']) }),
      ...more,
    };
  if (name === 'message' || name === 'system')
    return {
      ...head,
      content: textOf(args['content']) ?? event['message'] ?? null,
      ...told(restOf(args, ['content'])),
      ...more,
    };
  const said =
    textOf(args['thought']) ?? textOf(memberOf(args, 'thought', 'text')) ?? event['message'] ?? null;
  return {
    ...head,
    content: said,
    tool_calls: [
      {
        id: wordOf(event['id']) ?? null,
        type: 'function',
        function: { name, arguments: restOf(args, ['thought']) },
      },
    ],
    ...more,
  };
}

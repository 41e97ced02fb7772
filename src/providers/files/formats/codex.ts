/** Sessions of Codex: rollouts, of which each line wraps an item, and what `codex exec --json` prints. */
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, restOf, timeOf, told } from './values.ts';
import { factsOf } from './verdicts.ts';

export const codexRollout: Format = {
  name: 'Codex rollout',
  claims: (value) =>
    listOf(value)
      .slice(0, firstRecords)
      .some(
        (record) =>
          isObject(record) &&
          isObject(record['payload']) &&
          (record['type'] === 'session_meta' || record['type'] === 'response_item'),
      ),
  idOf: (value) => textOf(metaOf(value)['id']),
  talk: (value) => {
    const records = listOf(value).filter(isObject);
    const items = records.filter(({ type }) => type === 'response_item').map(itemOf);
    const meta = metaOf(value);
    const id = textOf(meta['id']);
    return {
      title: undefined,
      turns: turnsOf(items.length > 0 ? items : records.flatMap(eventOf)),
      rest: restOf(meta, ['id', 'timestamp']),
      about: {
        facts: factsOf({
          model: records.map((record) => memberOf(record, 'payload', 'model')).find((model) => textOf(model)),
        }),
        createdAt: timeOf(meta['timestamp']) ?? timeOf(records[0]?.['timestamp']),
        ids: id === undefined ? [] : [['Session', id]],
      },
    };
  },
};

const firstRecords = 50;

function metaOf(value: Json): JsonObject {
  const record = listOf(value).find((each) => isObject(each) && each['type'] === 'session_meta');
  return objectOf(memberOf(record, 'payload')) ?? {};
}

function itemOf(record: JsonObject): Json {
  return { ...objectOf(record['payload']), ...told({ timestamp: record['timestamp'] }) };
}

/** A session without items has what the person saw of it. */
function eventOf(record: JsonObject): JsonObject[] {
  const payload = objectOf(record['payload']) ?? {};
  const role = record['type'] === 'event_msg' ? eventRoles.get(textOf(payload['type']) ?? '') : undefined;
  const text = textOf(payload['message']) ?? textOf(payload['text']);
  return role === undefined || text === undefined
    ? []
    : [{ role, content: text, ...told({ timestamp: record['timestamp'] }) }];
}

const eventRoles: ReadonlyMap<string, string> = new Map([
  ['user_message', 'user'],
  ['agent_message', 'assistant'],
  ['agent_reasoning', 'reasoning'],
]);

export const codexExec: Format = {
  name: 'Codex events',
  claims: (value) =>
    listOf(value)
      .slice(0, firstRecords)
      .some(
        (event) =>
          isObject(event) &&
          (event['type'] === 'thread.started' ||
            (event['type'] === 'item.completed' && isObject(event['item']))),
      ),
  idOf: (value) =>
    textOf(
      memberOf(
        listOf(value).find((event) => memberOf(event, 'type') === 'thread.started'),
        'thread_id',
      ),
    ),
  talk: (value) => {
    const events = listOf(value).filter(isObject);
    const id = codexExec.idOf(value);
    const failed = events.find(({ type }) => type === 'turn.failed' || type === 'error');
    const usage = events.findLast(({ type }) => type === 'turn.completed')?.['usage'];
    return {
      title: undefined,
      turns: turnsOf(
        events.filter(({ type }) => type === 'item.completed').flatMap(({ item }) => execItem(item)),
      ),
      rest: told({ usage }),
      about: {
        ids: id === undefined ? [] : [['Thread', id]],
        error: failed && {
          message: textOf(memberOf(failed, 'error', 'message')) ?? textOf(failed['message']),
          technicalDetails: failed,
        },
      },
    };
  },
};

function execItem(item: Json | undefined): JsonObject[] {
  if (!isObject(item)) return [];
  const id = textOf(item['id']);
  const type = textOf(item['type']) ?? 'item';
  const text = textOf(item['text']) ?? textOf(item['message']);
  if (type === 'agent_message' || type === 'reasoning' || type === 'error')
    return [
      {
        role: type === 'agent_message' ? 'assistant' : type,
        content: text ?? '',
        ...told({ id }),
        ...restOf(item, ['id', 'type', 'text', 'message']),
      },
    ];
  const output = item['aggregated_output'] ?? item['result'];
  const name = textOf(item['tool']) ?? type;
  const input = restOf(item, [
    'id',
    'type',
    'aggregated_output',
    'result',
    'status',
    'exit_code',
    'tool',
    'error',
  ]);
  const failed = item['status'] === 'failed';
  return [
    {
      role: 'assistant',
      tool_calls: [{ id: id ?? null, type: 'function', function: { name, arguments: input } }],
    },
    {
      ...{
        role: 'tool',
        name,
        tool_call_id: id ?? null,
        content: output ?? item['error'] ?? textOf(item['status']) ?? null,
      },
      ...told({ exit_code: item['exit_code'] }),
      ...(failed ? { is_error: true } : {}),
    },
  ];
}

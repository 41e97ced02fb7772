/** Sessions of Codex: rollouts, of which each line wraps an item, and what `codex exec --json` prints. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Duration, Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, timeOf, told } from '../../values.ts';
import { restOf } from './values.ts';
import { factsOf } from './verdicts.ts';

export const codexRollout: Format = {
  name: msg('Codex rollout'),
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
  talk: (value, exact) => {
    const records = listOf(value).filter(isObject);
    const items = records.filter(({ type }) => type === 'response_item').map(itemOf);
    const said = items.filter((item) => !isContext(item));
    const context = items.filter(isContext);
    const meta = metaOf(value);
    const id = textOf(meta['id']);
    return {
      title: undefined,
      turns: turnsOf(items.length > 0 ? said : records.flatMap(eventOf), exact.within(value)),
      rest: { ...restOf(meta, ['id', 'timestamp']), ...told({ context }) },
      about: {
        facts: factsOf({
          model: records.map((record) => memberOf(record, 'payload', 'model')).find((model) => textOf(model)),
          tokens: payloadsOf(records, 'token_count')
            .map((payload) => memberOf(payload, 'info', 'total_token_usage', 'total_tokens'))
            .findLast((tokens) => tokens !== undefined),
        }),
        duration: durationIn(records),
        createdAt: timeOf(meta['timestamp']) ?? timeOf(records[0]?.['timestamp']),
        ids: id === undefined ? [] : [[msg('Session'), id]],
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

/** What the program told the model beside what the person said: its instructions, and where it runs. */
function isContext(item: Json): boolean {
  if (memberOf(item, 'type') !== 'message') return false;
  const role = memberOf(item, 'role');
  const [first] = listOf(memberOf(item, 'content'));
  const text = textOf(memberOf(first, 'text')) ?? '';
  return role === 'developer' || (role === 'user' && /^<(environment_context|user_instructions)>/.test(text));
}

function payloadsOf(records: readonly JsonObject[], type: string): readonly Json[] {
  return records.flatMap(({ payload = null }) => (memberOf(payload, 'type') === type ? [payload] : []));
}

/** Of all tasks of the session; its own pauses between them do not count. */
function durationIn(records: readonly JsonObject[]): Duration | undefined {
  const each = payloadsOf(records, 'task_complete').flatMap(
    (task) => numberOf(memberOf(task, 'duration_ms')) ?? [],
  );
  if (each.length === 0) return undefined;
  const ms = each.reduce((sum, one) => sum + one, 0);
  return { ms, raw: ms, assumedUnit: false };
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
  name: msg('Codex events'),
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
  talk: (value, exact) => {
    const events = listOf(value).filter(isObject);
    const id = codexExec.idOf(value);
    const failed = events.find(({ type }) => type === 'turn.failed' || type === 'error');
    const usage = events.findLast(({ type }) => type === 'turn.completed')?.['usage'];
    return {
      title: undefined,
      turns: turnsOf(
        events.filter(({ type }) => type === 'item.completed').flatMap(({ item }) => execItem(item)),
        exact.within(value),
      ),
      rest: told({ usage }),
      about: {
        facts: factsOf({ tokens: tokensIn(usage) }),
        ids: id === undefined ? [] : [[msg('Thread'), id]],
        error: failed && {
          message: textOf(memberOf(failed, 'error', 'message')) ?? textOf(failed['message']),
          technicalDetails: failed,
        },
      },
    };
  },
};

function tokensIn(usage: Json | undefined): number | undefined {
  const [asked, answered] = ['input_tokens', 'output_tokens'].map((key) => numberOf(memberOf(usage, key)));
  return asked === undefined || answered === undefined ? undefined : asked + answered;
}

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

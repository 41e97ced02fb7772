/** Sessions of Claude Code: a record a line, most of them around a message. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, listOf, objectOf, textOf, without, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, told } from '../../values.ts';
import { firstOf, restOf } from './values.ts';
import { factsOf } from './verdicts.ts';

export const claudeCode: Format = {
  name: msg('Claude Code session'),
  claims: (value) => recordsOf(value).slice(0, firstRecords).some(isRecord),
  idOf: (value) => sessionOf(recordsOf(value)),
  talk: (value, exact) => {
    const records = recordsOf(value).filter(isObject);
    const said = records.filter(isSaid);
    const first = said[0] ?? {};
    const others = records.filter((record) => !isSaid(record) && !titleOf(record));
    const id = sessionOf(records);
    return {
      title: titleIn(records),
      turns: turnsOf(said.map(messageOf), exact.within(value)),
      rest: {
        ...told({ cwd: first['cwd'], gitBranch: first['gitBranch'], version: first['version'] }),
        ...(others.length > 0 ? { records: others } : {}),
        ...(isObject(value) ? restOf(value, ['loglines']) : {}),
      },
      about: {
        facts: factsOf({
          model: said.map((record) => memberOf(record, 'message', 'model')).find((model) => textOf(model)),
        }),
        ids: id === undefined ? [] : [[msg('Session'), id]],
      },
    };
  },
};

/** A session may begin with records of other kinds: a summary, pictures of files. */
const firstRecords = 50;

function recordsOf(value: Json): readonly Json[] {
  return listOf(isObject(value) ? value['loglines'] : value);
}

function isRecord(value: Json): boolean {
  if (!isObject(value)) return false;
  if (value['type'] === 'summary') return 'leafUuid' in value;
  return (
    isSaid(value) &&
    ('sessionId' in value || 'session_id' in value || 'uuid' in value || 'timestamp' in value)
  );
}

function isSaid(value: JsonObject): boolean {
  const type = value['type'];
  if (type === 'system') return textOf(value['content']) !== undefined;
  return (
    (type === 'user' || type === 'assistant') && isObject(value['message']) && 'content' in value['message']
  );
}

function sessionOf(records: readonly Json[]): string | undefined {
  for (const record of records) {
    const found = isObject(record) ? firstOf(record, ['sessionId', 'session_id'], textOf) : undefined;
    if (found) return found.made;
  }
  return undefined;
}

/** What the person called the session, else what the program did, the last one of either. */
function titleIn(records: readonly JsonObject[]): string | undefined {
  const titles = records.map(titleOf).filter((title) => title !== undefined);
  return (titles.findLast(({ own }) => own) ?? titles.at(-1))?.text;
}

function titleOf(record: JsonObject): { readonly text: string; readonly own: boolean } | undefined {
  const type = record['type'];
  const found =
    type === 'summary'
      ? record['summary']
      : type === 'custom-title'
        ? record['customTitle']
        : type === 'ai-title'
          ? record['aiTitle']
          : undefined;
  const text = textOf(found);
  return text === undefined ? undefined : { text, own: type === 'custom-title' };
}

const around = new Set([
  ...['type', 'message', 'parentUuid', 'sessionId', 'cwd', 'version', 'gitBranch', 'userType', 'uuid', 'id'],
  ...['timestamp', 'isSidechain', 'isMeta'],
]);

function messageOf(record: JsonObject): Json {
  const message = objectOf(record['message']) ?? { role: 'system', content: record['content'] ?? '' };
  return {
    role: record['type'] ?? null,
    ...without(message, new Set(['id', 'type'])),
    ...told({ id: record['uuid'] ?? message['id'], timestamp: record['timestamp'] }),
    ...without(record, record['message'] === undefined ? new Set([...around, 'content']) : around),
    ...(record['isSidechain'] === true ? { isSidechain: true } : {}),
    ...(record['isMeta'] === true ? { isMeta: true } : {}),
  };
}

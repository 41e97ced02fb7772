/** What a JSON value is: runs of a service, a transcript, a saved run, a conversation, or none of these. */
import { msg, sent, t } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import {
  elementTexts,
  isEmptyJson,
  isObject,
  listOf,
  memberTexts,
  type JsonObject,
} from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';
import { isSavedRun } from '../../core/run/savedRun.ts';
import { withExactIds } from './exactIds.ts';
import { formatOf, isTalk, ownFormatOf } from './formats/table.ts';
import type { Format } from './formats/format.ts';
import { isPlainMessage } from './formats/messageLike.ts';
import type { MessageLine, FileRecord } from './records.ts';
import type { Readers } from './readers.ts';
import { savedRecord } from './savedRecords.ts';

export interface Recognised {
  readonly records: readonly (FileRecord | MessageLine)[];
  /** The value itself is the one record, and not a list of any kind. */
  readonly single: boolean;
}

/** What is expected, in the words of people. */
export const expectedWords = msg('a run of a service, a saved run, a transcript or messages');

/** `undefined` when nothing in the value is known. @param text the value's exact text */
export function recognise(value: Json, text: string, readers: Readers, depth = 0): Recognised | undefined {
  const own = sureOf(value, text, readers);
  if (own) return { records: own, single: own.length === 1 };
  const answer = isObject(value) ? serviceList(value, readers) : undefined;
  const talk = answer ? undefined : formatOf(value);
  if (talk) return { records: conversations(talk, value, text), single: true };
  const lists = answer ? [answer] : listsIn(value, readers);
  if (lists.length === 0) return isObject(value) ? within(value, text, readers, depth + 1) : undefined;
  const members = lists.length > 1 ? memberTexts(text) : undefined;
  const records = lists.flatMap((list) => {
    const own = members?.get(list.path[0] ?? '');
    const texts = own === undefined ? elementTexts(text, list.path) : elementTexts(own, []);
    return elementRecords(list, texts, readers);
  });
  const around = answer || !isObject(value) ? [] : besideLists(value, lists);
  return { records: [...records, ...around], single: false };
}

/** What an API answers stands in an object of its own: `{"data": {"messages": [...]}}`. */
function within(value: JsonObject, text: string, readers: Readers, depth: number): Recognised | undefined {
  if (depth > mostLevels) return undefined;
  // What stands around a message tells of it: when it was said, and its id.
  if (isPlainMessage(value['message'])) return { records: [{ kind: 'message', text }], single: true };
  const holders = Object.keys(value).filter((name) => holdsSomething(value[name]));
  if (holders.length === 0) return undefined;
  const texts = memberTexts(text);
  const known = holders.flatMap((name) => {
    const found = recognise(value[name] ?? null, texts.get(name) ?? 'null', readers, depth);
    return found?.records.some(({ kind }) => kind !== 'unknown' && kind !== 'note') ? { name, found } : [];
  });
  const [first] = known;
  if (!first) return undefined;
  const beside = besideOf(value, new Set(known.map(({ name }) => name)));
  const records = [...known.flatMap(({ found }) => found.records), ...beside];
  return { records, single: known.length === 1 && first.found.single };
}

const mostLevels = 3;

/** An empty list inside of something else says nothing of what that is. */
function holdsSomething(value: Json | undefined): boolean {
  return (
    isObject(value) &&
    Object.values(value).some((member) => typeof member === 'object' && !isEmptyJson(member))
  );
}

function elementRecords({ path, elements, service }: List, texts: readonly string[], readers: Readers) {
  const name = path.join('.');
  return elements.flatMap((element, index): (FileRecord | MessageLine)[] => {
    const own = texts[index] ?? 'null';
    const known = sureOf(element, own, readers, service);
    if (known) return known;
    const talk = formatOf(element);
    if (talk) return conversations(talk, element, own);
    return [{ kind: 'unknown', problem: unexpected(element, `${name}[${index}]`), text: own }];
  });
}

/** Members beside lists of runs belong to no single run. */
function besideLists(value: JsonObject, lists: readonly List[]): FileRecord[] {
  return besideOf(value, new Set(lists.flatMap(({ path }) => path.slice(0, 1))));
}

function besideOf(value: JsonObject, shown: ReadonlySet<string>): FileRecord[] {
  const names = Object.keys(value).filter((name) => !shown.has(name));
  return names.length === 0
    ? []
    : [{ kind: 'note', text: t('Beside its runs, the file holds: {0}.', someOf(names)) }];
}

function conversations(format: Format, value: Json, text: string): FileRecord[] {
  const portions = format.split?.(value, text) ?? [{ id: format.idOf(withExactIds(value, text)), text }];
  if (portions.length === 0) return [noteOfKind(format.name)];
  return portions.map((portion) => ({ kind: 'conversation', ...portion }));
}

function noteOfKind(kind: string): FileRecord {
  return { kind: 'note', text: t('This is of the kind "{0}", and holds no runs.', t(sent(kind))) };
}

/** e.g. `data[3]: expected a run of a service, ..., got a number`. */
export function unexpected(value: Json, path: string): string {
  return t('{0}: expected {1}, got {2}', path, t(expectedWords), kindWords(value));
}

export function kindWords(value: Json): string {
  const messages = isObject(value) ? value['messages'] : undefined;
  if (messages === undefined) return plainWords(value);
  const [first] = listOf(messages);
  return first === undefined
    ? t('an object whose "messages" are no list, but {0}', plainWords(messages))
    : t('an object whose messages[0] names no role ({0})', plainWords(first));
}

function plainWords(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? t('an empty list') : t('a list of something else');
  if (typeof value === 'string') return t('a text');
  if (!isObject(value)) return typeof value === 'number' ? t('a number') : t('a boolean');
  const keys = Object.keys(value);
  return keys.length === 0 ? t('an empty object') : t('an object with {0}', someOf(keys));
}

function someOf(names: readonly string[]): string {
  const named = names.slice(0, 4).map((name) => (name.length > 30 ? `${name.slice(0, 29)}…` : name));
  return commas([...named, names.length > named.length ? '...' : undefined]);
}

/**
 * What the value says of itself.
 * @param service in whose list it stands: then it is a run of that service, readable or not
 */
function sureOf(
  value: Json,
  text: string,
  readers: Readers,
  service?: string,
): (FileRecord | MessageLine)[] | undefined {
  if (isObject(value) && isSavedRun(value)) return [savedRecord(value, text, readers)];
  const portions = isObject(value) ? portionsOf(value, text, readers) : undefined;
  if (portions) return portions;
  const format = ownFormatOf(value) ?? (isTalk(value) ? formatOf(value) : undefined);
  if (format) return conversations(format, value, text);
  if (!isObject(value)) return undefined;
  for (const [name, { answers }] of readers) {
    if (answers.claims(value) || (name === service && answers.idOf(value) !== undefined))
      return [{ kind: 'run', service: name, id: answers.idOf(value), text }];
    const { transcripts } = answers;
    if (transcripts?.claims(value))
      return [{ kind: 'transcript', service: name, run: transcripts.runOf(value), text }];
  }
  return isPlainMessage(value) ? [{ kind: 'message', text }] : undefined;
}

/** The runs of an answer that its service takes apart itself. */
function portionsOf(value: JsonObject, text: string, readers: Readers): FileRecord[] | undefined {
  for (const [service, { answers }] of readers) {
    const portions = answers.split?.(value, text);
    if (!portions) continue;
    if (portions.length === 0) return [noteOfKind(answers.kind ?? service)];
    return portions.map((portion) => ({ kind: 'run', service, ...portion }));
  }
  return undefined;
}

/** Whether the value alone is something that can be shown. */
function isKnown(value: Json, readers: Readers): boolean {
  if (formatOf(value)) return true;
  if (!isObject(value)) return false;
  if (isSavedRun(value) || isPlainMessage(value)) return true;
  return [...readers.values()].some(
    ({ answers }) => answers.claims(value) || answers.transcripts?.claims(value) === true,
  );
}

interface List {
  readonly path: readonly string[];
  readonly elements: readonly Json[];
  readonly service: string | undefined;
}

/** The list that a service's answer holds; `undefined` where none of its elements is one's run. */
function serviceList(value: JsonObject, readers: Readers): List | undefined {
  const all = [...readers].flatMap(([service, { answers }]) =>
    answers.lists.map((path) => ({ path, elements: listAt(value, path), service, answers })),
  );
  const claimed = all.find(({ elements, answers }) =>
    elements?.some((element) => isObject(element) && answers.claims(element)),
  );
  return claimed?.elements && { ...claimed, elements: claimed.elements };
}

/** All lists in which anything is known. */
function listsIn(value: Json, readers: Readers): List[] {
  const known = (elements: readonly Json[]) => elements.some((element) => isKnown(element, readers));
  if (Array.isArray(value)) {
    const elements = listOf(value);
    return known(elements) ? [{ path: [], elements, service: undefined }] : [];
  }
  if (!isObject(value)) return [];
  const found = Object.keys(value).flatMap((name): List[] => {
    const elements = listAt(value, [name]);
    return elements && known(elements) ? [{ path: [name], elements, service: undefined }] : [];
  });
  if (found.length > 0) return found;
  const empty = emptyList(value, readers);
  return empty ? [empty] : [];
}

/** An answer without any run is an answer, too. */
function emptyList(value: JsonObject, readers: Readers): List | undefined {
  for (const [service, { answers }] of readers)
    for (const path of answers.lists)
      if (listAt(value, path)?.length === 0) return { path, elements: [], service };
  return undefined;
}

function listAt(value: JsonObject, path: readonly string[]): readonly Json[] | undefined {
  let found: Json | undefined = value;
  for (const key of path) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return Array.isArray(found) ? listOf(found) : undefined;
}

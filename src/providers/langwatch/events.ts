/**
 * What LangWatch's SDK sends to its service while scenarios run, event by event: how each run begins, its messages so
 * far, how it ended. Together they make the runs that the service would answer with.
 */
import { isObject, numberOf, textOf, valueText, type JsonObject } from '../../core/kit/json.ts';
import type { SavedPortion } from '../../core/provider/provider.ts';
import type { Json } from '../../core/run/run.ts';

interface Event {
  readonly value: JsonObject;
  readonly text: () => string;
}

/** `undefined` where the values are no such events. @param texts exact ones of the values */
export function runsOfEvents(
  values: readonly Json[],
  texts: () => readonly string[],
): readonly SavedPortion[] | undefined {
  const events = values.flatMap((value, index) => eventIn(value, () => texts()[index] ?? 'null') ?? []);
  if (events.length === 0) return undefined;
  const runs = Map.groupBy(events, ({ value }) => textOf(value['scenarioRunId']));
  return [...runs].flatMap(([id, own]) => (id === undefined ? [] : [{ id, text: runText(inOrder(own)) }]));
}

/** What is sent at the same time may arrive in any order. */
function inOrder(events: readonly Event[]): readonly Event[] {
  const times = events.map(({ value }) => numberOf(value['timestamp']));
  if (times.some((time) => time === undefined)) return events;
  return events.toSorted((a, b) => Number(a.value['timestamp']) - Number(b.value['timestamp']));
}

/** An event may stand in the request that sent it. */
function eventIn(value: Json, text: () => string): Event | undefined {
  if (isEvent(value)) return { value, text };
  const body = isObject(value) ? value['body'] : undefined;
  return isEvent(body) ? { value: body, text: () => valueText(text(), ['body']) ?? 'null' } : undefined;
}

function isEvent(value: Json | undefined): value is JsonObject {
  return (
    isObject(value) &&
    /^SCENARIO_(?:RUN|MESSAGE|TEXT)_/.test(textOf(value['type']) ?? '') &&
    'scenarioRunId' in value
  );
}

/** With every digit of what was sent. */
function runText(events: readonly Event[]): string {
  const first = events[0]?.value ?? {};
  const started = events.find(({ value }) => value['type'] === 'SCENARIO_RUN_STARTED');
  const said = events.findLast(({ value }) => Array.isArray(value['messages']));
  const finished = events.findLast(({ value }) => value['type'] === 'SCENARIO_RUN_FINISHED');
  const begun = numberOf(started?.value['timestamp']);
  const ended = numberOf(finished?.value['timestamp']);
  const metadata = isObject(started?.value['metadata']) ? started.value['metadata'] : {};
  const members: (readonly [string, string | undefined])[] = [
    ...['scenarioRunId', 'scenarioId', 'batchRunId', 'scenarioSetId'].map(
      (key) => [key, json(first[key])] as const,
    ),
    ['name', json(metadata['name'])],
    ['description', json(metadata['description'])],
    ['metadata', started && valueText(started.text(), ['metadata'])],
    ['status', json(finished?.value['status'] ?? (finished ? undefined : 'IN_PROGRESS'))],
    ['results', finished && valueText(finished.text(), ['results'])],
    ['messages', said ? valueText(said.text(), ['messages']) : '[]'],
    ['timestamp', json(begun ?? numberOf(first['timestamp']))],
    ['updatedAt', json(numberOf(events.at(-1)?.value['timestamp']))],
    ['durationInMs', json(begun !== undefined && ended !== undefined ? ended - begun : undefined)],
  ];
  const written = members.flatMap(([key, text]) => (text === undefined ? [] : [`"${key}":${text}`]));
  return `{${written.join(',')}}`;
}

function json(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

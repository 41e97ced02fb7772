/** Small questions about the JSON that services and programs write. */
import { isEmptyJson, isObject, numberOf, textOf, type JsonObject } from '../core/kit/json.ts';
import { momentOf } from '../core/run/moment.ts';
import type { Json, Moment } from '../core/run/run.ts';

/** The value that a path of names leads to. */
export function memberOf(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = value;
  for (const key of path) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}

/** A text or a number, as a text: ids are either. */
export function wordOf(value: Json | undefined): string | undefined {
  return textOf(value) ?? numberOf(value)?.toString();
}

/** A time that can be read. */
export function timeOf(value: Json | undefined): Moment | undefined {
  const moment = typeof value === 'string' || typeof value === 'number' ? momentOf(value) : undefined;
  return moment?.ms === undefined ? undefined : moment;
}

/** Without members that say nothing. */
export function told(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  const members = Object.entries(value).filter((member): member is [string, Json] => !isEmptyJson(member[1]));
  return Object.fromEntries(members);
}

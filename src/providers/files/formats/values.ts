/** Small questions about the values that formats are made of. */
import { isEmptyJson, isObject, textOf, without, type JsonObject } from '../../../core/kit/json.ts';
import { momentOf } from '../../../core/run/moment.ts';
import type { Json, Moment } from '../../../core/run/run.ts';

/** A text or a number, as a text. */
export function wordOf(value: Json | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** A time that can be read. */
export function timeOf(value: Json | undefined): Moment | undefined {
  const moment = typeof value === 'string' || typeof value === 'number' ? momentOf(value) : undefined;
  return moment?.ms === undefined ? undefined : moment;
}

/** The first of these members of which something can be made, and its name. */
export function firstOf<Made>(
  value: JsonObject,
  keys: readonly string[],
  make: (member: Json | undefined) => Made | undefined,
): { readonly key: string; readonly made: Made } | undefined {
  for (const key of keys) {
    const made = Object.hasOwn(value, key) ? make(value[key]) : undefined;
    if (made !== undefined) return { key, made };
  }
  return undefined;
}

export function restOf(value: JsonObject, used: readonly (string | undefined)[]): JsonObject {
  return without(value, new Set(used.filter((key) => key !== undefined)));
}

/** The value that a path of names leads to. */
export function memberOf(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = value;
  for (const key of path) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}

/** Without members that say nothing. */
export function told(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  const members = Object.entries(value).filter((member): member is [string, Json] => !isEmptyJson(member[1]));
  return Object.fromEntries(members);
}

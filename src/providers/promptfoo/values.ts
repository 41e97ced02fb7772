/** Small questions about the values that answers of promptfoo are made of. */
import { isObject, numberOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';

/** The value that a path of names leads to. */
export function memberOf(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = value;
  for (const key of path) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}

/** A text or a number, as a text. */
export function wordOf(value: Json | undefined): string | undefined {
  return textOf(value) ?? numberOf(value)?.toString();
}

/** A text, or the label or id of an object. */
export function labelOf(value: Json | undefined): string | undefined {
  return textOf(value) ?? textOf(memberOf(value, 'label')) ?? textOf(memberOf(value, 'id'));
}

/** Without members that are not there. */
export function reported(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  const members = Object.entries(value).filter((member): member is [string, Json] => member[1] !== undefined);
  return Object.fromEntries(members);
}

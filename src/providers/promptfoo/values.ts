/** Small questions about the values that answers of promptfoo are made of. */
import { textOf, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';
import { memberOf } from '../values.ts';

/** A text, or the label or id of an object. */
export function labelOf(value: Json | undefined): string | undefined {
  return textOf(value) ?? textOf(memberOf(value, 'label')) ?? textOf(memberOf(value, 'id'));
}

/** Without members that are not there. */
export function reported(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  const members = Object.entries(value).filter((member): member is [string, Json] => member[1] !== undefined);
  return Object.fromEntries(members);
}

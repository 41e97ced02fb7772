/** Small questions about the values that formats are made of. */
import { without, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';

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

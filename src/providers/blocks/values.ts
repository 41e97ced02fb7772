/** Small questions about parts of messages. */
import { textOf, type JsonObject } from '../../core/kit/json.ts';
import type { ExactJson } from '../../core/kit/exactJson.ts';
import type { Json } from '../../core/run/run.ts';

/** A value and where its exact text is. */
export interface Found {
  readonly key: string;
  readonly value: Json;
  readonly exact: ExactJson;
}

/** The first of these members that is there and not null. */
export function firstMember(value: JsonObject, exact: ExactJson, keys: readonly string[]): Found | undefined {
  for (const key of keys) {
    const found = Object.hasOwn(value, key) ? value[key] : undefined;
    if (found !== undefined && found !== null) return { key, value: found, exact: exact.member(key) };
  }
  return undefined;
}

/** The first of these members that is a text with something in it. */
export function firstText(value: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = Object.hasOwn(value, key) ? textOf(value[key]) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A kind in one spelling: `tool-call`, `toolCall` and `TOOL_CALL` are `tool_call`. */
export function plainKind(kind: string): string {
  return kind
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toLowerCase();
}

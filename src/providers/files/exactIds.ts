/** Ids that are numbers, with every digit: parsed, 9007199254740993 is another one. */
import { isObject, memberTexts } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';

const idKeys = [
  ...['id', 'sessionId', 'session_id', 'conversationId', 'conversation_id', 'uuid', 'custom_id'],
  ...['task_id', 'instance_id', 'trajectory_id', 'run_id'],
];

/**
 * The value with its own ids as texts where a number would lose digits of them.
 * @param text exact text of the value
 */
export function withExactIds(value: Json, text: string): Json {
  if (!isObject(value)) return value;
  const keys = idKeys.filter((key) => Number.isInteger(value[key]) && !Number.isSafeInteger(value[key]));
  if (keys.length === 0) return value;
  const texts = memberTexts(text);
  return { ...value, ...Object.fromEntries(keys.map((key) => [key, texts.get(key) ?? null])) };
}

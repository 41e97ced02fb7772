/** Inspect keeps long texts apart from the messages that hold them, and writes `attachment://` and a digest in their place. */
import { isObject, listOf, objectOf, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';

/** The sample's messages with the texts back in place; a message without any is the same object. */
export function messagesOf(sample: JsonObject): readonly Json[] {
  const messages = listOf(sample['messages']);
  const texts = objectOf(sample['attachments']) ?? {};
  if (Object.keys(texts).length === 0) return messages;
  return messages.map((message) => withTexts(message, texts, mostLevels));
}

/** A message, its parts or calls, one of them, its arguments. */
const mostLevels = 8;
/** A digest, or a number in the newest layout; older logs wrote `tc`. */
const marks = /(?:attachment|tc):\/\/([0-9a-f]{32,}|\d+$)/g;
const whole = /^(?:attachment|tc):\/\/(.+)$/;

function withTexts(value: Json, texts: JsonObject, levels: number): Json {
  if (typeof value === 'string') return value.includes('://') ? textsIn(value, texts) : value;
  if (levels === 0) return value;
  const list = listOf(value);
  if (list.length > 0) {
    const made = list.map((each) => withTexts(each, texts, levels - 1));
    return made.every((each, index) => each === list[index]) ? value : made;
  }
  if (!isObject(value)) return value;
  const made = Object.entries(value).map(
    ([key, member]) => [key, withTexts(member, texts, levels - 1)] as const,
  );
  return made.every(([key, member]) => member === value[key]) ? value : Object.fromEntries(made);
}

function textsIn(value: string, texts: JsonObject): Json {
  const [, own] = whole.exec(value) ?? [];
  if (own !== undefined && Object.hasOwn(texts, own)) return texts[own] ?? value;
  return value.replace(marks, (mark, digest: string) => {
    const text = Object.hasOwn(texts, digest) ? texts[digest] : undefined;
    return typeof text === 'string' ? text : mark;
  });
}

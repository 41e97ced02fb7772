/** Inspect keeps long texts apart from the messages that hold them, and writes `attachment://` and a digest in their place. */
import { isObject, listOf, objectOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';

/** The sample with the texts back in its messages. */
export function attached(sample: JsonObject): JsonObject {
  const texts = objectOf(sample['attachments']) ?? {};
  if (Object.keys(texts).length === 0) return sample;
  return {
    ...sample,
    messages: listOf(sample['messages']).map((message) => withTexts(message, texts, mostLevels)),
  };
}

/** A message, its parts or calls, one of them, its arguments. */
const mostLevels = 6;
const mark = 'attachment://';

function withTexts(value: Json, texts: JsonObject, levels: number): Json {
  if (typeof value === 'string' && value.startsWith(mark)) {
    const digest = value.slice(mark.length);
    return Object.hasOwn(texts, digest) ? (texts[digest] ?? value) : value;
  }
  if (levels === 0) return value;
  if (Array.isArray(value)) return listOf(value).map((each) => withTexts(each, texts, levels - 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withTexts(member, texts, levels - 1)]),
  );
}

/** Inspect keeps long texts apart from the messages that hold them, and writes `attachment://` and a digest in their place. */
import { isObject, listOf, objectOf, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';

/** The sample's messages with the texts back in place; a message without any is the same object. */
export function messagesOf(sample: JsonObject): readonly Json[] {
  const messages = listOf(sample['messages']);
  const kept = objectOf(sample['attachments']) ?? {};
  if (Object.keys(kept).length === 0) return messages;
  const texts = new Texts(kept);
  return messages.map((message) => withTexts(message, texts, mostLevels));
}

/** A message, its parts or calls, one of them, its arguments. */
const mostLevels = 8;
/** A digest, or a number in the newest layout; older logs wrote `tc`. */
const marks = /(?:attachment|tc):\/\/([0-9a-f]{32,}|\d+$)/g;
const whole = /^(?:attachment|tc):\/\/(.+)$/;

/** Characters that are put in place in any case, and how many times all that is kept. */
const freeRoom = 16 * 1024 * 1024;
const timesKept = 8;

/**
 * What is put in place is held as often as it is named. A small file can name a long text so often that no memory holds
 * it: there the marks stay.
 */
class Texts {
  readonly #kept: JsonObject;
  #room: number;

  constructor(kept: JsonObject) {
    this.#kept = kept;
    const lengths = Object.values(kept).map((text) => (typeof text === 'string' ? text.length : 0));
    this.#room = freeRoom + timesKept * lengths.reduce((sum, length) => sum + length, 0);
  }

  /** `undefined` where there is none, or no room. */
  take(digest: string): string | undefined {
    const text = Object.hasOwn(this.#kept, digest) ? this.#kept[digest] : undefined;
    if (typeof text !== 'string' || text.length > this.#room) return undefined;
    this.#room -= text.length;
    return text;
  }
}

function withTexts(value: Json, texts: Texts, levels: number): Json {
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

function textsIn(value: string, texts: Texts): string {
  const [, own] = whole.exec(value) ?? [];
  const found = own === undefined ? undefined : texts.take(own);
  return found ?? value.replace(marks, (mark, digest: string) => texts.take(digest) ?? mark);
}

/** All formats of conversations, in the order in which they are asked: those that say most of themselves first. */
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { messages, namedMessages } from './messages.ts';
import { preference } from './preference.ts';

/** Known by members that nothing else has. */
const own: readonly Format[] = [preference];

/** Whatever else holds messages; asked when no service claims the value. */
const general: readonly Format[] = [messages, namedMessages];

export function ownFormatOf(value: Json): Format | undefined {
  return own.find((format) => format.claims(value));
}

/** Whether the value is a list of messages, or says that it holds one. */
export function isTalk(value: Json): boolean {
  return messages.claims(value);
}

export function formatOf(value: Json): Format | undefined {
  return ownFormatOf(value) ?? general.find((format) => format.claims(value));
}

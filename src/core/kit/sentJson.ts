/**
 * JSON in which numbers keep the digits that were sent: `9007199254740993`, `1.10`, `1e400`. A number that JavaScript
 * would print otherwise becomes an object of its own, which `JSON.stringify` prints as the digits.
 */
import type { Json } from '../run/run.ts';

export interface SentNumber {
  readonly rawJSON: string;
}

export function isSentNumber(value: Json | undefined): value is Json & SentNumber {
  return typeof value === 'object' && value !== null && JSON.isRawJSON(value);
}

/** @throws SyntaxError @throws RangeError when it is nested too deeply */
export function parseSent(text: string): Json {
  return JSON.parse<Json>(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined && source !== String(value)
      ? JSON.rawJSON(source)
      : value,
  );
}

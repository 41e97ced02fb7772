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

/** Whether a number in the text has digits that JavaScript would not print. What is in a string may look like one, too. */
export function mayHoldSentNumbers(text: string): boolean {
  return mayDiffer.test(text);
}

const mayDiffer = /[:[,]\s*(?:-0[\s,\]}]|-?(?:\d+\.\d*0[\s,\]}]|\d[\d.]*[eE]|\d{16}|\d+\.\d{15}|0\.0{6}))/;

/** Whether reading them takes a time one notices, and none of them loses more than its way of writing, as `1.10`. */
export function areSentNumbersDear(text: string): boolean {
  return text.length > cheapLength && mayDiffer.test(text) && !losesDigits.test(text);
}

const cheapLength = 512 * 1024;
const losesDigits = /[:[,]\s*-?(?:\d{16}|\d+\.\d{17}|\d[\d.]*[eE]\+?\d{3})/;

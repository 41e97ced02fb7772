/** Small questions about JSON values and JSON text. */
import type { Json } from '../run/run.ts';

export type JsonObject = { readonly [key: string]: Json };

/** The only door from text to {@link Json}. @throws SyntaxError */
export function parseJsonText(text: string): Json {
  return JSON.parse(text) as Json;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A non-empty string, or nothing. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The members of `value` that are not in `known`; also one that is named `__proto__`, which assignment would lose. */
export function without(value: JsonObject, known: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !known.has(key)));
}

export function isEmptyJson(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * Deep equality of plain data; functions are ignored. Used to keep an item's identity over a refresh that
 * brought no news, so that nothing is rendered again. Without recursion: a service may nest 100,000 levels.
 */
export function sameData(a: unknown, b: unknown): boolean {
  const pairs: [unknown, unknown][] = [[a, b]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [left, right] = pair;
    if (Object.is(left, right)) continue;
    if (typeof left === 'function' && typeof right === 'function') continue;
    if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
    if (Array.isArray(left) || Array.isArray(right)) {
      if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
      for (const [at, value] of left.entries()) pairs.push([value, right[at]]);
      continue;
    }
    const members = Object.keys(left);
    if (members.length !== Object.keys(right).length) return false;
    for (const key of members) {
      if (!Object.hasOwn(right, key)) return false;
      pairs.push([left[key as keyof typeof left], right[key as keyof typeof right]]);
    }
  }
  return true;
}

/**
 * The exact text of each element of the array that `path` leads to, e.g. `['data', 'runs']`. The text must be
 * valid JSON (it has been parsed). Exact, because a parsed and printed value has lost `1.0`, `1e400` and big
 * integers.
 */
export function elementTexts(text: string, path: readonly string[]): string[] {
  let at = valueStart(text, path) ?? text.length;
  if (text[at] !== '[') return [];
  const elements: string[] = [];
  at = skipSpace(text, at + 1);
  while (at < text.length && text[at] !== ']') {
    const end = valueEnd(text, at);
    elements.push(text.slice(at, end));
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return elements;
}

/** The same text in memory of its own: a part of a text, as engines make it, keeps the whole one alive. */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}

/** The exact text of the value that `path` leads to; `undefined` when there is none. The text must be valid JSON. */
export function valueText(text: string, path: readonly string[]): string | undefined {
  const at = valueStart(text, path);
  return at === undefined ? undefined : text.slice(at, valueEnd(text, at));
}

/**
 * The exact texts of an object's members by their names; of several with one name the last, as in JSON.parse. Empty
 * where the text is no object. Reads the text once, whoever asks for how many of them.
 */
export function memberTexts(text: string): Map<string, string> {
  const members = new Map<string, string>();
  let at = skipSpace(text, 0);
  if (text[at] !== '{') return members;
  at = skipSpace(text, at + 1);
  while (at < text.length && text[at] !== '}') {
    const keyEnd = stringEnd(text, at);
    const name = String(JSON.parse(text.slice(at, keyEnd)));
    const from = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = valueEnd(text, from);
    members.set(name, text.slice(from, end));
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return members;
}

function valueStart(text: string, path: readonly string[]): number | undefined {
  let at: number | undefined = skipSpace(text, 0);
  for (const key of path) {
    at = memberStart(text, at, key);
    if (at === undefined) return undefined;
  }
  return at;
}

/** Where the value of the member `key` starts; the last one of that name, as in JSON.parse. */
function memberStart(text: string, objectAt: number, key: string): number | undefined {
  if (text[objectAt] !== '{') return undefined;
  let found: number | undefined;
  let at = skipSpace(text, objectAt + 1);
  while (at < text.length && text[at] !== '}') {
    const keyEnd = stringEnd(text, at);
    const name: unknown = JSON.parse(text.slice(at, keyEnd));
    at = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (name === key) found = at;
    at = skipSpace(text, valueEnd(text, at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return found;
}

function valueEnd(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return stringEnd(text, at);
  if (first !== '{' && first !== '[') return scalarEnd(text, at);
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) i = stringEnd(text, i) - 1;
    else if (c === 0x7b || c === 0x5b) depth++;
    else if ((c === 0x7d || c === 0x5d) && --depth === 0) return i + 1;
  }
  return text.length;
}

function scalarEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length && !',]} \n\r\t'.includes(text.charAt(i))) i++;
  return i;
}

/** The index after the closing quote of the JSON string that opens at `at`; the text's end when there is none. */
export function stringEnd(text: string, at: number): number {
  for (let from = at + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (i < text.length && ' \n\r\t'.includes(text.charAt(i))) i++;
  return i;
}

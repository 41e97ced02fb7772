import type { Json } from './run.ts';

type Numbers = ReadonlyMap<string, string>;

/**
 * Finds the digits of parsed numbers again in the text that they were parsed from. An object or list is known by what
 * is in it; of several that are the same the first that is asked for is the first in the text.
 */
export class SentIndex {
  /** Digits by member, of each object or list with numbers, in order. */
  readonly #found = new Map<string, Numbers[]>();
  readonly #taken = new Map<string, number>();
  /** Digits by name and value, for what our own code has put together; `undefined` where they differ. */
  readonly #byName = new Map<string, string | undefined>();
  readonly #known = new Map<object, Json>();

  /** @param texts JSON @throws SyntaxError @throws RangeError when one is nested too deeply */
  constructor(texts: readonly string[]) {
    for (const text of texts) this.#read(text);
  }

  /** The value with the digits that were sent in the place of each number that has lost some. */
  take(value: Json): Json {
    if (typeof value !== 'object' || value === null) return value;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const taken = this.#container(value);
    this.#known.set(value, taken);
    return taken;
  }

  #container(value: object): Json {
    const members = Object.entries<Json>(value as Readonly<Record<string, Json>>);
    // What is within comes first, as in the text.
    const within = members.map(([key, member]) => [key, this.take(member)] as const);
    const numbers = members.some(([, member]) => typeof member === 'number') ? this.#next(value) : undefined;
    const sent = within.map(([key, member]) => [key, this.#digits(key, member, numbers)] as const);
    if (sent.every(([, member], index) => member === members[index]?.[1])) return value as Json;
    return Array.isArray(value) ? sent.map(([, member]) => member) : Object.fromEntries(sent);
  }

  #digits(key: string, value: Json, numbers: Numbers | undefined): Json {
    if (typeof value !== 'number') return value;
    const digits = numbers ? numbers.get(key) : this.#byName.get(nameOf(key, value));
    return digits === undefined || digits === String(value) ? value : JSON.rawJSON(digits);
  }

  /** Whoever asks more often than the text has it gets the last. */
  #next(value: object): Numbers | undefined {
    const content = contentOf(value);
    const found = this.#found.get(content);
    const taken = this.#taken.get(content) ?? 0;
    this.#taken.set(content, taken + 1);
    return found?.[taken] ?? found?.at(-1);
  }

  #read(text: string): void {
    const read = (of: object, key: string, value: Json, digits: string | undefined) =>
      this.#readMember(open, of, key, value, digits);
    const open = new Map<object, Map<string, string>>();
    JSON.parse<Json>(text, function (key, value, { source }) {
      read(this, key, value, source);
      return value;
    });
  }

  /** Members come before the object or list that they are in. @param open numbers of those that are still to come */
  #readMember(
    open: Map<object, Map<string, string>>,
    of: object,
    key: string,
    value: Json,
    digits: string | undefined,
  ): void {
    if (typeof value === 'number' && digits !== undefined) {
      const numbers = open.get(of) ?? new Map<string, string>();
      open.set(of, numbers.set(key, digits));
      const name = nameOf(key, value);
      this.#byName.set(
        name,
        this.#byName.has(name) && this.#byName.get(name) !== digits ? undefined : digits,
      );
    } else if (typeof value === 'object' && value !== null) {
      const numbers = open.get(value);
      if (!numbers) return;
      open.delete(value);
      const content = contentOf(value);
      const found = this.#found.get(content);
      if (found) found.push(numbers);
      else this.#found.set(content, [numbers]);
    }
  }
}

function nameOf(key: string, value: number): string {
  return `${key}=${value}`;
}

/** What is in it, without what is within that, and of long texts the beginning. */
function contentOf(value: object): string {
  return Object.entries<Json>(value as Readonly<Record<string, Json>>)
    .map(([key, member]) => `${key}=${wordOf(member)}`)
    .join('\n');
}

function wordOf(value: Json): string {
  if (typeof value === 'string') return `${value.length}"${value.slice(0, 40)}`;
  return typeof value === 'object' && value !== null ? '{' : String(value);
}

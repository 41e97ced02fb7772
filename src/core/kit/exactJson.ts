import { elementTexts, isObject, memberTexts } from './json.ts';
import { areSentNumbersDear, mayHoldSentNumbers, parseSent } from './sentJson.ts';

/**
 * The exact text of values inside a JSON text, found on demand, each level once: a value that was parsed and printed
 * has lost `1.0`, `1e400` and big integers.
 */
export class ExactJson {
  readonly #find: () => string | undefined;
  #members: ReadonlyMap<string, string> | undefined;
  #elements: readonly string[] | undefined;
  #found: { readonly text: string | undefined } | undefined;

  /** @param find valid JSON, or `undefined` where the text is not there any more */
  constructor(find: () => string | undefined) {
    this.#find = find;
  }

  get text(): string | undefined {
    return (this.#found ??= { text: this.#find() }).text;
  }

  member(name: string): ExactJson {
    return new ExactJson(() => (this.#members ??= memberTexts(this.text ?? '')).get(name));
  }

  element(index: number): ExactJson {
    return new ExactJson(() => (this.#elements ??= elementTexts(this.text ?? '', []))[index]);
  }

  /** @param _value which this is the text of */
  textOf(_value: unknown): string | undefined {
    return this.text;
  }

  /**
   * For what is put together anew from parts of a value: each object and list that is still the one that was parsed
   * finds its digits, wherever it has been moved to.
   * @param value which this is the text of
   */
  within(value: unknown): ExactJson {
    return new MovedJson(value, this);
  }
}

class MovedJson extends ExactJson {
  readonly #value: unknown;
  readonly #exact: ExactJson;
  #sent: SentParts | undefined;

  constructor(value: unknown, exact: ExactJson) {
    super(() => undefined);
    this.#value = value;
    this.#exact = exact;
  }

  override member(): ExactJson {
    return this;
  }

  override element(): ExactJson {
    return this;
  }

  override textOf(value: unknown): string | undefined {
    this.#sent ??= new SentParts(this.#value, this.#exact.text);
    return this.#sent.isEmpty || !isShallow(value) ? undefined : JSON.stringify(this.#sent.take(value));
  }

  override within(): ExactJson {
    return this;
  }
}

/** Objects and lists of a value, each with the same one whose numbers have the digits that were sent. */
class SentParts {
  readonly #parts = new Map<unknown, unknown>();
  /** Digits by name and value, for an object of ours; `undefined` where they differ. */
  readonly #byName = new Map<string, unknown>();

  constructor(value: unknown, text: string | undefined) {
    const sent = text === undefined ? undefined : sentOf(text);
    if (sent === undefined) return;
    const open: (readonly [name: string, own: unknown, sent: unknown])[] = [['', value, sent]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [name, own, digits] = next;
      if (typeof own === 'number') {
        const key = nameOf(name, own);
        const known = this.#byName.get(key);
        const same = !this.#byName.has(key) || JSON.stringify(known) === JSON.stringify(digits);
        this.#byName.set(key, same ? digits : undefined);
      }
      if (typeof own !== 'object' || typeof digits !== 'object' || own === null || digits === null) continue;
      this.#parts.set(own, digits);
      for (const key of Object.keys(own))
        open.push([key, own[key as keyof typeof own], digits[key as keyof typeof digits]]);
    }
  }

  get isEmpty(): boolean {
    return this.#parts.size === 0;
  }

  /** @param name of the member that it is */
  take(value: unknown, name = ''): unknown {
    const known = this.#parts.get(value);
    if (known !== undefined) return known;
    if (typeof value === 'number') return this.#byName.get(nameOf(name, value)) ?? value;
    if (Array.isArray(value)) return value.map((each, index) => this.take(each, String(index)));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.take(member, key)]));
  }
}

/** `undefined` where no number has other digits, where it is dear, and where it is nested too deeply. */
function sentOf(text: string): unknown {
  if (!mayHoldSentNumbers(text) || areSentNumbersDear(text)) return undefined;
  try {
    return parseSent(text);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function nameOf(name: string, value: number): string {
  return `${name}=${value}`;
}

/** Where no text is known. */
export const noExactJson = new ExactJson(() => undefined);

/**
 * JSON text of a parsed value: without a number in it, as it prints; else as it was written.
 * @param exact the same value's own text
 */
export function textOfJson(value: unknown, exact: ExactJson): string | undefined {
  if (printsAsItIs(value)) return JSON.stringify(value);
  return exact.textOf(value) ?? (isShallow(value) ? JSON.stringify(value) : undefined);
}

/** Deeper ones cannot be printed. */
const mostLevels = 500;

function printsAsItIs(value: unknown): boolean {
  return every(value, (each) => typeof each !== 'number');
}

function isShallow(value: unknown): boolean {
  return every(value, () => true);
}

/** Level by level, since a service may nest as deep as it likes; false for what is deeper than can be printed. */
function every(value: unknown, fits: (each: unknown) => boolean): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth < mostLevels; depth++) {
    if (!level.every(fits)) return false;
    level = level.flatMap((each) =>
      Array.isArray(each) ? (each as unknown[]) : isObject(each) ? Object.values(each) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}

import { elementTexts, isObject, memberTexts } from './json.ts';

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
}

/** Where no text is known. */
export const noExactJson = new ExactJson(() => undefined);

/**
 * JSON text of a parsed value: without a number in it, as it prints; else as it was written.
 * @param exact the same value's own text
 */
export function textOfJson(value: unknown, exact: ExactJson): string | undefined {
  if (printsAsItIs(value)) return JSON.stringify(value);
  return exact.text ?? (isShallow(value) ? JSON.stringify(value) : undefined);
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

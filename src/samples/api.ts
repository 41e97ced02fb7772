import type { Json } from '../core/run/run.ts';

/** One of the services that the sample server stands in for: knows paths, parameters and bodies, not HTTP. */
export interface Api {
  /**
   * @returns the body of a 200 answer
   * @throws Refusal
   */
  answer(request: ApiRequest): Json;
  /** Status and body of an answer that is not a 200. */
  refuse(refusal: Refusal, context: RefusalContext): { readonly status: number; readonly body: Json };
}

export interface ApiRequest {
  /** Decoded, not empty, e.g. `['testing', 'simulations']`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** ms since the epoch. */
  readonly now: number;
}

export interface RefusalContext {
  /** As requested, without the query. */
  readonly path: string;
  readonly traceId: string;
}

export type RefusalKind =
  | 'missingArgument'
  | 'invalidArgument'
  | 'notFound'
  | 'methodNotAllowed'
  | 'noKey'
  | 'wrongKey'
  | 'foreignHost'
  | 'internal';

/** Why a request gets no 200; each service puts it into its own words and codes. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: RefusalKind;
  /** The query parameter at fault. */
  readonly parameter: string | undefined;

  constructor(kind: RefusalKind, message: string, parameter?: string) {
    super(message);
    this.kind = kind;
    this.parameter = parameter;
  }
}

/**
 * An integer parameter within bounds; an absent or empty one is the default.
 * @throws Refusal
 */
export function integerParameter(
  query: URLSearchParams,
  name: string,
  bounds: { readonly fallback: number; readonly min: number; readonly max: number },
): number {
  const text = query.get(name);
  if (text === null || text === '') return bounds.fallback;
  const value = Number(text);
  if (/^-?\d+$/.test(text) && value >= bounds.min && value <= bounds.max) return value;
  const range =
    bounds.max === Number.MAX_SAFE_INTEGER ? `${bounds.min} or more` : `from ${bounds.min} to ${bounds.max}`;
  throw new Refusal('invalidArgument', `${name} must be an integer, ${range}.`, name);
}

/**
 * A parameter with a fixed choice of values; `undefined` when absent or empty.
 * @throws Refusal
 */
export function choiceParameter<T extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly T[],
): T | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw new Refusal('invalidArgument', `${name} must be one of ${choices.join(', ')}.`, name);
}

/** Whether any of the texts contains the needle, whatever the case. */
export function mentions(needle: string, texts: Iterable<string | undefined>): boolean {
  const wanted = needle.toLowerCase();
  for (const text of texts) if (text?.toLowerCase().includes(wanted)) return true;
  return false;
}

/** What a question would read, before it is asked: for whoever must say so to a person. Any input is taken. */
import { isObject, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';
import { readId } from './ids.ts';
import type { QuerySource } from './source.ts';

/** Whether everything of a run is asked for. */
export function isWhole(input: unknown): boolean {
  return isObject(input) && input['detail'] === 'whole';
}

/** Connections that the ids in the input begin with. */
export function placesAsked(input: unknown): string[] {
  if (!isObject(input)) return [];
  const ids = [...['in', 'run', 'batch', 'a', 'b'].map((name) => input[name]), againstIn(input)];
  return ids.flatMap((id) => {
    const named = typeof id === 'string' ? readId(id) : undefined;
    if (!named) return [];
    // A bare id names no connection, or a connection alone.
    return [named.kind === 'run' ? named.ref.connection : named.place.connection];
  });
}

/**
 * All connections whose services may be asked: also that of a run which is called by its own id alone. To know which
 * one that is, nobody is asked.
 */
export async function connectionsAsked(
  input: unknown,
  source: Pick<QuerySource, 'named'>,
  signal: AbortSignal,
): Promise<string[]> {
  // What cannot be looked up now is told when the question itself is asked.
  const runs = await Promise.all(bareIds(input).map((id) => source.named(id, signal).catch(() => [])));
  return [...new Set([...placesAsked(input), ...runs.flat().map(({ connection }) => connection)])];
}

function bareIds(input: unknown): string[] {
  if (!isObject(input)) return [];
  return [input['run'], input['a'], input['b']].flatMap((id) => {
    if (typeof id !== 'string') return [];
    return readId(id)?.kind === 'run' ? [] : [id.trim()];
  });
}

/** What `against` names beside ids leads to no other connection. */
function againstIn({ against }: JsonObject): Json | undefined {
  return against === 'baseline' || against === 'previous' || against === 'none' ? undefined : against;
}

/** What a question would read, before it is asked: for whoever must say so to a person. Any input is taken. */
import { isObject, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';
import { readId } from './ids.ts';

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

/** What `against` names beside ids leads to no other connection. */
function againstIn({ against }: JsonObject): Json | undefined {
  return against === 'baseline' || against === 'previous' || against === 'none' ? undefined : against;
}

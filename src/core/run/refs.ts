/** References to places and runs as they come from outside: links, addresses of documents, messages, memory. */
import { isObject } from '../kit/json.ts';
import type { RunRef } from './run.ts';

/** A connection (empty path) or a collection below it. */
export interface Place {
  readonly connection: string;
  /** Segments from the connection down, in the provider's own encoding. */
  readonly path: readonly string[];
}

/** The collection that a run belongs to. */
export function placeOfRun({ connection, path }: RunRef): Place {
  return { connection, path };
}

const longest = 4096;
const deepest = 16;

/** `undefined` for anything that is not exactly a place; what else it holds is left out. */
export function readPlace(value: unknown): Place | undefined {
  if (!isObject(value) || !Array.isArray(value['path']) || value['path'].length > deepest) return undefined;
  const { connection } = value;
  const path: readonly unknown[] = value['path'];
  return isId(connection) && path.every(isId) ? { connection, path } : undefined;
}

/** `undefined` for anything that is not exactly a reference of a run; what else it holds is left out. */
export function readRef(value: unknown): RunRef | undefined {
  const place = readPlace(value);
  if (!place || !isObject(value) || !isId(value['run'])) return undefined;
  return { ...place, run: value['run'] };
}

/** Ids are the service's own and may hold anything; this one is bounded, and it is text. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longest;
}

/**
 * Names as JSON text: it has no lone surrogate and no NUL, which SQLite's texts would lose, and the places below a
 * place have keys that begin like its own.
 */
import type { RunRef } from '../../core/run/run.ts';
import type { ArchivedPlace } from '../archive.ts';

export function placeKey({ connection, path }: ArchivedPlace): string {
  return JSON.stringify([connection, ...path]);
}

export function textKey(text: string): string {
  return JSON.stringify(text);
}

/** The other way of {@link textKey}. */
export function textOf(key: unknown): string {
  return JSON.parse(String(key)) as string;
}

/**
 * A run is one by connection and id, wherever it is listed. Where the service sent no id, its position stands in,
 * and that means something at its place alone.
 */
export function runKey({ path, run }: RunRef, hasId: boolean): string {
  return hasId ? textKey(run) : JSON.stringify([run, ...path]);
}

/** The run's id, from {@link runKey}. */
export function runOf(key: string): string {
  const name = JSON.parse(key) as string | readonly string[];
  return typeof name === 'string' ? name : (name[0] ?? '');
}

export function placeOf(key: string): ArchivedPlace {
  const [connection = '', ...path] = JSON.parse(key) as string[];
  return { connection, path };
}

/** Keys of all places below this one: from `from` up to, but not including, `to`. */
export function keysBelow(place: ArchivedPlace): { readonly from: string; readonly to: string } {
  const open = placeKey(place).slice(0, -1);
  // `-` is the character that follows `,`.
  return { from: `${open},`, to: `${open}-` };
}

/** Ids of connections, collections and runs as one word each, which a model hands back as it got it. */
import { readPlace, readRef, type Place } from '../../core/run/refs.ts';
import type { RunRef } from '../../core/run/run.ts';
import { encodeSegment } from '../../core/run/segment.ts';

/** `sample-cognigy/scenario:1/simulation:2`: no space, no line break, nothing that a sentence could be made of. */
export function idOfPlace({ connection, path }: Place): string {
  return [connection, ...path].map(encoded).join('/');
}

/** `sample-cognigy/scenario:1/simulation:2#run-3` */
export function idOfRun(ref: RunRef): string {
  return `${idOfPlace(ref)}#${encoded(ref.run)}`;
}

export type Named =
  | { readonly kind: 'run'; readonly ref: RunRef }
  | { readonly kind: 'place'; readonly place: Place };

/** `undefined` for what is no such id. Whether there is such a thing is another question. */
export function readId(text: string): Named | undefined {
  const [where = '', run, ...more] = text
    .trim()
    .replace(/^`(.*)`$/, '$1')
    .split('#');
  if (more.length > 0) return undefined;
  const [connection, ...path] = where.split('/').map(decoded);
  if (!connection || path.some((segment) => !segment)) return undefined;
  if (run === undefined) {
    const place = readPlace({ connection, path });
    return place && { kind: 'place', place };
  }
  const ref = readRef({ connection, path, run: decoded(run) });
  return ref && ref.run !== '' ? { kind: 'run', ref } : undefined;
}

/** What ids often hold stays readable; `'`, `(`, `)`, `*` and `!` do not. */
function encoded(text: string): string {
  return encodeSegment(text)
    .replace(/%3A/g, ':')
    .replace(/%40/g, '@')
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decoded(text: string): string | undefined {
  try {
    // Half a surrogate pair is no text that `encodeURIComponent` knows.
    return text
      .split(/(%u[0-9A-F]{4})/)
      .map((part) =>
        /^%u[0-9A-F]{4}$/.test(part)
          ? String.fromCharCode(Number.parseInt(part.slice(2), 16))
          : decodeURIComponent(part),
      )
      .join('');
  } catch {
    return undefined;
  }
}

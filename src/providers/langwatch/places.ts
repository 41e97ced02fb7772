/** Path segments of LangWatch's tree: `set:ID`, below it `batch:ID`; and `tracked:SET:BATCH` below the connection. */
import { decodeSegment, encodeSegment } from '../../core/run/segment.ts';

export type Place =
  | { readonly kind: 'project' }
  | { readonly kind: 'set'; readonly set: string }
  | { readonly kind: 'batch'; readonly set: string; readonly batch: string };

export function setSegment(set: string): string {
  return `set:${encodeSegment(set)}`;
}

export function batchSegment(batch: string): string {
  return `batch:${encodeSegment(batch)}`;
}

export function trackedSegment(set: string, batch: string): string {
  return `tracked:${encodeSegment(set)}:${encodeSegment(batch)}`;
}

/** `undefined` for a path that this provider never made. */
export function placeOf(path: readonly string[]): Place | undefined {
  const [first, second, ...more] = path.map((segment) => segment.split(':').map(decodeSegment));
  if (!first) return { kind: 'project' };
  const [kind, set, batch] = first;
  if (more.length > 0 || !set) return undefined;
  if (kind === 'tracked') return batch && !second ? { kind: 'batch', set, batch } : undefined;
  if (kind !== 'set') return undefined;
  if (!second) return { kind: 'set', set };
  const [below, id] = second;
  return below === 'batch' && id ? { kind: 'batch', set, batch: id } : undefined;
}

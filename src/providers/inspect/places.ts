/** How logs are named in references. */
import { textOf } from '../../core/kit/json.ts';

export const logEndings: readonly string[] = ['.eval', '.json'];

/** Logs of the older form, which any program may have written. Windows takes endings in either case. */
export function isJson(name: string): boolean {
  return /\.json$/i.test(name);
}

/** @param path from the folder on */
export function segmentOf(path: string): string {
  return `log:${path}`;
}

export function logAt(path: readonly string[]): string | undefined {
  const [segment, ...more] = path;
  return more.length === 0 && segment?.startsWith('log:') ? textOf(segment.slice(4)) : undefined;
}

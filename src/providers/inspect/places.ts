/** How logs are named in references. */
import { textOf } from '../../core/kit/json.ts';

export const logEndings: readonly string[] = ['.eval', '.json'];

/** @param path from the folder on */
export function segmentOf(path: string): string {
  return `log:${path}`;
}

export function logAt(path: readonly string[]): string | undefined {
  const [segment, ...more] = path;
  return more.length === 0 && segment?.startsWith('log:') ? textOf(segment.slice(4)) : undefined;
}

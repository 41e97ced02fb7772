import { t } from '../core/kit/l10n.ts';
import type { Json } from '../core/run/run.ts';
import type { Text } from './protocol.ts';

/** Longest text that is sent without being asked for, in characters. */
export const maxInline = 64 * 1024;
/** Longest piece of a long text, in characters. */
export const maxPiece = 128 * 1024;

/** The beginning of a text, never ending in half a character. */
export function cut(text: string, max: number = maxInline): Text {
  return { text: text.slice(0, cutAt(text, 0, max)), chars: text.length };
}

/** Where a piece of at most `max` characters from `from` on ends without splitting a surrogate pair. */
export function cutAt(text: string, from: number, max: number): number {
  const end = Math.min(text.length, from + max);
  if (end >= text.length || end - from < 2) return end;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}

/** A word or line that belongs on one line: cut hard, so that a hostile name cannot fill the page. */
export function clip(text: string, max = 1000): string {
  return text.length <= max ? text : `${text.slice(0, cutAt(text, 0, max))}…`;
}

/** JSON for people; a bare string stays as it is. */
export function jsonText(value: Json): string {
  return typeof value === 'string' ? value : compactJson(value, 2);
}

/** `JSON.stringify` recurses: data of 100,000 levels must not end the panel. The raw JSON shows them. */
export function compactJson(value: Json, indent = 0): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch (error) {
    if (error instanceof RangeError) return `"${t('Nested too deeply to be shown here: see the raw JSON.')}"`;
    throw error;
  }
}

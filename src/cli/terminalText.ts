/** What goes to a terminal, which acts on some characters: files and their names are somebody else's words. */
import { visibleLine } from '../core/kit/visible.ts';
import { jsonLines } from './deepJson.ts';

/** For people. */
export function printedSentence(text: string): string {
  return `${visibleLine(text)}\n`;
}

/** For programs, which read the same from it: JSON itself escapes only the first of the control characters. */
export function printedJson(value: object): string {
  return `${jsonLines(value).replace(/[\u007f-\u009f]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)}\n`;
}

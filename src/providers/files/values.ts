/** The JSON values of a file: one, several after each other, or one a line; and what of it is no JSON. */
import { parseJsonText } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';
import { Places, scanValue, skipSpace } from './syntax.ts';

export type Part =
  | {
      readonly kind: 'value';
      readonly value: Json;
      /** Its exact text. */
      readonly text: string;
      /** Where it stands among others, e.g. `line 7`; empty when it is all there is. */
      readonly place: string;
      /** The file's list was broken off after this; the value is what was whole. */
      readonly cut: boolean;
    }
  | { readonly kind: 'broken'; readonly title: string; readonly problem: string; readonly text: string };

/** Lines that are told one by one; of the others there is the number. */
const mostBrokenLines = 100;

/**
 * @param linesByName the file's name says JSON Lines
 */
export function partsOf(text: string, linesByName: boolean): Part[] {
  const whole = tryParse(text);
  if (whole !== undefined) return [valuePart(whole, text.trim(), '')];
  return linesByName || looksLikeLines(text) ? lineParts(text) : sequenceParts(text);
}

function valuePart(value: Json, text: string, place: string, cut = false): Part {
  return { kind: 'value', value, text, place, cut };
}

/** `null` is JSON, too, hence no value of its own for failure but `undefined`. */
function tryParse(text: string): Json | undefined {
  try {
    return parseJsonText(text);
  } catch {
    return undefined;
  }
}

/** The first line is a record of its own, and another one follows. */
function looksLikeLines(text: string): boolean {
  const [first = '', second = ''] = firstLines(text, 2);
  return /^[{[]/.test(first) && /^[{[]/.test(second) && tryParse(first) !== undefined;
}

function firstLines(text: string, count: number): string[] {
  const found: string[] = [];
  for (let at = skipSpace(text, 0); at < text.length && found.length < count; at = skipSpace(text, at)) {
    const end = text.indexOf('\n', at);
    found.push(text.slice(at, end < 0 ? text.length : end).trim());
    at = end < 0 ? text.length : end;
  }
  return found;
}

function lineParts(text: string): Part[] {
  const parts: Part[] = [];
  let broken = 0;
  text.split('\n').forEach((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '') return;
    const title = `Line ${index + 1}`;
    const value = tryParse(trimmed);
    if (value !== undefined) parts.push(valuePart(value, trimmed, title));
    else if (++broken <= mostBrokenLines)
      parts.push({ kind: 'broken', title, problem: lineProblem(line, index + 1), text: trimmed });
  });
  if (broken > mostBrokenLines)
    parts.push({
      kind: 'broken',
      title: `${broken - mostBrokenLines} more lines`,
      problem: 'they are no JSON either',
      text: '',
    });
  return parts;
}

function lineProblem(line: string, number: number): string {
  const scanned = scanValue(line, 0);
  if ('problem' in scanned)
    return `line ${number}, column ${scanned.at + 1}: ${scanned.problem.replace('the file ends', 'the line ends')}`;
  return `line ${number}, column ${skipSpace(line, scanned.end) + 1}: expected the end of the line`;
}

/** Values after each other, as `jq` writes them; up to the first one that is broken, of which the whole part is taken. */
function sequenceParts(text: string): Part[] {
  const parts: Part[] = [];
  const places = new Places(text);
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const place = places.placeOf(at);
    const scanned = scanValue(text, at);
    if (!('problem' in scanned)) {
      const own = text.slice(at, scanned.end);
      const value = tryParse(own);
      if (value !== undefined) parts.push(valuePart(value, own, place));
      at = scanned.end;
      continue;
    }
    const kept = scanned.whole?.slice(at);
    const value = kept === undefined ? undefined : tryParse(kept);
    if (kept !== undefined && value !== undefined) parts.push(valuePart(value, kept, place, true));
    const problem = `${places.placeOf(scanned.at)}: ${scanned.problem}`;
    const title = parts.length === 0 ? 'This file' : 'The rest of the file';
    parts.push({ kind: 'broken', title, problem, text: text.slice(at) });
    break;
  }
  return parts;
}

/** The JSON values of a file: one, several after each other, or one a line; and what of it is no JSON. */
import { parseJsonText } from '../../core/kit/json.ts';
import type { TextPosition } from '../../core/provider/providerError.ts';
import type { Json } from '../../core/run/run.ts';
import { finiteText } from './finite.ts';
import { Places, positionWords, scanValue, skipSpace } from './syntax.ts';

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
      /** How many numbers that are none (`NaN`, `Infinity`) are null in it. */
      readonly replaced: number;
    }
  | {
      readonly kind: 'broken';
      readonly title: string;
      /** Without its position. */
      readonly problem: string;
      readonly position?: TextPosition;
      readonly text: string;
    };

/** Lines that are told one by one; of the others there is the number. */
const mostBrokenLines = 100;

/** The same text gives the same parts, whatever its file is called. */
export function partsOf(text: string): Part[] {
  const whole = tryParse(text);
  if (whole) return [valuePart(whole, text.trim(), '')];
  const lines = firstLineIsWhole(text) ? lineParts(text) : undefined;
  if (lines && !hasBroken(lines)) return lines;
  const sequence = sequenceParts(text);
  if (!hasBroken(sequence)) return sequence;
  if (lines) return lines;
  const anyLines = lineParts(text);
  return areMostlyWhole(anyLines, text) ? anyLines : sequence;
}

function hasBroken(parts: readonly Part[]): boolean {
  return parts.some(({ kind }) => kind === 'broken');
}

interface Parsed {
  readonly value: Json;
  /** Of the text, where it was not JSON as it stands. */
  readonly text?: string;
  readonly replaced: number;
}

function valuePart({ value, replaced, text: own }: Parsed, text: string, place: string, cut = false): Part {
  return { kind: 'value', value, text: own ?? text, place, cut, replaced };
}

function tryParse(text: string): Parsed | undefined {
  try {
    return { value: parseJsonText(text), replaced: 0 };
  } catch {
    const finite = finiteText(text);
    if (!finite) return undefined;
    try {
      return { value: parseJsonText(finite.text), text: finite.text, replaced: finite.replaced };
    } catch {
      return undefined;
    }
  }
}

/** The first line is a record of its own, and not all there is. */
function firstLineIsWhole(text: string): boolean {
  const from = skipSpace(text, 0);
  const end = text.indexOf('\n', from);
  return end >= 0 && isRecord(text.slice(from, end).trim());
}

function isRecord(line: string): boolean {
  return /^[{[]/.test(line) && tryParse(line) !== undefined;
}

/** At least every other line is a record; of JSON that is printed over several lines, hardly any is. */
function areMostlyWhole(parts: readonly Part[], text: string): boolean {
  const records = parts.filter((part) => part.kind === 'value' && typeof part.value === 'object').length;
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return records > 0 && records * 2 >= lines;
}

function lineParts(text: string): Part[] {
  const parts: Part[] = [];
  let broken = 0;
  text.split('\n').forEach((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '') return;
    const title = `Line ${index + 1}`;
    const value = tryParse(trimmed);
    if (value) parts.push(valuePart(value, trimmed, title));
    else if (++broken <= mostBrokenLines)
      parts.push({ kind: 'broken', title, ...lineProblem(line, index + 1), text: trimmed });
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

function lineProblem(line: string, number: number): { problem: string; position: TextPosition } {
  const scanned = scanValue(line, 0, 'line');
  if ('problem' in scanned)
    return { problem: scanned.problem, position: { line: number, column: scanned.at + 1 } };
  const column = skipSpace(line, scanned.end) + 1;
  return { problem: 'expected the end of the line', position: { line: number, column } };
}

/** Values after each other, as `jq` writes them; up to the first one that is broken, of which the whole part is taken. */
function sequenceParts(text: string): Part[] {
  const parts: Part[] = [];
  const places = new Places(text);
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const place = positionWords(places.at(at));
    const scanned = scanValue(text, at);
    if (!('problem' in scanned)) {
      const own = text.slice(at, scanned.end);
      const value = tryParse(own);
      if (value) parts.push(valuePart(value, own, place));
      at = scanned.end;
      continue;
    }
    const kept = scanned.whole?.slice(at);
    const value = kept === undefined ? undefined : tryParse(kept);
    if (kept !== undefined && value) parts.push(valuePart(value, kept, place, true));
    const title = parts.length === 0 ? 'This file' : 'The rest of the file';
    const position = places.at(scanned.at);
    parts.push({ kind: 'broken', title, problem: scanned.problem, position, text: text.slice(at) });
    break;
  }
  return parts;
}

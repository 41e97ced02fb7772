/** The JSON values of a file: one, several after each other, or one a line; and what of it is no JSON. */
import { counted, t } from '../../core/kit/l10n.ts';
import { parseJsonText } from '../../core/kit/json.ts';
import type { TextPosition } from '../../core/provider/providerError.ts';
import type { Json } from '../../core/run/run.ts';
import { finiteText } from '../../core/kit/finite.ts';
import { Places, positionWords, scanValue, skipSpace } from './syntax.ts';

export type FileValue =
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

/** Broken lines up to this number are listed one by one; the others are counted. */
const mostBrokenLines = 100;

/** The same text gives the same values, whatever its file is called. */
export function valuesIn(text: string): FileValue[] {
  const whole = tryParse(text);
  if (whole) return [wholeValue(whole, text.trim(), '')];
  const lines = firstLineIsWhole(text) ? lineValues(text) : undefined;
  if (lines && !hasBroken(lines)) return lines;
  const sequence = sequenceValues(text);
  if (!hasBroken(sequence)) return sequence;
  if (lines) return lines;
  const anyLines = lineValues(text);
  return areMostlyWhole(anyLines, text) ? anyLines : sequence;
}

function hasBroken(values: readonly FileValue[]): boolean {
  return values.some(({ kind }) => kind === 'broken');
}

interface Parsed {
  readonly value: Json;
  /** Of the text, where it was not JSON as it stands. */
  readonly text?: string;
  readonly replaced: number;
}

function wholeValue(
  { value, replaced, text: own }: Parsed,
  text: string,
  place: string,
  cut = false,
): FileValue {
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

/** The first line is a whole record, and more lines follow. */
function firstLineIsWhole(text: string): boolean {
  const from = skipSpace(text, 0);
  const end = text.indexOf('\n', from);
  return end >= 0 && isRecord(text.slice(from, end).trim());
}

function isRecord(line: string): boolean {
  return /^[{[]/.test(line) && tryParse(line) !== undefined;
}

/** At least every other line is a record; of JSON that is printed over several lines, hardly any is. */
function areMostlyWhole(values: readonly FileValue[], text: string): boolean {
  const records = values.filter((each) => each.kind === 'value' && typeof each.value === 'object').length;
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return records > 0 && records * 2 >= lines;
}

function lineValues(text: string): FileValue[] {
  const values: FileValue[] = [];
  let broken = 0;
  text.split('\n').forEach((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '') return;
    const title = t('Line {0}', index + 1);
    const value = tryParse(trimmed);
    if (value) values.push(wholeValue(value, trimmed, title));
    else if (++broken <= mostBrokenLines)
      values.push({ kind: 'broken', title, ...lineProblem(line, index + 1), text: trimmed });
  });
  const more = broken - mostBrokenLines;
  if (more > 0)
    values.push({
      kind: 'broken',
      title: counted(more, '{0} more line', '{0} more lines', more),
      problem: t('they are no JSON either'),
      text: '',
    });
  return values;
}

function lineProblem(line: string, number: number): { problem: string; position: TextPosition } {
  const scanned = scanValue(line, 0, 'line');
  if ('problem' in scanned)
    return { problem: scanned.problem, position: { line: number, column: scanned.at + 1 } };
  const column = skipSpace(line, scanned.end) + 1;
  return { problem: t('expected the end of the line'), position: { line: number, column } };
}

/** Values after each other, as `jq` writes them, up to the first broken one. Of that one, what is complete is kept. */
function sequenceValues(text: string): FileValue[] {
  const values: FileValue[] = [];
  const places = new Places(text);
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const place = positionWords(places.at(at));
    const scanned = scanValue(text, at);
    if (!('problem' in scanned)) {
      const own = text.slice(at, scanned.end);
      const value = tryParse(own);
      if (value) values.push(wholeValue(value, own, place));
      at = scanned.end;
      continue;
    }
    const kept = scanned.whole?.slice(at);
    const value = kept === undefined ? undefined : tryParse(kept);
    if (kept !== undefined && value) values.push(wholeValue(value, kept, place, true));
    const title = values.length === 0 ? t('This file') : t('The rest of the file');
    const position = places.at(scanned.at);
    values.push({ kind: 'broken', title, problem: scanned.problem, position, text: text.slice(at) });
    break;
  }
  return values;
}

/** JSON text without recursion: what a file holds may be nested deeper than `JSON.stringify` can follow. */
import { isObject } from '../core/kit/json.ts';
import { prettyJson } from '../export/prettyJson.ts';

/** As `JSON.stringify` writes it. */
export function jsonText(value: unknown): string {
  return stringified(value) ?? written(value);
}

/** Indented, too, but for what is nested very deeply. */
export function jsonLines(value: object): string {
  return stringified(value, 2) ?? prettyJson(written(value));
}

function stringified(value: unknown, indent?: number): string | undefined {
  try {
    return JSON.stringify(value, null, indent);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Piece = { readonly text: string } | { readonly value: unknown };

function written(whole: unknown): string {
  const out: string[] = [];
  /** What is still to come, the next one last. */
  const pieces: Piece[] = [{ value: whole }];
  for (let piece = pieces.pop(); piece; piece = pieces.pop()) {
    if ('text' in piece) {
      out.push(piece.text);
      continue;
    }
    const inside = piecesOf(piece.value);
    // One by one: a list may be longer than a call can take arguments.
    if (inside) for (const each of inside.reverse()) pieces.push(each);
    else out.push(piece.value === undefined ? 'null' : JSON.stringify(piece.value));
  }
  return out.join('');
}

/** `undefined` for what holds nothing. */
function piecesOf(value: unknown): Piece[] | undefined {
  if (Array.isArray(value)) {
    const elements = value.flatMap((each, index): Piece[] => [
      { text: index === 0 ? '' : ',' },
      { value: each },
    ]);
    return [{ text: '[' }, ...elements, { text: ']' }];
  }
  if (!isObject(value) || JSON.isRawJSON(value)) return undefined;
  const members = Object.entries<unknown>(value)
    .filter(([, member]) => member !== undefined)
    .flatMap(([name, member], index): Piece[] => [
      { text: `${index === 0 ? '' : ','}${JSON.stringify(name)}:` },
      { value: member },
    ]);
  return [{ text: '{' }, ...members, { text: '}' }];
}

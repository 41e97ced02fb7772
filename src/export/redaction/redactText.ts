/** Text of a run or a file with what the rules find replaced: JSON, JSON Lines, or any other text. */
import { isJson } from '../../core/kit/json.ts';
import type { JsonPlace } from './jsonPlace.ts';
import { placesOfJson } from './jsonPlaces.ts';
import { countFinding, redactTexts, type BatchRule, type Finding } from './redact.ts';
import { replaceInJson } from './redactJson.ts';

/**
 * JSON stays JSON, and all that nothing was found in stays byte for byte.
 * @param counts counts what was replaced, by rule id
 */
export function redactedText(
  text: string,
  rules: readonly BatchRule[],
  counts?: Map<string, Finding>,
): string {
  const pieces = isJson(text) ? [{ isDocument: true, text }] : piecesOf(text);
  return pieces
    .map((piece) =>
      piece.isDocument
        ? redactedJson(piece.text, rules, counts)
        : (redactTexts([piece.text], rules, counts).get(piece.text) ?? piece.text),
    )
    .join('');
}

/** What stands in a place of a JSON document after the rules; `undefined` where nothing was found. */
export function insteadOf(byName: BatchRule | undefined, find: (text: string) => string | undefined) {
  return ({ secret, text }: JsonPlace): string | undefined =>
    secret && byName ? byName.placeholder : find(text);
}

interface Piece {
  readonly isDocument: boolean;
  readonly text: string;
}

/**
 * Lines that are JSON, one by one, and the lines between them together: where the strings of what is broken end is
 * anyone's guess, and a key may take many lines.
 */
function piecesOf(text: string): Piece[] {
  const pieces: { isDocument: boolean; text: string }[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    const isDocument = /^\s*[{[]/.test(line) && isJson(line);
    const last = pieces.at(-1);
    if (!isDocument && last?.isDocument === false) last.text += line;
    else pieces.push({ isDocument, text: line });
  }
  return pieces;
}

function redactedJson(json: string, rules: readonly BatchRule[], counts?: Map<string, Finding>): string {
  const byName = rules.find((rule) => rule.byName);
  const places = placesOfJson(json);
  const named = byName ? places.filter(({ secret }) => secret) : [];
  if (byName && counts) for (const { text } of named) countFinding(counts, byName, text);
  const others = byName ? places.filter(({ secret }) => !secret) : places;
  const replaced = redactTexts(
    others.map(({ text }) => text),
    rules,
    counts,
  );
  return replaceInJson(
    json,
    places,
    insteadOf(byName, (text) => replaced.get(text)),
  );
}

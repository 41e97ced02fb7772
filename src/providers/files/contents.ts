/** From the bytes of a file to its pieces, with a sentence where it holds none. */
import { plural } from '../../core/kit/format.ts';
import { isObject } from '../../core/kit/json.ts';
import { isSavedRun } from '../../core/run/savedRun.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import { formatOf, isSession } from './formats/table.ts';
import { expectedWords, kindWords, recognise, unexpected } from './recognise.ts';
import { otherKind } from './notJson.ts';
import type { Readers } from './readers.ts';
import type { Flaw, MessageLine, Piece } from './pieces.ts';
import { positionWords } from './syntax.ts';
import { textOfBytes } from './text.ts';
import { partsOf, type Part } from './values.ts';

/**
 * @param incomplete why the bytes are not all of the file
 * @throws ProviderError `badResponse` when nothing in it can be shown
 */
export function piecesOf(bytes: Uint8Array, name: string, readers: Readers, incomplete?: string): Piece[] {
  const other = otherKind(bytes);
  if (other !== undefined) throw isOther(name, other);
  const { text, problem, position } = textOfBytes(bytes);
  if (text.trim() === '') throw unreadable(name, { problem: incomplete ?? 'it is empty' });
  const parts = partsOf(text);
  const pieces: Piece[] = [
    ...(sessionOf(parts) ??
      joinMessages(parts.flatMap((part) => piecesOfPart(part, parts.length, name, readers)))),
    ...(incomplete === undefined ? [] : [flaw({ title: 'This file', problem: incomplete, text: '' })]),
    ...(problem === undefined ? [] : [flaw({ title: 'This file', problem, position, text: '' })]),
    ...notNumbers(parts),
  ];
  if (pieces.every(({ kind }) => kind === 'flaw' || kind === 'unknown' || kind === 'note')) {
    const first = pieces.find(({ kind }) => kind === 'flaw') ?? pieces[0];
    if (first?.kind === 'flaw') throw unreadable(name, first);
    if (first?.kind === 'unknown') throw unreadable(name, { problem: first.problem });
  }
  return pieces;
}

/** Sessions of coding agents are one conversation, written line by line; what is broken between is said. */
function sessionOf(parts: readonly Part[]): Piece[] | undefined {
  const whole = parts.filter((part) => part.kind === 'value');
  const lines = whole.map(({ value }) => value);
  if (!lines.every(isObject) || !isSession(lines)) return undefined;
  const text = `[${whole.map((part) => part.text).join(',\n')}]`;
  const broken = parts.filter((part) => part.kind === 'broken');
  return [{ kind: 'conversation', id: formatOf(lines)?.idOf(lines), text }, ...broken.map(flaw)];
}

function piecesOfPart(part: Part, parts: number, name: string, readers: Readers): (Piece | MessageLine)[] {
  if (part.kind === 'broken') return [flaw(part)];
  const { value, text, place, cut } = part;
  const recognised = recognise(value, text, readers);
  if (!recognised) {
    if (parts === 1) throw holdsNothing(name, kindWords(value));
    return cut ? [] : [{ kind: 'unknown', problem: unexpected(value, place), text }];
  }
  // A run that lacks what was cut off would seem to be another one: unfinished, or without its verdict.
  const [first] = recognised.pieces;
  if (cut && recognised.single && (first?.kind === 'run' || (isObject(value) && isSavedRun(value))))
    return [];
  return [...recognised.pieces];
}

function notNumbers(parts: readonly Part[]): Piece[] {
  const count = parts.reduce((sum, part) => sum + (part.kind === 'value' ? part.replaced : 0), 0);
  if (count === 0) return [];
  const values = `${plural(count, 'value')} (NaN, Infinity)`;
  return [
    {
      kind: 'note',
      text: `${values} ${count === 1 ? 'is no number and counts' : 'are no numbers and count'} as not reported.`,
    },
  ];
}

/** Messages on lines of their own are one conversation. */
function joinMessages(pieces: readonly (Piece | MessageLine)[]): Piece[] {
  const joined: Piece[] = [];
  let texts: string[] = [];
  const close = () => {
    if (texts.length > 0)
      joined.push({ kind: 'conversation', id: undefined, text: `[${texts.join(',\n')}]` });
    texts = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'message') texts.push(piece.text);
    // What is broken between two messages does not end their conversation.
    else if (piece.kind === 'flaw' || piece.kind === 'unknown' || piece.kind === 'note') joined.push(piece);
    else {
      close();
      joined.push(piece);
    }
  }
  close();
  return joined;
}

function flaw({ title, problem, position, text }: Omit<Flaw, 'kind'>): Flaw {
  const where = position === undefined ? '' : `${positionWords(position)}: `;
  return { kind: 'flaw', title, problem: `${where}${problem}`, position, text };
}

function unreadable(name: string, { problem, position }: Pick<Flaw, 'problem' | 'position'>): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: `${name} cannot be read: ${problem}.`,
    position,
    nextStep: 'Mend the file or choose another one, then refresh.',
  });
}

function isOther(name: string, words: string): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: `${name} ${words}.`,
    nextStep: 'Then open the result with "Open Run File...".',
  });
}

function holdsNothing(name: string, found: string): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: `${name} holds no runs: expected ${expectedWords}, got ${found}.`,
    nextStep: 'Choose a saved answer of a service, a saved run, a transcript or a list of messages.',
  });
}

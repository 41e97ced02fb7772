/** What a turn says, thinks and does, in the order of its data, for whoever shows it or writes it as a text. */
import type { Block } from './blocks.ts';
import type { Json, Turn } from './run.ts';
import { cardAt, cardText, type ToolCard } from './toolCards.ts';
import { spokenText, thoughtText } from './toolWords.ts';

type Turns = readonly Pick<Turn, 'blocks' | 'text' | 'data'>[];

/** Neighbouring speech is one piece, and so are neighbouring thoughts and data; each card stands for itself. */
export type TurnPiece =
  | { readonly kind: 'said' | 'thought'; readonly text: string }
  | { readonly kind: 'card'; readonly card: ToolCard }
  | { readonly kind: 'data'; readonly blocks: readonly Json[] };

/** The same, with neighbouring cards as one text; the result of a call stands with the call. */
export type TurnPart =
  | { readonly kind: 'said' | 'thought' | 'tools'; readonly text: string }
  | { readonly kind: 'data'; readonly data: Json };

/** @param index of the turn */
export function turnPieces(turns: Turns, index: number): readonly TurnPiece[] {
  if ((turns[index]?.blocks.length ?? 0) <= cheap) return piecesOf(turns, index);
  const made = known.get(turns)?.get(index);
  if (made) return made;
  const pieces = piecesOf(turns, index);
  const ofTurns = known.get(turns) ?? new Map<number, readonly TurnPiece[]>();
  known.set(turns, ofTurns.set(index, pieces));
  return pieces;
}

/** Blocks that are put in order again faster than they are remembered. */
const cheap = 4;

/** Find asks for the pieces of a turn one by one, and a turn may have thousands. */
const known = new WeakMap<Turns, Map<number, readonly TurnPiece[]>>();

/** @param index of the turn */
export function turnParts(turns: Turns, index: number): readonly TurnPart[] {
  const parts: TurnPart[] = [];
  for (const piece of turnPieces(turns, index)) {
    const last = parts.at(-1);
    if (piece.kind === 'data') parts.push(...piece.blocks.map((data) => ({ kind: 'data' as const, data })));
    else if (piece.kind !== 'card') parts.push(...(piece.text ? [piece] : []));
    else if (last?.kind !== 'tools') parts.push({ kind: 'tools', text: cardText(piece.card) });
    else parts[parts.length - 1] = { kind: 'tools', text: `${last.text}\n${cardText(piece.card)}` };
  }
  return parts;
}

function piecesOf(turns: Turns, index: number): TurnPiece[] {
  const turn = turns[index];
  if (!turn) return [];
  const pieces: TurnPiece[] = [];
  // What was said may be known beside blocks of data alone, or of a turn without blocks; and it
  // may be empty, which is not the same as none.
  const spoken = spokenText(turn);
  if (spoken !== undefined && (spoken === '' || !turn.blocks.some(({ kind }) => kind === 'text')))
    pieces.push({ kind: 'said', text: spoken });
  for (const block of turn.blocks) add(pieces, turns, index, block);
  if (turn.blocks.length === 0 && turn.data !== undefined) pieces.push({ kind: 'data', blocks: [turn.data] });
  return pieces;
}

function add(pieces: TurnPiece[], turns: Turns, index: number, block: Block): void {
  const last = pieces.at(-1);
  switch (block.kind) {
    case 'text':
    case 'reasoning': {
      const kind = block.kind === 'text' ? 'said' : 'thought';
      const text = block.kind === 'text' ? block.text : thoughtText({ blocks: [block] });
      if (!text) return;
      if (last?.kind !== kind) pieces.push({ kind, text });
      else pieces[pieces.length - 1] = { kind, text: `${last.text}\n\n${text}` };
      return;
    }
    case 'data':
      if (last?.kind !== 'data') pieces.push({ kind: 'data', blocks: [block.data] });
      else pieces[pieces.length - 1] = { kind: 'data', blocks: [...last.blocks, block.data] };
      return;
    case 'toolCall':
    case 'toolResult':
    case 'media': {
      const card = cardAt(turns, index, block);
      if (card) pieces.push({ kind: 'card', card });
    }
  }
}

import type { Json, Turn } from '../../core/run/run.ts';
import type { ToolCard } from '../../core/run/toolCards.ts';
import { ownData, spokenText, thoughtText } from '../../core/run/toolWords.ts';
import { turnPieces, type TurnPiece } from '../../core/run/turnParts.ts';
import type { Part, PartKind } from './protocol.ts';

/** A piece of a turn as the page shows it, and as find and the page name it. */
export type ShownPiece =
  | { readonly kind: 'said' | 'thought'; readonly text: string; readonly nth: number | undefined }
  | { readonly kind: 'card'; readonly card: ToolCard; readonly nth: number }
  | { readonly kind: 'data'; readonly data: Json; readonly nth: number | undefined };

/**
 * The pieces of a turn in the order of its data, each with its number among those of its kind; the only one of its
 * kind needs none. A turn of very many pieces says what it says first, and what it does after it.
 */
export function shownPieces(turns: readonly Turn[], index: number): readonly ShownPiece[] {
  const turn = turns[index];
  if (!turn) return [];
  const pieces = turnPieces(turns, index);
  return numbered(pieces.length > most ? gathered(turn, pieces) : pieces);
}

/** The part of the run that a piece is; of a card its call. */
export function pieceKind({ kind }: { readonly kind: ShownPiece['kind'] }): PartKind {
  switch (kind) {
    case 'said':
      return 'turnText';
    case 'thought':
      return 'turnThought';
    case 'card':
      return 'turnCall';
    case 'data':
      return 'turnData';
  }
}

/** The text of what was said or thought, or the data; without a number all of the turn. */
export function pieceOf(turns: readonly Turn[], { of, index, card: nth }: Part): string | Json | undefined {
  const turn = turns[index];
  if (!turn) return undefined;
  if (nth !== undefined) {
    const piece = shownPieces(turns, index).find((each) => each.nth === nth && pieceKind(each) === of);
    return piece?.kind === 'data' ? piece.data : piece?.kind === 'card' ? undefined : piece?.text;
  }
  if (of === 'turnText') return spokenText(turn);
  return of === 'turnThought' ? thoughtText(turn) : ownData(turn);
}

const most = 400;

function gathered(turn: Turn, pieces: readonly TurnPiece[]): TurnPiece[] {
  const [thought, said, data] = [thoughtText(turn), spokenText(turn), ownData(turn)];
  return [
    ...(thought === undefined ? [] : [{ kind: 'thought' as const, text: thought }]),
    ...(said === undefined ? [] : [{ kind: 'said' as const, text: said }]),
    ...pieces.filter(({ kind }) => kind === 'card'),
    ...(data === undefined ? [] : [{ kind: 'data' as const, blocks: [data] }]),
  ];
}

function numbered(pieces: readonly TurnPiece[]): readonly ShownPiece[] {
  const [only] = pieces;
  // Most turns say one thing, and a run has thousands of turns.
  if (pieces.length === 1 && only && 'text' in only) return [{ ...only, nth: undefined }];
  const counts = { said: 0, thought: 0, card: 0, data: 0 };
  for (const { kind } of pieces) counts[kind]++;
  const next = { said: 0, thought: 0, card: 0, data: 0 };
  return pieces.map((piece): ShownPiece => {
    const at = next[piece.kind]++;
    const nth = counts[piece.kind] > 1 ? at : undefined;
    switch (piece.kind) {
      case 'card':
        return { kind: 'card', card: piece.card, nth: at };
      case 'data':
        return { kind: 'data', data: dataOf(piece.blocks), nth };
      case 'said':
      case 'thought':
        return { kind: piece.kind, text: piece.text, nth };
    }
  });
}

function dataOf(blocks: readonly Json[]): Json {
  const [only] = blocks;
  return blocks.length === 1 && only !== undefined ? only : blocks;
}

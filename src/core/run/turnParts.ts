/** What a turn says, thinks and does, in the order of its data, for whoever writes it as a text. */
import type { Json, Turn } from './run.ts';
import { cardAt, cardText } from './toolCards.ts';
import { spokenText, thoughtText } from './toolWords.ts';

/** Neighbours of one kind are one part; the result of a call stands with the call. */
export type TurnPart =
  | { readonly kind: 'said' | 'thought' | 'tools'; readonly text: string }
  | { readonly kind: 'data'; readonly data: Json };

/** @param index of the turn */
export function turnParts(
  turns: readonly Pick<Turn, 'blocks' | 'text' | 'data'>[],
  index: number,
): readonly TurnPart[] {
  const turn = turns[index];
  if (!turn) return [];
  if (turn.blocks.length === 0) return bareParts(turn);
  const parts: TurnPart[] = [];
  // What was said may be known beside blocks of data alone.
  if (!turn.blocks.some(({ kind }) => kind === 'text')) add(parts, 'said', spokenText(turn));
  for (const block of turn.blocks) {
    switch (block.kind) {
      case 'text':
        add(parts, 'said', block.text);
        break;
      case 'reasoning':
        add(parts, 'thought', thoughtText({ blocks: [block] }));
        break;
      case 'data':
        parts.push({ kind: 'data', data: block.data });
        break;
      case 'toolCall':
      case 'toolResult':
      case 'media': {
        const card = cardAt(turns, index, block);
        add(parts, 'tools', card && cardText(card));
      }
    }
  }
  return parts;
}

/** Of a turn that nobody has made blocks of. */
function bareParts({ text, data }: Pick<Turn, 'text' | 'data'>): TurnPart[] {
  return [
    ...(text ? [{ kind: 'said' as const, text }] : []),
    ...(data === undefined ? [] : [{ kind: 'data' as const, data }]),
  ];
}

function add(parts: TurnPart[], kind: 'said' | 'thought' | 'tools', text: string | undefined): void {
  if (!text) return;
  const last = parts.at(-1);
  if (last?.kind !== kind) parts.push({ kind, text });
  else parts[parts.length - 1] = { kind, text: `${last.text}${kind === 'tools' ? '\n' : '\n\n'}${text}` };
}

/** Calls with their results: one card each, at the turn that calls, also where the result comes turns later. */
import { t } from '../kit/l10n.ts';
import { callWords, mediaWords, resultWords } from './toolWords.ts';
import type { Block, MediaBlock, ToolCallBlock, ToolResultBlock } from './blocks.ts';
import type { Turn } from './run.ts';

type Turns = readonly Pick<Turn, 'blocks'>[];

/** What a turn shows of tools, in the order of its blocks. */
export type ToolCard =
  | {
      readonly kind: 'call';
      readonly call: ToolCallBlock;
      readonly result: ToolResultBlock | undefined;
      /** Index of the turn that brought the result; `undefined` without one. */
      readonly resultTurn: number | undefined;
    }
  /** A result whose call is not there. */
  | { readonly kind: 'result'; readonly result: ToolResultBlock }
  /** A result that stands in the card of its call. */
  | { readonly kind: 'elsewhere'; readonly name: string | undefined; readonly callTurn: number }
  | { readonly kind: 'media'; readonly media: MediaBlock };

/** The same list each time for the same turns. @param index of the turn */
export function toolCards(turns: Turns, index: number): readonly ToolCard[] {
  const turn = turns[index];
  if (!turn || !turn.blocks.some(isTool)) return [];
  const pairs = pairsOf(turns);
  const made = pairs.cards.get(index);
  if (made) return made;
  const cards = turn.blocks.flatMap((block) => cardOf(block, index, pairs) ?? []);
  pairs.cards.set(index, cards);
  return cards;
}

/** The card at a block of the turn; `undefined` where another one says what it does. */
export function cardAt(turns: Turns, index: number, block: Block): ToolCard | undefined {
  return cardOf(block, index, pairsOf(turns));
}

function cardOf(block: Block, index: number, { results, calls }: Pairs): ToolCard | undefined {
  switch (block.kind) {
    case 'toolCall': {
      const pair = results.get(block);
      return { kind: 'call', call: block, result: pair?.block, resultTurn: pair?.turn };
    }
    case 'toolResult': {
      const pair = calls.get(block);
      if (!pair) return { kind: 'result', result: block };
      // In the turn of its call nothing is left to say.
      if (pair.turn === index) return undefined;
      return { kind: 'elsewhere', name: block.name ?? pair.block.name, callTurn: pair.turn };
    }
    case 'media':
      return { kind: 'media', media: block };
    case 'text':
    case 'reasoning':
    case 'data':
      return undefined;
  }
}

/** What a card says, for its one line: `getBooking(reference: "BN2H4S")`. */
export function cardTitle(card: ToolCard): string {
  switch (card.kind) {
    case 'call':
      return callWords(card.call);
    case 'result':
      return card.result.name === undefined ? t('Result of a tool') : t('Result of {0}', card.result.name);
    case 'elsewhere':
      return t('Result of {0}: see turn {1}', card.name ?? t('a tool'), card.callTurn + 1);
    case 'media':
      return mediaWords(card.media);
  }
}

/** All that a turn says of tools and media, one card below the other; `undefined` for nothing. */
export function toolText(turns: Turns, index: number): string | undefined {
  const lines = toolCards(turns, index).map(cardText);
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** A card as a text: the call, and below it what it answered. */
export function cardText(card: ToolCard): string {
  switch (card.kind) {
    case 'call':
      return [cardTitle(card), ...(card.result ? [`→ ${resultWords(card.result)}`] : [])].join('\n');
    case 'result':
      return `${card.result.name === undefined ? '' : `${card.result.name} `}→ ${resultWords(card.result)}`;
    case 'elsewhere':
    case 'media':
      return cardTitle(card);
  }
}

interface At<Block> {
  readonly block: Block;
  readonly turn: number;
}

interface Pairs {
  readonly results: ReadonlyMap<ToolCallBlock, At<ToolResultBlock>>;
  readonly calls: ReadonlyMap<ToolResultBlock, At<ToolCallBlock>>;
  /** By turn, once somebody has asked for them: a turn may have thousands, and find asks for each by its number. */
  readonly cards: Map<number, readonly ToolCard[]>;
}

const known = new WeakMap<Turns, Pairs>();

function pairsOf(turns: Turns): Pairs {
  const before = known.get(turns);
  if (before) return before;
  const pairs = paired(turns);
  known.set(turns, pairs);
  return pairs;
}

/**
 * By the id of the call: the first result that names it, not before the call. Without ids, by the same name, or none,
 * within the turn or in the next one that does anything with tools.
 */
function paired(turns: Turns): Pairs {
  const results = new Map<ToolCallBlock, At<ToolResultBlock>>();
  const calls = new Map<ToolResultBlock, At<ToolCallBlock>>();
  const waitingById = new Map<string, At<ToolCallBlock>[]>();
  let waiting: At<ToolCallBlock>[] = [];
  turns.forEach(({ blocks }, turn) => {
    if (!blocks.some(isTool)) return;
    const calledBefore = waiting;
    waiting = [];
    for (const block of blocks) {
      if (block.kind === 'toolCall') {
        const at = { block, turn };
        if (block.callId === undefined) waiting.push(at);
        else if (!waitingById.get(block.callId)?.push(at)) waitingById.set(block.callId, [at]);
      } else if (block.kind === 'toolResult') {
        const call =
          block.callId === undefined
            ? (taken(waiting, block) ?? taken(calledBefore, block))
            : waitingById.get(block.callId)?.shift();
        if (!call) continue;
        results.set(call.block, { block, turn });
        calls.set(block, call);
      }
    }
  });
  return { results, calls, cards: new Map() };
}

/** The first call that the result may belong to, taken out of those that wait. */
function taken(calls: At<ToolCallBlock>[], { name }: ToolResultBlock): At<ToolCallBlock> | undefined {
  const index = calls.findIndex(
    ({ block }) => name === undefined || block.name === undefined || block.name === name,
  );
  return index < 0 ? undefined : calls.splice(index, 1)[0];
}

function isTool({ kind }: { readonly kind: string }): boolean {
  return kind === 'toolCall' || kind === 'toolResult' || kind === 'media';
}

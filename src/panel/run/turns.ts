import { medianOf } from '../../core/kit/numbers.ts';
import { sameData } from '../../core/kit/json.ts';
import type { Run, Turn } from '../../core/run/run.ts';
import { imageAddress } from '../../core/run/image.ts';
import { cardTitle, toolCards, type ToolCard } from '../../core/run/toolCards.ts';
import { resultText } from './parts.ts';
import { shownPieces, type ShownPiece } from './pieces.ts';
import type { CardView, PieceView, TurnView } from './views.ts';
import type { Text } from '../protocol.ts';
import { clip, compactJson, cut } from '../text.ts';

/** Most turns in one message. */
export const maxTurns = 200;
/** Characters of one message that turns may fill; the wire costs some 65 ms a megabyte. */
export const maxPage = 192 * 1024;

/** What is known about a run's turns as a whole: when they came, and what is a long silence in this run. */
export interface Timeline {
  readonly start: number | undefined;
  /** Gaps longer than this many ms stand out. */
  readonly silence: number;
  /** Of each turn, which of two speakers says it if they take turns. */
  readonly speakers: readonly (0 | 1 | undefined)[];
}

export function timelineOf(turns: readonly Turn[]): Timeline {
  const times = turns.map((turn) => turn.createdAt?.ms);
  const gaps: number[] = [];
  for (let i = 1; i < times.length; i++) {
    const [before, at] = [times[i - 1], times[i]];
    if (before !== undefined && at !== undefined && at >= before) gaps.push(at - before);
  }
  gaps.sort((a, b) => a - b);
  const usual = medianOf(gaps) ?? 0;
  return {
    start: times.find((at) => at !== undefined),
    silence: Math.max(10_000, 5 * usual),
    speakers: speakersOf(turns),
  };
}

/** A turn that only works with tools, or thinks, is nobody's turn to speak. */
function speakersOf(turns: readonly Turn[]): (0 | 1 | undefined)[] {
  let next: 0 | 1 = 0;
  return turns.map((turn) => {
    const isSilent = turn.blocks.some(({ kind }) => kind !== 'text' && kind !== 'data');
    if (isSilent && !turn.blocks.some(({ kind }) => kind === 'text')) return undefined;
    const speaker = next;
    next = next === 0 ? 1 : 0;
    return speaker;
  });
}

/** Turns from `from` on, as many as fit in one message; at least one where there is one. */
export function turnPage(
  run: Pick<Run, 'turns'>,
  timeline: Timeline,
  from: number,
  count: number,
  budget: number = maxPage,
): TurnView[] {
  const turns = run.turns ?? [];
  const page: TurnView[] = [];
  const end = Math.min(turns.length, from + Math.min(count, maxTurns));
  let size = 0;
  for (let i = from; i < end; i++) {
    const view = turnView(turns, i, timeline);
    if (!view) break;
    size +=
      250 +
      [view.extra, ...view.pieces.flatMap(textsOf)].reduce((sum, part) => sum + (part?.text.length ?? 0), 0);
    if (page.length > 0 && size > budget) break;
    page.push(view);
  }
  return page;
}

/** How many turns at the beginning are the same in both, so that a webview may keep its copies. */
export function commonTurns(before: readonly Turn[], after: readonly Turn[]): number {
  const same = sameTurns(before, after);
  if (same === 0) return 0;
  // A result that came since stands at its call.
  return after.slice(same).reduce((least, _, i) => Math.min(least, ...callsAnswered(after, same + i)), same);
}

function sameTurns(before: readonly Turn[], after: readonly Turn[]): number {
  const end = Math.min(before.length, after.length);
  for (let i = 0; i < end; i++) {
    const [a, b] = [before[i], after[i]];
    if (a !== b && !sameData(a, b)) return i;
  }
  return end;
}

function callsAnswered(turns: readonly Turn[], index: number): number[] {
  return toolCards(turns, index).flatMap((card) => (card.kind === 'elsewhere' ? [card.callTurn] : []));
}

const previewChars = 160;
/** What is folded at first need not come whole. */
const toolChars = 4000;

/** Cards of one turn that are shown at most; find and copies of the turn know them all. */
const mostCards = 200;

function textsOf(piece: PieceView): readonly (Text | undefined)[] {
  if (piece.kind !== 'card') return [piece.text];
  const { title, call, result } = piece.card;
  return [{ text: title, chars: title.length }, call, result];
}

function pieceView(piece: ShownPiece): PieceView {
  switch (piece.kind) {
    case 'said':
      return { kind: 'said', text: cut(piece.text), nth: piece.nth };
    case 'thought':
      return { kind: 'thought', text: cut(piece.text, toolChars), nth: piece.nth };
    case 'card':
      return { kind: 'card', card: cardView(piece.card), nth: piece.nth };
    case 'data':
      return { kind: 'data', text: cut(compactJson(piece.data), previewChars), nth: piece.nth };
  }
}

function cardView(card: ToolCard): CardView {
  const whole = cardTitle(card);
  const title = clip(whole.replace(/\s+/g, ' '), previewChars);
  const result = resultText(card);
  const image = card.kind === 'media' ? imageAddress(card.media) : undefined;
  return {
    kind: card.kind,
    title,
    call: title === whole ? undefined : cut(whole, toolChars),
    result: result === undefined ? undefined : cut(result, toolChars),
    failed: (card.kind === 'call' || card.kind === 'result') && card.result?.isError === true,
    turn: card.kind === 'call' ? card.resultTurn : card.kind === 'elsewhere' ? card.callTurn : undefined,
    image: image?.length,
  };
}

function turnView(turns: readonly Turn[], index: number, timeline: Timeline): TurnView | undefined {
  const turn = turns[index];
  if (!turn) return undefined;
  const at = turn.createdAt?.ms;
  const before = turns[index - 1]?.createdAt?.ms;
  const gap = at !== undefined && before !== undefined ? at - before : undefined;
  return {
    index,
    id: turn.id === undefined ? undefined : clip(turn.id),
    sequence: turn.sequence,
    role: turn.role === undefined ? undefined : clip(turn.role, 60),
    pieces: shownPieces(turns, index)
      .filter(({ kind, nth }) => kind !== 'card' || nth < mostCards)
      .map(pieceView),
    speaker: timeline.speakers[index],
    extra: turn.extra === undefined ? undefined : cut(compactJson(turn.extra), previewChars),
    createdAt: turn.createdAt,
    sinceStart: at !== undefined && timeline.start !== undefined ? at - timeline.start : undefined,
    gap,
    silence: gap !== undefined && gap >= timeline.silence,
  };
}

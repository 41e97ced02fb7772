/** Turns of a transcript in an answer. Long ones become several entries, so that a cursor can go on within them. */
import { turnParts } from '../../core/run/turnParts.ts';
import type { Run, Turn } from '../../core/run/run.ts';
import { printed } from '../../export/facts.ts';
import { momentText } from '../../export/moments.ts';
import type { Entry, Line } from './sheet.ts';

/** Characters of one entry; less than the smallest budget holds. */
const longestPiece = 1200;

/** Words for who speaks that say no more than that. Any other is the data's own word, and quoted. */
const roles = new Set([
  ...['user', 'assistant', 'agent', 'system', 'tool', 'human', 'ai', 'bot', 'customer', 'developer'],
  ...['caller', 'simulator', 'function', 'judge', 'grader'],
]);

/**
 * @param indexes of the turns, from 0
 * @param most characters of each part of a turn; all of it when left out, in several entries
 */
export function turnEntries(run: Run, indexes: readonly number[], most?: number): Entry[] {
  return indexes.flatMap((index) =>
    most === undefined ? wholeTurn(run, index) : [shortTurn(run, index, most)],
  );
}

function shortTurn(run: Run, index: number, most: number): Entry {
  return { lines: partsOf(run, index).flatMap(({ label, text }) => [...label, { quote: text, most }]) };
}

function wholeTurn(run: Run, index: number): Entry[] {
  return partsOf(run, index).flatMap(({ label, text }) =>
    piecesOf(text).map((quote, piece): Entry => {
      return { lines: [...(piece === 0 ? label : [`turn ${index + 1}, continued:`]), { quote }] };
    }),
  );
}

interface Part {
  readonly label: readonly Line[];
  readonly text: string;
}

function partsOf(run: Run, index: number): Part[] {
  const turn = run.turns?.[index];
  if (!turn) return [];
  const parts = turnParts(run.turns, index).map((part): Part => {
    if (part.kind === 'data') return { label: ['data:'], text: printed(part.data) };
    return {
      label: part.kind === 'said' ? [] : [part.kind === 'thought' ? 'thinks:' : 'tools:'],
      text: part.text,
    };
  });
  const head = headOf(turn, index);
  const [first, ...others] = parts;
  return first
    ? [{ label: [...head, ...first.label], text: first.text }, ...others]
    : [{ label: head, text: '' }];
}

function headOf({ role, createdAt }: Turn, index: number): Line[] {
  const isPlain = role !== undefined && roles.has(role.toLowerCase());
  const when = createdAt?.ms === undefined ? '' : `, ${momentText(createdAt)}`;
  const own = `turn ${index + 1}${isPlain ? ` (${role.toLowerCase()})` : ''}${when}:`;
  return isPlain || role === undefined ? [own] : [own, 'role:', { quote: role, most: 60 }, 'says:'];
}

/** @returns at least one, cut between words where that is near */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length || at === 0;) {
    const end = endOf(text, at);
    pieces.push(text.slice(at, end));
    at = Math.max(end, at + 1);
  }
  return pieces;
}

function endOf(text: string, at: number): number {
  const end = at + longestPiece;
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(' ', end);
  if (space > end - 60) return space + 1;
  return /[\ud800-\udbff]/.test(text[end - 1] ?? '') ? end - 1 : end;
}

/** Calls of tools, their results and thoughts as people read them, wherever a turn is shown. */
import { formatBytes } from '../kit/format.ts';
import { t } from '../kit/l10n.ts';
import { memberTexts } from '../kit/json.ts';
import type { MediaBlock, ToolCallBlock, ToolResultBlock } from './blocks.ts';
import type { Json, Turn } from './run.ts';

/** `getBooking(reference: "BN2H4S")`: names and values of the arguments as they were sent. */
export function callWords({
  name = 'tool',
  arguments: sent,
}: Pick<ToolCallBlock, 'name' | 'arguments'>): string {
  if (sent === undefined) return `${name}()`;
  const text = sent.trim();
  if (!text.startsWith('{')) return `${name}(${text})`;
  const members = [...memberTexts(text)].map(([key, value]) => `${key}: ${value}`);
  return `${name}(${members.join(', ')})`;
}

/** A result in words: its text or JSON; what says that it is none. */
export function resultWords({ content, isError }: Pick<ToolResultBlock, 'content' | 'isError'>): string {
  const said = content ?? t('nothing was returned');
  return isError ? t('Error: {0}', said) : said;
}

/** `image/png, 12 KB: a red lamp`. */
export function mediaWords({ mediaKind, mediaType, size, altText, address }: MediaBlock): string {
  const what = [mediaType ?? mediaKind, ...(size === undefined ? [] : [formatBytes(size)])].join(', ');
  const words = [altText, address].filter((each) => each !== undefined).join(' · ');
  return words === '' ? what : `${what}: ${words}`;
}

/** What was thought and not said; `undefined` when there is nothing of it. */
export function thoughtText({ blocks }: Pick<Turn, 'blocks'>): string | undefined {
  const thoughts = blocks.flatMap((block) =>
    block.kind === 'reasoning' ? [block.text ?? t('The service keeps this thought to itself.')] : [],
  );
  return thoughts.length === 0 ? undefined : thoughts.join('\n\n');
}

/** What was said aloud; a turn that only hands results over or thinks has no such text. */
export function spokenText(turn: Pick<Turn, 'blocks' | 'text'>): string | undefined {
  const isToldOtherwise = turn.blocks.some(({ kind }) => kind !== 'text' && kind !== 'data');
  return isToldOtherwise && !turn.blocks.some(({ kind }) => kind === 'text') ? undefined : turn.text;
}

/** Structured data that no other block tells, nor the role; a list where there are several pieces of it. */
export function ownData({ blocks, data }: Pick<Turn, 'blocks' | 'data'>): Json | undefined {
  if (blocks.length === 0) return data;
  const own = blocks.flatMap((block) => (block.kind === 'data' ? [block.data] : []));
  return own.length > 1 ? own : own[0];
}

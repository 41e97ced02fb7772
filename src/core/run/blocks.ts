/** The parts of a turn: what was said, thought, called and answered. */
import type { JsonValue } from '../kit/jsonValue.ts';

/** Whoever shows a turn shows these, in their order; together they are all that the turn says. */
export type Block = TextBlock | ToolCallBlock | ToolResultBlock | ReasoningBlock | MediaBlock | DataBlock;

/** Speech. */
export interface TextBlock {
  readonly kind: 'text';
  readonly text: string;
}

export interface ToolCallBlock {
  readonly kind: 'toolCall';
  readonly name: string | undefined;
  /** JSON with every digit as it was sent, or the text that stood in its place; `undefined` for none. */
  readonly arguments: string | undefined;
  /** Pairs the call with its result. */
  readonly callId: string | undefined;
}

export interface ToolResultBlock {
  readonly kind: 'toolResult';
  readonly callId: string | undefined;
  /** Of the tool, where the result itself names it. */
  readonly name: string | undefined;
  /** A text as it was sent, or JSON with every digit as it was sent; `undefined` for none. */
  readonly content: string | undefined;
  /** The answer was data; {@link content} is its JSON. */
  readonly isJson: boolean;
  /** The data itself says that the call failed. */
  readonly isError: boolean;
}

/** Thought, apart from speech. */
export interface ReasoningBlock {
  readonly kind: 'reasoning';
  /** `undefined` where the service keeps it to itself: redacted or encrypted. */
  readonly text: string | undefined;
}

export interface MediaBlock {
  readonly kind: 'media';
  readonly mediaKind: 'image' | 'audio' | 'video' | 'document' | 'file';
  /** e.g. `image/png`. */
  readonly mediaType: string | undefined;
  /** In bytes, where the data itself is there. */
  readonly size: number | undefined;
  /** What stands for it in words: a description, a transcript, a file name. */
  readonly altText: string | undefined;
  /** Where it is kept; it is named, and never loaded. */
  readonly address?: string | undefined;
  /** Base64. */
  readonly data?: string | undefined;
}

/** What has no other kind. */
export interface DataBlock {
  readonly kind: 'data';
  readonly data: JsonValue;
}

/** What was said, for lists and search: the speech; in a turn that only hands results over, the texts of the tools. */
export function textOfBlocks(blocks: readonly Block[]): string | undefined {
  const spoken = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const answered = blocks.flatMap((block) =>
    block.kind === 'toolResult' && block.content !== undefined && !block.isJson ? [block.content] : [],
  );
  const isAnswer = blocks.every(({ kind }) => kind !== 'toolCall' && kind !== 'reasoning');
  const texts = spoken.length > 0 ? spoken : isAnswer ? answered : [];
  const text = texts.join('\n\n');
  return text === '' ? undefined : text;
}

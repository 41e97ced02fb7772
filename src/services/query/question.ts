/**
 * What an assistant may ask of the runs: one list for the tools in the editor, the MCP server and whoever writes a
 * prompt. Read-only; ids go in, never an address.
 */
import type * as z from 'zod/mini';
import { type Message } from '../../core/kit/l10n.ts';
import type { RunRef } from '../../core/run/run.ts';
import type { QuerySource } from './source.ts';

/** What was found, as text for a model. */
export interface Answer {
  readonly text: string;
  /** Of the text, in UTF-8; never more than was asked for. */
  readonly bytes: number;
  /** To be handed in as `cursor` for what follows; `undefined` when that was all. */
  readonly next: string | undefined;
  /** Runs that the text names by their ids, in its order. */
  readonly runs: readonly RunRef[];
}

export interface Asked {
  /** Most bytes of the answer. */
  readonly bytes: number;
  readonly signal: AbortSignal;
  /** Makes the mark of a fence; a random one when left out. */
  readonly mark?: () => string;
}

/** JSON Schema of a question's input, the same as in the manifest. */
export type InputSchema = Readonly<Record<string, unknown>>;

export interface Question {
  /** Without the prefix that the editor's tools have. */
  readonly name: QuestionName;
  /** What people read, e.g. `Explain Batch`. */
  readonly title: Message;
  /** For a model: what it tells, when to ask it, when not. */
  readonly description: string;
  readonly inputSchema: InputSchema;
  /** What the input is checked by; says the same as {@link inputSchema}. */
  readonly schema: z.ZodMiniType;
  /** What is being done, for whoever waits: `Reading run 65f…`. Any input is taken. */
  doing(input: unknown): string;
  /**
   * @param input anything: it is checked
   * @throws Advice for what cannot be answered, with what to do instead
   */
  ask(input: unknown, source: QuerySource, asked: Asked): Promise<Answer>;
}

export type QuestionName =
  | 'list_connections'
  | 'list_runs'
  | 'get_run'
  | 'search_transcripts'
  | 'explain_batch'
  | 'compare';

/** Why there is no answer, and what to ask instead, in sentences for a model. Nothing of a run's text is in it. */
export class Advice extends Error {
  override readonly name = 'Advice';
}

/** Models count in tokens: there are hardly ever less than three bytes to one in text such as ours. */
export const bytesPerToken = 3;

export const defaultTokens = 4000;

/** A question with the shape of its input. */
export interface Definition<Schema extends z.ZodMiniType> extends Omit<Question, 'ask' | 'doing' | 'schema'> {
  readonly schema: Schema;
  readonly doing: (input: z.output<Schema> | undefined) => string;
  readonly answer: (input: z.output<Schema>, source: QuerySource, asked: Asked) => Promise<Answer>;
}

/** What a file is made of. Plain data, so that it can come from another thread. */
import type { TextPosition } from '../../core/provider/providerError.ts';
import type { Carried, RunItem, Turn } from '../../core/run/run.ts';

/** A piece of a file; its `text` is exact JSON wherever it is not a flaw's. */
export type Piece = RunPiece | ConversationPiece | TranscriptPiece | UnknownPiece | BrokenSave | Flaw | Note;

/** A run of a service. */
export interface RunPiece {
  readonly kind: 'run';
  readonly service: string;
  /** Named by the run itself, or by the file that it was saved in. */
  readonly id: string | undefined;
  readonly text: string;
  /** What came apart from the run and was saved with it. */
  readonly transcript?: string | undefined;
  readonly carried?: Carried | undefined;
  readonly made?: Made | undefined;
}

/** Messages, of which nothing but themselves need be known. */
export interface ConversationPiece {
  readonly kind: 'conversation';
  readonly id: string | undefined;
  readonly text: string;
  readonly carried?: Carried | undefined;
  readonly made?: Made | undefined;
}

/** The transcript of a service's run, without the run. */
export interface TranscriptPiece {
  readonly kind: 'transcript';
  readonly service: string;
  /** The run that it says it belongs to. */
  readonly run: string | undefined;
  readonly text: string;
  readonly turns?: readonly Turn[] | undefined;
}

/** JSON of another kind among what is known. */
export interface UnknownPiece {
  readonly kind: 'unknown';
  readonly problem: string;
  readonly text: string;
}

/** A saved run that breaks its format. */
export interface BrokenSave {
  readonly kind: 'brokenSave';
  readonly problem: string;
  readonly text: string;
}

/** A part of the file that cannot be read at all. */
export interface Flaw {
  readonly kind: 'flaw';
  readonly title: string;
  /** With its position in words, where it has one. */
  readonly problem: string;
  readonly position?: TextPosition | undefined;
  readonly text: string;
}

/** What is to be said of the whole file. */
export interface Note {
  readonly kind: 'note';
  /** A sentence. */
  readonly text: string;
}

/** A run that was mapped beforehand; its reference, exact JSON and what it carries are added where it is shown. */
export type Made = DistributedOmit<RunItem, 'ref' | 'raw' | 'carried'>;
type DistributedOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** A message on a line of its own, before those beside it are joined to a conversation. */
export interface MessageLine {
  readonly kind: 'message';
  readonly text: string;
}

/** What a file is made of. Plain data, so that it can come from another thread. */
import type { TextPosition } from '../../core/provider/providerError.ts';
import type { FromFile, RunItem, Turn } from '../../core/run/run.ts';

/** A record of a file; its `text` is exact JSON wherever it is not a flaw's. */
export type FileRecord =
  | ServiceRunRecord
  | ConversationRecord
  | TranscriptRecord
  | UnknownRecord
  | BrokenSave
  | Flaw
  | Note;

/** A run of a service. */
export interface ServiceRunRecord {
  readonly kind: 'run';
  readonly service: string;
  /** Named by the run itself, or by the file that it was saved in. */
  readonly id: string | undefined;
  readonly text: string;
  /** What came apart from the run and was saved with it. */
  readonly transcript?: string | undefined;
  readonly fromFile?: FromFile | undefined;
  readonly made?: Made | undefined;
}

/** A list of messages; nothing else about the run is known. */
export interface ConversationRecord {
  readonly kind: 'conversation';
  readonly id: string | undefined;
  readonly text: string;
  readonly fromFile?: FromFile | undefined;
  readonly made?: Made | undefined;
}

/** The transcript of a service's run, without the run. */
export interface TranscriptRecord {
  readonly kind: 'transcript';
  readonly service: string;
  /** The run that it says it belongs to. */
  readonly run: string | undefined;
  readonly text: string;
  readonly turns?: readonly Turn[] | undefined;
}

/** JSON of another kind among what is known. */
export interface UnknownRecord {
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

/** A sentence about the whole file. */
export interface Note {
  readonly kind: 'note';
  /** A sentence. */
  readonly text: string;
}

/** A run that was mapped beforehand; its reference, exact JSON and what it carries are added where it is shown. */
export type Made = DistributedOmit<RunItem, 'ref' | 'raw' | 'fromFile'>;
type DistributedOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** A message on a line of its own, before those beside it are joined to a conversation. */
export interface MessageLine {
  readonly kind: 'message';
  readonly text: string;
}

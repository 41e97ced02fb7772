import type { Ref } from 'preact';
import type { RunScreen } from './client.ts';

/** What the rest of the page may ask of the transcript. */
export interface TranscriptHandle {
  /** Scrolls to a turn, `offset` pixels into it, and focuses it if asked to. */
  goTo(turn: number, options?: { readonly focus?: boolean; readonly offset?: number }): void;
  /** Lets go of a scroll that is still under way. */
  rest(): void;
  /** The turn at the top of the window and how much of it is scrolled away; nothing at the top of the page. */
  anchor(): { readonly turn: number; readonly offset: number } | undefined;
}

/** Turns that results point to. */
export interface Marks {
  /** Where the reader was led. */
  readonly cited: number | undefined;
  /** Names of the unmet criteria that cite a turn, by its index. */
  readonly by: ReadonlyMap<number, string>;
}

export interface TranscriptProps {
  readonly screen: RunScreen;
  readonly conversation: boolean;
  readonly markdown: boolean;
  readonly marks: Marks;
  /** Plain pages without recycling, for screen readers or on request. */
  readonly plain: boolean;
  /** Height of the sticky bar, now. */
  readonly covered: () => number;
  /** Shows only turns that use tools. */
  readonly toolsOnly: boolean;
  readonly onGoToTurn: (turn: number) => void;
  readonly handle: Ref<TranscriptHandle>;
  readonly onRendered: () => void;
}

/**
 * What every page and its host say to each other, whatever the page shows. A page asks questions and tells what the
 * person did; the host answers, and sends what has changed. Types only, but for lists that both sides go by. No key
 * and no header ever gets here.
 */
import type { Remedy } from '../core/kit/remedies.ts';

/** What a page may ask: the question's name, what goes with it, and what comes back. All of it is JSON. */
export type QuestionMap = Readonly<Record<string, { readonly args: unknown; readonly answer: unknown }>>;

/** A question, from page to host. */
export interface Asked {
  readonly type: 'ask';
  /** Chosen by the page; the answer names it again. */
  readonly request: number;
  /** Of the snapshot that the question is about; a question about an older one gets no answer. */
  readonly generation: number;
  readonly name: string;
  readonly args: unknown;
}

/** An answer, from host to page. */
export interface Answered {
  readonly type: 'answer';
  readonly request: number;
  readonly generation: number;
  readonly value: unknown;
}

/** What the person did, on any page. */
export type Told =
  /** Something that makes the panel worth keeping. */
  | { readonly type: 'keep' }
  | { readonly type: 'retry' }
  | { readonly type: 'action'; readonly action: PanelAction }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'openLink'; readonly href: string };

/** What a page may ask the rest of the extension to do: commands of the same name. */
export const panelActions = [
  'openRawJson',
  'openTranscript',
  'saveRun',
  'copyRunId',
  'copyRunAsMarkdown',
  'copyAnalysisAsMarkdown',
  'exportAnalysis',
  'openTrend',
  'keepRuns',
  'openInProvider',
  'askAboutRun',
  'askAboutBatch',
  'askAboutComparison',
  'copyBatchLink',
  'copyComparisonLink',
  'openRunFile',
  'setApiKey',
  'editConnection',
  'openNetworkSettings',
  'trackSimulation',
  'showLog',
] as const;

export type PanelAction = (typeof panelActions)[number];

/** An error in words for people; never contains a key. */
export interface Problem {
  readonly message: string;
  readonly nextStep: string;
  /** The service's own words, status, trace id: one line each. */
  readonly lines: readonly string[];
  readonly remedy: Remedy;
}

/** A text that may be cut: `chars` is its whole length. */
export interface Text {
  readonly text: string;
  readonly chars: number;
}

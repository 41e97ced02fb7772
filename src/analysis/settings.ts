import type { Confidence } from './stats/normal.ts';

/** What people may choose; every export names it. */
export interface AnalysisSettings {
  readonly confidence: Confidence;
  /** Which rate comes first: of judged runs, or with errored runs as failed ones. Both are shown; the verdict goes by the first. */
  readonly erroredRuns: 'separate' | 'failed';
  /** Word Dice from which two turns are the same thing in other words. */
  readonly similarityThreshold: number;
}

export const defaultSettings: AnalysisSettings = {
  confidence: 0.95,
  erroredRuns: 'separate',
  similarityThreshold: 0.3,
};

/** Measured thresholds (docs/analysis.md 3.2, 4.2), all in one place: they are to be measured again on more data. */
export const thresholds = {
  /** Turns from which words say the same. */
  same: 0.9,
  /** Share of equal words at equal places from which two reasons have one template. */
  template: 0.7,
  /** Dice of word sets from which two reasons of different length are one. */
  reasons: 0.7,
  /** Transcripts whose turns are all at least so alike are the same conversation to a judge. */
  sameConversation: 0.9,
} as const;

/** How the questions of a batch's page are answered. */
import type { RunItem } from '../../core/run/run.ts';
import type { Answers } from '../answering.ts';
import { isIndex } from '../reading.ts';
import type { BatchQuestions } from './protocol.ts';
import { reasonsOf, type BatchPicture } from './view.ts';
import type { RunLine } from './views.ts';

export interface AnsweredBatch {
  readonly picture: BatchPicture;
  /** The run that a number stands for. */
  readonly itemOf: (key: number) => RunItem | undefined;
}

export const batchAnswers: Answers<BatchQuestions, AnsweredBatch> = {
  runs: {
    read: ({ from }) => (isIndex(from) ? { from } : undefined),
    answer: ({ picture }, { from }) => linesFrom(picture.runs, from),
  },
  reasons: {
    read: ({ runs }) => (Array.isArray(runs) && runs.every(isIndex) ? { runs } : undefined),
    answer: ({ picture, itemOf }, { runs }) =>
      runs.slice(0, mostAsked).flatMap((key) => {
        const item = itemOf(key);
        return item ? reasonsOf(item, key, picture.order.criteria) : [];
      }),
  },
};

/** Runs from `from` on, as many as fit in one message, at least one where there is one. */
export function linesFrom(runs: readonly RunLine[], from: number): RunLine[] {
  const lines: RunLine[] = [];
  let size = 0;
  for (const line of runs.slice(from)) {
    size += JSON.stringify(line).length;
    if (lines.length > 0 && size > budget) break;
    lines.push(line);
  }
  return lines;
}

const budget = 180 * 1024;
const mostAsked = 100;

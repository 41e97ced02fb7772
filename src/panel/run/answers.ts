/** How the questions of a run's page are answered. */
import type { TimeLimit } from '../../core/kit/timeLimit.ts';
import type { Run, RunItem } from '../../core/run/run.ts';
import { withSentNumbersSoon } from '../../core/run/sentNumbers.ts';
import type { Answers } from '../answering.ts';
import { isIndex } from '../reading.ts';
import { standingsOf, turnFigures } from './figures.ts';
import { find } from './find.ts';
import { othersOf } from './others.ts';
import { readPart, readQuery } from './intent.ts';
import { partText, piece } from './parts.ts';
import type { RunQuestions } from './protocol.ts';
import type { SearchedTexts } from './searchedTexts.ts';
import { maxTurns, turnPage, type Timeline } from './turns.ts';
import { criteriaPage } from './view.ts';

export interface AnsweredRun {
  readonly run: Run;
  readonly timeline: Timeline;
  /** Of the run, kept from one search to the next. */
  readonly searched?: SearchedTexts | undefined;
  readonly withinTime: TimeLimit;
  /** Loaded runs of the same collection. */
  readonly siblings: () => readonly RunItem[];
}

export const runAnswers: Answers<RunQuestions, AnsweredRun> = {
  turns: {
    read: ({ from, count }) => (isIndex(from) && isIndex(count) ? { from, count } : undefined),
    answer: ({ run, timeline }, { from, count }) =>
      turnPage(withSentNumbersSoon(run), timeline, from, Math.min(count, maxTurns)),
  },
  criteria: {
    read: ({ from }) => (isIndex(from) ? { from } : undefined),
    answer: ({ run }, { from }) => criteriaPage(run.criteria, from, criteriaBudget),
  },
  piece: {
    read: ({ part, from }) => {
      const read = readPart(part);
      return read && isIndex(from) ? { part: read, from } : undefined;
    },
    answer: ({ run }, { part, from }) => {
      const text = partText(run, part) ?? '';
      return { text: piece(text, from), total: text.length };
    },
  },
  find: {
    read: ({ query }) => {
      const read = readQuery(query);
      return read && { query: read };
    },
    answer: ({ run, searched, withinTime }, { query }) => find(run, query, { withinTime, texts: searched }),
  },
  others: {
    read: () => ({}),
    answer: ({ run, siblings }) => othersOf(run.ref, siblings()),
  },
  figures: {
    read: () => ({}),
    answer: ({ run, siblings }) => ({
      turns: run.turns && turnFigures(run.turns),
      standings: standingsOf(run, siblings()),
    }),
  },
};

const criteriaBudget = 128 * 1024;

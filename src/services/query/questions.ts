import { compare } from './compare.ts';
import { explainBatch } from './explainBatch.ts';
import { getRun } from './getRun.ts';
import { listConnections } from './listConnections.ts';
import { listRuns } from './listRuns.ts';
import type { Question } from './question.ts';
import { searchTranscripts } from './searchTranscripts.ts';

/** All that can be asked, in the order in which one goes from the whole to a sentence. */
export const questions: readonly Question[] = [
  listConnections,
  listRuns,
  explainBatch,
  getRun,
  compare,
  searchTranscripts,
];

/**
 * Saved answers of the agent simulation: a list of runs with its envelope, one run, and what
 * `tpc --format json sim run logs <id>` prints, which is the only way to a transcript (docs/contracts.md B4).
 */
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { SavedAnswers } from '../../core/provider/provider.ts';
import { turnOfMessage } from '../messages.ts';

export const savedAnswers: Omit<SavedAnswers, 'idOf'> = {
  lists: [['data', 'runs'], ['runs']],
  claims: (value) =>
    ['overallScore', 'sandboxId', 'environmentId', 'tokensUsed', 'costUsd'].filter((key) => key in value)
      .length >= 2,
  transcripts: {
    claims: (value) => Array.isArray(sessionOf(value)?.['events']),
    runOf: (value) => runNamedIn(value) ?? runNamedIn(sessionOf(value) ?? {}),
    turns: (value) => listOf(sessionOf(value)?.['events']).map(turnOfMessage),
  },
};

/** Printed as it is, or in the envelope of the API. */
function sessionOf(value: JsonObject): JsonObject | undefined {
  return objectOf(value['session']) ?? objectOf(objectOf(value['data'])?.['session']);
}

/** Not in the documents; believed only under a name that can mean nothing else. */
function runNamedIn(value: JsonObject): string | undefined {
  const run = value['run'];
  return (
    textOf(value['runId']) ?? textOf(value['run_id']) ?? (isObject(run) ? textOf(run['id']) : textOf(run))
  );
}

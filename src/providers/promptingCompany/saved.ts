/**
 * Saved answers of the agent simulation: a list of runs with its envelope, one run, and what
 * `tpc --format json sim run logs <id>` prints, which is the only way to a transcript (docs/contracts.md B4).
 */
import { noExactJson, type ExactJson } from '../../core/kit/exactJson.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { SavedAnswers } from '../../core/provider/provider.ts';
import { turnOfMessage } from '../messages.ts';

export const savedAnswers: Omit<SavedAnswers, 'idOf'> = {
  lists: [['data', 'runs'], ['runs']],
  claims: (value) =>
    ['overallScore', 'sandboxId', 'environmentId', 'tokensUsed', 'costUsd'].filter((key) => key in value)
      .length >= 2,
  transcripts: {
    claims: (value) => Array.isArray(sessionOf(value)?.session['events']),
    runOf: (value) => runNamedIn(value) ?? runNamedIn(sessionOf(value)?.session ?? {}),
    turns: (value, exact) => {
      const { session, at } = sessionOf(value, exact) ?? {};
      const events = at?.member('events');
      return listOf(session?.['events']).map((event, index) => turnOfMessage(event, events?.element(index)));
    },
  },
};

/** Printed as it is, or in the envelope of the API. */
function sessionOf(
  value: JsonObject,
  exact: ExactJson = noExactJson,
): { readonly session: JsonObject; readonly at: ExactJson } | undefined {
  const session = objectOf(value['session']);
  if (session) return { session, at: exact.member('session') };
  const inData = objectOf(objectOf(value['data'])?.['session']);
  return inData && { session: inData, at: exact.member('data').member('session') };
}

/** Not in the documents; believed only under a name that can mean nothing else. */
function runNamedIn(value: JsonObject): string | undefined {
  const run = value['run'];
  return (
    textOf(value['runId']) ?? textOf(value['run_id']) ?? (isObject(run) ? textOf(run['id']) : textOf(run))
  );
}

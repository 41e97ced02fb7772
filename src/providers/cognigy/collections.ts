/** Scenarios and simulations (API: simulations and batches) as rows. */
import { msg, t } from '../../core/kit/l10n.ts';
import { isEmptyJson, numberOf, textOf, without, type JsonObject } from '../../core/kit/json.ts';
import { beginning } from '../../core/kit/visible.ts';
import { dateWords } from '../../core/kit/dates.ts';
import { momentOf } from '../../core/run/moment.ts';
import type { Collection, Json, Moment, Outcome } from '../../core/run/run.ts';
import { oneLine } from '../criteria.ts';
import { stateWord } from './map.ts';
import { scenarioSegment, simulationSegment } from './paths.ts';

const knownInScenario = new Set(['id', 'referenceId', 'name', 'createdAt']);
const knownInBatch = new Set([
  ...['id', 'referenceId', 'name', 'status', 'runs', 'completedRuns', 'failedRuns'],
  ...['createdAt', 'startedAt', 'completedAt', 'simulationReference'],
]);

/** `undefined` when the scenario has no reference to ask for its simulations with. */
export function scenarioOf(source: JsonObject, connection: string): Collection | undefined {
  const reference = textOf(source['referenceId']) ?? textOf(source['id']);
  if (reference === undefined) return undefined;
  return {
    kind: 'collection',
    connection,
    path: [scenarioSegment(reference)],
    noun: msg('Scenario'),
    icon: 'comment-discussion',
    expects: [],
    title: oneLine(textOf(source['name']), 120) ?? t('Scenario {0}', beginning(reference, 8)),
    holds: 'collections',
    createdAt: moment(source['createdAt']),
    outcome: undefined,
    counts: undefined,
    facts: factsOf(source, [
      [msg('Persona'), 'personaName'],
      [msg('Mission'), 'mission'],
      [msg('Max turns'), 'maxTurns'],
      [msg('Next scheduled run'), 'nextScheduledRun'],
      [msg('Reference'), 'referenceId'],
      [msg('Id'), 'id'],
    ]),
    rest: without(source, knownInScenario),
  };
}

export function simulationOf(
  source: JsonObject,
  connection: string,
  scenarioPath: readonly string[],
): Collection | undefined {
  const reference = textOf(source['referenceId']) ?? textOf(source['id']);
  if (reference === undefined) return undefined;
  const name = oneLine(textOf(source['name']), 120);
  const createdAt = moment(source['createdAt']) ?? moment(source['startedAt']);
  return {
    kind: 'collection',
    connection,
    path: [...scenarioPath, simulationSegment(reference)],
    noun: msg('Simulation'),
    icon: 'checklist',
    expects: ['counts', 'verdicts'],
    title: name ?? t('Simulation {0}', beginning(reference, 8)),
    ...(name === undefined && { nameless: true }),
    holds: 'runs',
    createdAt,
    outcome: outcomeOfBatch(source),
    counts: {
      runs: numberOf(source['runs']),
      completed: numberOf(source['completedRuns']),
      passed: undefined,
      failed: numberOf(source['failedRuns']),
    },
    facts: [
      ...factsOf(source, [[msg('Status'), 'status']]),
      ...momentsOf(source, [
        [msg('Started'), 'startedAt'],
        [msg('Completed'), 'completedAt'],
      ]),
      ...factsOf(source, [
        [msg('Runs'), 'runs'],
        [msg('Completed runs'), 'completedRuns'],
        [msg('Failed runs'), 'failedRuns'],
        [msg('Reference'), 'referenceId'],
        [msg('Id'), 'id'],
        [msg('Scenario'), 'simulationReference'],
      ]),
    ],
    rest: without(source, knownInBatch),
  };
}

/**
 * The documented batch has no status. Its `failedRuns` may count technical failures only, so it is no verdict:
 * nothing here is ever `passed`, and `failed` only where the service says so of the whole batch.
 */
function outcomeOfBatch(source: JsonObject): Outcome {
  const status = textOf(source['status']);
  const state = status === undefined ? undefined : stateWord(status);
  if (state === 'stopped') return 'stopped';
  const finished = state === 'finished' || isTold(source['completedAt']);
  if (!finished) return isTold(source['startedAt']) || state === 'running' ? 'running' : 'queued';
  return status?.toUpperCase() === 'FAILED' ? 'failed' : 'unknown';
}

/** A time that stands for none, as 0 does, has not come yet. */
function isTold(value: Json | undefined): boolean {
  return typeof value === 'number' || typeof value === 'string'
    ? momentOf(value) !== undefined
    : !isEmptyJson(value);
}

function moment(value: Json | undefined): Moment | undefined {
  return typeof value === 'number' || typeof value === 'string' ? momentOf(value) : undefined;
}

function momentsOf(source: JsonObject, fields: readonly (readonly [string, string])[]): [string, string][] {
  return fields.flatMap(([label, key]): [string, string][] => {
    const at = moment(source[key]);
    return at ? [[label, dateWords(at)]] : [];
  });
}

function factsOf(source: JsonObject, fields: readonly (readonly [string, string])[]): [string, string][] {
  return fields.flatMap(([label, key]): [string, string][] => {
    const value = source[key];
    return typeof value === 'string' || typeof value === 'number' ? [[label, String(value)]] : [];
  });
}

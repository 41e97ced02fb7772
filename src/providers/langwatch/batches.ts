/** Batches as rows, with what the service counts of their runs. */
import { msg } from '../../core/kit/l10n.ts';
import { isObject, numberOf, textOf, without, type JsonObject } from '../../core/kit/json.ts';
import { dateWords } from '../../core/kit/dates.ts';
import { momentOf } from '../../core/run/moment.ts';
import type { Collection, Json, Moment, Outcome } from '../../core/run/run.ts';
import { batchSegment } from './places.ts';
import { titleOfBatch } from './tracked.ts';

const known = new Set([
  ...['batchRunId', 'totalCount', 'passCount', 'failCount', 'runningCount', 'settledCount', 'stalledCount'],
  ...['lastRunAt', 'lastUpdatedAt', 'firstCompletedAt', 'allCompletedAt', 'isComplete'],
]);

/** @param path of its set; `undefined` for a batch without an id to ask for its runs with */
export function batchOf(source: Json, connection: string, path: readonly string[]): Collection | undefined {
  const id = isObject(source) ? textOf(source['batchRunId']) : undefined;
  if (id === undefined || !isObject(source)) return undefined;
  const figure = (name: string) => numberOf(source[name]);
  const runs = figure('totalCount');
  return {
    kind: 'collection',
    connection,
    path: [...path, batchSegment(id)],
    noun: msg('Batch'),
    icon: 'checklist',
    expects: ['counts', 'verdicts'],
    title: titleOfBatch(id),
    nameless: true,
    holds: 'runs',
    createdAt: moment(source['lastRunAt']) ?? moment(source['lastUpdatedAt']),
    outcome: outcomeOf(source),
    counts: {
      runs,
      // A stalled run is waited for by nobody.
      completed: source['isComplete'] === true ? runs : figure('settledCount'),
      passed: figure('passCount'),
      failed: figure('failCount'),
    },
    facts: factsOf(source, id),
    rest: without(source, known),
  };
}

function outcomeOf(source: JsonObject): Outcome {
  const count = (name: string) => numberOf(source[name]) ?? 0;
  if (count('runningCount') > 0) return 'running';
  if (count('failCount') > 0) return 'failed';
  if (count('stalledCount') > 0) return 'stopped';
  const total = count('totalCount');
  if (total > 0 && count('passCount') === total) return 'passed';
  // Some may not have been begun yet.
  return source['isComplete'] === false ? 'queued' : 'unknown';
}

function factsOf(source: JsonObject, id: string): (readonly [label: string, value: string])[] {
  const figure = (name: string) => numberOf(source[name])?.toString();
  const date = (name: string) => {
    const at = moment(source[name]);
    return at && dateWords(at);
  };
  const facts: (readonly [string, string | undefined])[] = [
    [msg('Runs'), figure('totalCount')],
    [msg('Passed'), figure('passCount')],
    [msg('Failed'), figure('failCount')],
    [msg('Running'), figure('runningCount')],
    [msg('Stalled'), figure('stalledCount')],
    [msg('Last run'), date('lastRunAt')],
    [msg('Completed'), date('allCompletedAt')],
    [msg('Id'), id],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}

function moment(value: Json | undefined): Moment | undefined {
  return typeof value === 'number' || typeof value === 'string' ? momentOf(value) : undefined;
}

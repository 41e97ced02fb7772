/** The Cognigy Simulator's read half and the core API's project list (docs/contracts.md A4 to A7). */
import type { Json } from '../core/run/run.ts';
import type { Api, ApiRequest, RefusalKind } from './api.ts';
import { Refusal, choiceParameter, mentions } from './api.ts';
import { batchStatus, batchStatuses, isWithin } from './batchStatus.ts';
import { envelope, slice } from './paging.ts';
import type { CognigyRecords, JsonObject, Timeline } from './sampleData.ts';
import { isJsonObject, listOf, objectOf, textOf } from './sampleData.ts';

export function cognigyApi(records: Timeline<CognigyRecords>): Api {
  return {
    answer: (request) => route(request, records(request.now)),
    refuse: (refusal, { path, traceId }) => {
      const [status, code, title] = codes[refusal.kind];
      return {
        status,
        body: {
          type: 'about:blank',
          title,
          detail: refusal.message,
          instance: path,
          status,
          traceId,
          code,
          details: refusal.parameter === undefined ? {} : { parameter: refusal.parameter },
        },
      };
    },
  };
}

/** HTTP status, the numeric application code of A7, and the words of the status. */
const codes: Readonly<Record<RefusalKind, readonly [status: number, code: number, title: string]>> = {
  missingArgument: [400, 1000, 'Bad Request'],
  invalidArgument: [400, 1005, 'Bad Request'],
  notFound: [404, 1002, 'Not Found'],
  methodNotAllowed: [405, 1013, 'Method Not Allowed'],
  noKey: [401, 401, 'Unauthorized'],
  wrongKey: [401, 401, 'Unauthorized'],
  foreignHost: [403, 403, 'Forbidden'],
  internal: [500, 1008, 'Internal Server Error'],
};

function route(request: ApiRequest, records: CognigyRecords): Json {
  const { path, query } = request;
  const list = path.join('/');
  if (list === 'new/v2.0/projects' || list === 'v2.0/projects') return projects(records, query, list);
  const [service, simulations, scenarioRef, batches, batchRef, runs, runRef, ...more] = path;
  const known =
    service === 'testing' &&
    simulations === 'simulations' &&
    (batches === undefined || batches === 'batches') &&
    (runs === undefined || runs === 'runs') &&
    more.length === 0;
  if (!known) throw new Refusal('notFound', `Nothing is found at /${list}.`);

  const projectId = requiredProject(records, query);
  const inProject = (record: JsonObject): boolean => projectOf(record, records) === projectId;
  const scenarios = records.scenarios.filter(inProject);
  if (scenarioRef === undefined) return envelope(slice(listedScenarios(scenarios, query), query, list));
  const scenario = byReference(scenarios, scenarioRef, 'Simulation');
  if (batches === undefined) return withSchedule(scenario, false);

  const ofScenario = records.batches.filter((batch) => textOf(batch, 'simulationReference') === scenarioRef);
  if (batchRef === undefined)
    return envelope(slice(listedBatches(ofScenario, records, request), query, list));
  const batch = byReference(ofScenario, batchRef, 'Simulation run batch');
  if (runs === undefined) return batch;

  const ofBatch = runsOf(batch, records);
  if (runRef === undefined) return envelope(slice(listedRuns(ofBatch, query), query, list));
  return byReference(ofBatch, runRef, 'Simulation run');
}

/** The core API pages by other names: `items`, `total`, `nextCursor`, `previousCursor`. */
function projects(records: CognigyRecords, query: URLSearchParams, list: string): Json {
  const filter = query.get('filter');
  const rows = filter
    ? records.projects.filter((project) => mentions(filter, [textOf(project, 'name')]))
    : records.projects;
  const page = slice(rows, query, list, 25);
  return { items: page.rows, total: page.total, nextCursor: page.next, previousCursor: page.previous };
}

function requiredProject(records: CognigyRecords, query: URLSearchParams): string {
  const projectId = query.get('projectId');
  if (!projectId) throw new Refusal('missingArgument', 'projectId is required.', 'projectId');
  if (records.projects.some((project) => project['_id'] === projectId)) return projectId;
  throw new Refusal('notFound', `Project with id ${projectId} not found.`);
}

function projectOf(record: JsonObject, records: CognigyRecords): string | undefined {
  const reference = textOf(record, 'projectReference');
  return reference === undefined ? undefined : (records.projectIdOfReference.get(reference) ?? reference);
}

/** Scenarios and batches carry a `referenceId`; runs have none in the documented schema, so their `id` counts. */
function byReference(records: readonly JsonObject[], reference: string, what: string): JsonObject {
  const found = records.find(
    (record) => (textOf(record, 'referenceId') ?? textOf(record, 'id')) === reference,
  );
  if (found) return found;
  throw new Refusal('notFound', `${what} with reference ID ${reference} not found.`);
}

function listedScenarios(scenarios: readonly JsonObject[], query: URLSearchParams): readonly JsonObject[] {
  const filter = query.get('filter');
  return scenarios
    .filter(
      (scenario) => !filter || mentions(filter, texts(scenario, ['name', 'personaName', 'referenceId'])),
    )
    .map((scenario) => withSchedule(scenario, query.get('includeUpcomingSchedule') === 'true'));
}

function withSchedule(scenario: JsonObject, included: boolean): JsonObject {
  const { nextScheduledRun, ...rest } = scenario;
  return included ? { ...rest, nextScheduledRun: nextScheduledRun ?? null } : rest;
}

function listedBatches(
  batches: readonly JsonObject[],
  records: CognigyRecords,
  { query, now }: ApiRequest,
): readonly JsonObject[] {
  const filter = query.get('filter');
  const status = choiceParameter(query, 'status', batchStatuses);
  const timespan = query.get('timespan');
  const endPointType = query.get('endPointType');
  checkTimezone(query.get('timezone'));
  return batches.filter(
    (batch) =>
      (!filter || mentions(filter, texts(batch, ['name', 'referenceId', 'id']))) &&
      (status === undefined || batchStatus(batch, runsOf(batch, records)) === status) &&
      (!timespan || isWithin(batch, timespan, now)) &&
      (!endPointType || runsOf(batch, records).some((run) => run['endPointType'] === endPointType)),
  );
}

function listedRuns(runs: readonly JsonObject[], query: URLSearchParams): readonly JsonObject[] {
  const filter = query.get('filter');
  const endPointType = query.get('endPointType');
  return runs.filter(
    (run) =>
      (!endPointType || run['endPointType'] === endPointType) && (!filter || mentions(filter, runTexts(run))),
  );
}

function runsOf(batch: JsonObject, records: CognigyRecords): readonly JsonObject[] {
  const reference = textOf(batch, 'referenceId') ?? textOf(batch, 'id');
  return records.runs.filter((run) => textOf(run, 'simulationRunBatchReference') === reference);
}

function* runTexts(run: JsonObject): Generator<string | undefined> {
  yield* texts(run, ['id', 'endPointType']);
  const metrics = objectOf(run, 'metrics');
  if (metrics) yield textOf(metrics, 'summary');
  for (const turn of listOf(run, 'turns')) if (isJsonObject(turn)) yield textOf(turn, 'text');
}

function texts(record: JsonObject, keys: readonly string[]): (string | undefined)[] {
  return keys.map((key) => textOf(record, key));
}

function checkTimezone(timezone: string | null): void {
  if (!timezone) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch {
    throw new Refusal('invalidArgument', 'timezone must be a name such as UTC or Europe/Berlin.', 'timezone');
  }
}

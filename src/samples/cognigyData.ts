/** Cognigy records made from the scripts: a batch plays its runs two at a time, and the clock shows how far it is. */
import type { Json } from '../core/run/run.ts';
import { technicalErrors } from './data/technicalErrors.ts';
import { hexId, randomFrom, uuid } from './random.ts';
import type { CognigyRecords, JsonObject, Timeline } from './sampleData.ts';
import type { BatchPlan, ScenarioScript } from './scenario.ts';
import type { CognigyRunPlan } from './cognigyRun.ts';
import { endOf, planRun, runAt } from './cognigyRun.ts';

export interface MadeFrom {
  readonly seed: number;
  /** ms since the epoch; all times are relative to it. */
  readonly start: number;
}

export function makeCognigyData(
  { seed, start }: MadeFrom,
  scenarios: readonly ScenarioScript[],
): Timeline<CognigyRecords> {
  const origin = ownership(seed, start);
  const plans = scenarios.map((script) => ({
    script,
    batches: script.batches.map((batch) => planBatch({ seed, start }, script, batch, origin)),
  }));
  const records = new Map<CognigyRunPlan, JsonObject>();
  const runRecord = (plan: CognigyRunPlan, now: number): JsonObject => {
    // A run that is over stays as it is, so it is made once.
    if (now < endOf(plan)) return runAt(plan, now);
    const record = records.get(plan) ?? runAt(plan, now);
    records.set(plan, record);
    return record;
  };
  return (now) => {
    const visible = plans.flatMap(({ batches }) =>
      batches.filter(({ createdAt }) => now >= createdAt).sort((a, b) => b.createdAt - a.createdAt),
    );
    return {
      projects: origin.projects,
      scenarios: plans.map(({ script, batches }, index) =>
        scenarioRecord({ seed, start }, script, origin, index, upcoming(batches, now)),
      ),
      batches: visible.map((batch) => batchRecord(batch, now)),
      runs: visible.flatMap((batch) =>
        batch.runs.filter(({ createdAt }) => now >= createdAt).map((plan) => runRecord(plan, now)),
      ),
      projectIdOfReference: new Map([[origin.projectReference, origin.projectId]]),
    };
  };
}

interface Ownership {
  readonly organisationReference: string;
  readonly projectReference: string;
  readonly projectId: string;
  readonly author: string;
  readonly projects: readonly JsonObject[];
}

function ownership(seed: number, start: number): Ownership {
  const author = hexId(seed, 'author');
  const projectId = hexId(seed, 'project');
  const project = (id: string, name: string, color: string): JsonObject => ({
    _id: id,
    name,
    color,
    primaryLocaleReference: uuid(seed, 'locale'),
    // The core API counts in seconds, unlike the Simulator.
    createdAt: Math.floor(start / 1000) - 190 * 86_400,
    lastChanged: Math.floor(start / 1000) - 2 * 86_400,
    createdBy: author,
    lastChangedBy: author,
  });
  return {
    organisationReference: hexId(seed, 'organisation'),
    projectReference: uuid(seed, 'project reference'),
    projectId,
    author,
    projects: [
      project(projectId, 'Customer service agents', '#0e6ffb'),
      project(hexId(seed, 'empty project'), 'Playground (empty)', '#b35b01'),
    ],
  };
}

function scenarioRecord(
  { seed, start }: MadeFrom,
  script: ScenarioScript,
  origin: Ownership,
  index: number,
  nextScheduledRun: string | null,
): JsonObject {
  const name = `scenario ${script.key}`;
  const createdAt = start - (60 - 7 * index) * 86_400_000;
  const changedAt = start - (12 + index) * 86_400_000;
  return {
    id: hexId(seed, name),
    referenceId: scenarioReference(seed, script),
    name: script.name,
    persona: script.persona,
    personaName: script.personaName,
    mission: script.mission,
    successCriteria: criteriaOf(script),
    organisationReference: origin.organisationReference,
    projectReference: origin.projectReference,
    createdAt,
    createdBy: origin.author,
    lastChanged: changedAt,
    lastChangedBy: origin.author,
    maxTurns: script.maxTurns,
    timeout: 600_000,
    aiAgentReferenceId: uuid(seed, `${name} agent`),
    aiAgentId: hexId(seed, `${name} agent`),
    flowReferenceId: uuid(seed, `${name} flow`),
    flowId: hexId(seed, `${name} flow`),
    jobNodeId: hexId(seed, `${name} job`),
    updatedAt: changedAt,
    updatedBy: origin.author,
    nextScheduledRun,
  };
}

export function criteriaOf(script: ScenarioScript): JsonObject[] {
  return script.criteria.map(([name, text]) => ({ type: 'text', params: { name, text } }));
}

interface PlannedBatch {
  readonly id: string;
  readonly referenceId: string;
  readonly simulationReference: string;
  readonly createdAt: number;
  readonly startedAt: number;
  readonly runs: readonly CognigyRunPlan[];
}

/** Two runs at a time, as a worker with two slots would take them. */
function planBatch(
  { seed, start }: MadeFrom,
  script: ScenarioScript,
  batch: BatchPlan,
  origin: Ownership,
): PlannedBatch {
  const name = `${script.key}/${batch.key}`;
  const random = randomFrom(seed, name);
  const createdAt = start - batch.ageMinutes * 60_000;
  const startedAt = createdAt + 1_000;
  const ways = random.shuffled(
    Object.entries(batch.mix).flatMap(([way, count]) => Array<string>(count).fill(way)),
  );
  const cases = random.shuffled(script.cases);
  const lanes = [startedAt, startedAt + 2_500];
  const referenceId = uuid(seed, `batch ${name}`);
  const runs = ways.map((way, index): CognigyRunPlan => {
    const lane = lanes.indexOf(Math.min(...lanes));
    const begin = lanes[lane] ?? startedAt;
    const plan = planRun({
      script,
      way,
      slots: cases[index % cases.length] ?? {},
      random: randomFrom(seed, `${name}/${index}`),
      errors: technicalErrors,
      begin,
      stopAt:
        batch.stoppedAfterSeconds === undefined ? Infinity : startedAt + batch.stoppedAfterSeconds * 1000,
      createdAt,
      turnId: (turn) => hexId(seed, `turn ${name}/${index}/${turn}`),
      head: {
        id: hexId(seed, `run ${name}/${index}`),
        organisationReference: origin.organisationReference,
        projectReference: origin.projectReference,
        simulationReference: scenarioReference(seed, script),
        simulationRunBatchReference: referenceId,
        sequence: index + 1,
        largeLanguageModelReferenceId: uuid(seed, `model ${batch.model}`),
      },
      successCriteria: criteriaOf(script),
      createdBy: origin.author,
      endPointType: batch.endpoints[index % batch.endpoints.length] ?? null,
      maxTurns: script.maxTurns,
    });
    lanes[lane] = Math.max(begin, endOf(plan)) + random.integer(400, 1800);
    return plan;
  });
  return {
    id: hexId(seed, `batch ${name}`),
    referenceId,
    simulationReference: scenarioReference(seed, script),
    createdAt,
    startedAt,
    runs,
  };
}

/** Counts what has ended; `failedRuns` are the technical errors, a missed criterion is a run that worked. */
function batchRecord(batch: PlannedBatch, now: number): JsonObject {
  const ended = batch.runs.filter((run) => now >= endOf(run));
  const completedAt = Math.max(...batch.runs.map(endOf)) + 800;
  const over = { completedAt: now >= completedAt ? completedAt : (null as Json) };
  return {
    id: batch.id,
    referenceId: batch.referenceId,
    simulationReference: batch.simulationReference,
    runs: batch.runs.length,
    completedRuns: ended.length,
    failedRuns: ended.filter(({ ending }) => ending.kind === 'error').length,
    createdAt: batch.createdAt,
    startedAt: now >= batch.startedAt ? batch.startedAt : null,
    ...over,
  };
}

function upcoming(batches: readonly PlannedBatch[], now: number): string | null {
  const times = batches.map(({ createdAt }) => createdAt).filter((createdAt) => createdAt > now);
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}

function scenarioReference(seed: number, script: ScenarioScript): string {
  return uuid(seed, `scenario ${script.key}`);
}

/** Every documented field of both answers has a place in the domain, and what is not documented survives. */
import { factValue as fact } from '../../../src/core/run/facts.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Collection, Run } from '../../../src/core/run/run.ts';
import {
  all,
  collections,
  promptingPage,
  readOne,
  readOnePrompting,
  rig,
  runsPage,
  simulation,
  runs,
  whole,
} from './support.ts';

const created = Date.UTC(2026, 10, 22, 10);

/** The run of docs/contracts.md A6 with every documented field, each with a value of its own. */
const cognigyRun = {
  id: 'run-id',
  organisationReference: 'org-ref',
  projectReference: 'project-ref',
  simulationReference: 'scenario-ref',
  simulationRunBatchReference: 'batch-ref',
  sequence: 7,
  largeLanguageModelReferenceId: 'llm-ref',
  turns: [
    { id: 'turn-1', sequence: 1, text: 'Hello', data: { a: 1 }, createdAt: created },
    { id: 'turn-2', sequence: 2, text: 'Hi', data: {}, createdAt: created + 41_000 },
  ],
  totalTurns: 21,
  successCriteria: [{ type: 'text', params: { name: 'Order Located', text: 'The agent finds it' } }],
  metrics: {
    success: false,
    results: [{ name: 'Order Located', success: false, reason: 'It did not' }],
    successRate: { percentage: 33, numerator: 1, denominator: 4 },
    summary: 'A summary',
    isBatchStopped: false,
    isConversationEnded: true,
    errorInfo: { message: 'Boom', technicalDetails: { code: 42 } },
  },
  createdAt: created,
  createdBy: 'user-ref',
  endPointType: 'webchat3',
  maxTurns: 25,
  duration: 42_000,
  expiresAt: '2026-12-22T10:00:00.000Z',
};

const cognigyPlaces: Record<string, [(run: Run) => unknown, unknown]> = {
  id: [(run) => [run.ref.run, run.ids[0]], ['run-id', ['Run', 'run-id']]],
  organisationReference: [(run) => run.ids.at(-1), ['Organisation', 'org-ref']],
  projectReference: [(run) => run.ids.at(-2), ['Project', 'project-ref']],
  simulationReference: [(run) => run.ids.at(-3), ['Scenario', 'scenario-ref']],
  simulationRunBatchReference: [(run) => run.ids.at(-4), ['Simulation', 'batch-ref']],
  sequence: [(run) => [run.sequence, run.title], [7, 'Run 7']],
  largeLanguageModelReferenceId: [(run) => fact(run, 'model'), 'llm-ref'],
  'turns[].id': [(run) => run.turns?.map(({ id }) => id), ['turn-1', 'turn-2']],
  'turns[].sequence': [(run) => run.turns?.map(({ sequence }) => sequence), [1, 2]],
  'turns[].text': [(run) => run.turns?.map(({ text }) => text), ['Hello', 'Hi']],
  'turns[].data': [(run) => run.turns?.map(({ data }) => data), [{ a: 1 }, undefined]],
  'turns[].createdAt': [(run) => run.turns?.map((turn) => turn.createdAt?.ms), [created, created + 41_000]],
  totalTurns: [(run) => run.totalTurns, 21],
  'successCriteria[].type': [(run) => run.criteria[0]?.type, 'text'],
  'successCriteria[].params.name': [(run) => run.criteria[0]?.name, 'Order Located'],
  'successCriteria[].params.text': [(run) => run.criteria[0]?.text, 'The agent finds it'],
  successCriteria: [(run) => run.criteria[0]?.raw, cognigyRun.successCriteria[0]],
  'metrics.success': [(run) => run.verdict, 'failed'],
  'metrics.results[]': [
    (run) => [run.criteria[0]?.met, run.criteria[0]?.reason, run.criteria[0]?.result],
    ['notMet', 'It did not', cognigyRun.metrics.results[0]],
  ],
  'metrics.successRate': [(run) => run.successRate, { percentage: 25, numerator: 1, denominator: 4 }],
  'metrics.summary': [(run) => run.summary, 'A summary'],
  'metrics.isConversationEnded': [(run) => run.conversationEnded, true],
  'metrics.errorInfo.message': [(run) => run.error?.message, 'Boom'],
  'metrics.errorInfo.technicalDetails': [(run) => run.error?.technicalDetails, { code: 42 }],
  createdAt: [(run) => run.createdAt, { ms: created, raw: created }],
  createdBy: [(run) => run.rest, { createdBy: 'user-ref' }],
  endPointType: [(run) => fact(run, 'endpointType'), 'webchat3'],
  maxTurns: [(run) => run.maxTurns, 25],
  duration: [(run) => run.duration, { ms: 42_000, raw: 42_000, assumedUnit: true }],
  expiresAt: [(run) => run.expiresAt, { ms: Date.UTC(2026, 11, 22, 10), raw: '2026-12-22T10:00:00.000Z' }],
};

test('every field of a Simulator run has a place', async (t) => {
  const run = whole(await readOne(t, cognigyRun));
  for (const [field, [place, value]] of Object.entries(cognigyPlaces))
    assert.deepEqual(place(run), value, field);
});

test('isBatchStopped is the state', async (t) => {
  const metrics = { ...cognigyRun.metrics, isBatchStopped: true, errorInfo: null };
  assert.equal(whole(await readOne(t, { ...cognigyRun, metrics })).state, 'stopped');
});

const promptingRun = {
  id: 'run-id',
  environmentId: 'env-id',
  taskId: 'task-id',
  organizationId: 'org-id',
  status: 'completed',
  sandboxId: 'sandbox-id',
  sandboxSnapshot: 'snapshot',
  overallScore: 55.5,
  passed: false,
  tokensUsed: 12345,
  costUsd: 0.0171,
  startedAt: '2026-11-22T10:00:00.000Z',
  completedAt: '2026-11-22T10:01:00.000Z',
  duration: 60_000,
  createdAt: '2026-11-22T09:59:00.000Z',
  updatedAt: '2026-11-22T10:02:00.000Z',
  deletedAt: '2026-11-22T10:03:00.000Z',
  volumeIds: ['v1'],
  logS3Keys: { session: 'key' },
  metadata: { note: 1, goals: [{ name: 'Builds', success: false, reason: 'It does not' }] },
  environment: {
    id: 'env-id',
    name: 'codex · OpenAI',
    agentConfig: { harness: 'codex', provider: 'openai', model: 'gpt-x' },
    task: null,
  },
  task: { id: 'task-id', name: 'Fix the test', category: 'coding' },
};

const at = (raw: string) => ({ ms: Date.parse(raw), raw });

const promptingPlaces: Record<string, [(run: Run) => unknown, unknown]> = {
  id: [(run) => [run.ref.run, run.ids[0]], ['run-id', ['Run', 'run-id']]],
  taskId: [(run) => run.ids[1], ['Task', 'task-id']],
  environmentId: [(run) => run.ids[2], ['Environment', 'env-id']],
  organizationId: [(run) => run.ids[3], ['Organization', 'org-id']],
  sandboxId: [(run) => run.ids[4], ['Sandbox', 'sandbox-id']],
  status: [(run) => [run.state, run.rawState], ['finished', 'completed']],
  overallScore: [(run) => fact(run, 'score'), 55.5],
  passed: [(run) => run.verdict, 'failed'],
  tokensUsed: [(run) => fact(run, 'tokens'), 12345],
  costUsd: [(run) => fact(run, 'costUsd'), 0.0171],
  startedAt: [(run) => run.startedAt, at(promptingRun.startedAt)],
  completedAt: [(run) => run.completedAt, at(promptingRun.completedAt)],
  duration: [(run) => run.duration, { ms: 60_000, raw: 60_000, assumedUnit: true }],
  createdAt: [(run) => run.createdAt, at(promptingRun.createdAt)],
  updatedAt: [(run) => run.updatedAt, at(promptingRun.updatedAt)],
  deletedAt: [(run) => run.deletedAt, at(promptingRun.deletedAt)],
  'environment.name': [(run) => fact(run, 'environment'), 'codex · OpenAI'],
  'environment.agentConfig': [
    (run) => [fact(run, 'harness'), fact(run, 'model')],
    ['codex', 'openai / gpt-x'],
  ],
  'task.name': [(run) => fact(run, 'task'), 'Fix the test'],
  'metadata.goals': [
    (run) => run.criteria.map(({ name, met, reason }) => [name, met, reason]),
    [['Builds', 'notMet', 'It does not']],
  ],
  'sandboxSnapshot, volumeIds, logS3Keys, metadata, environment, task': [
    (run) => run.rest,
    {
      sandboxSnapshot: 'snapshot',
      volumeIds: ['v1'],
      logS3Keys: { session: 'key' },
      metadata: promptingRun.metadata,
      environment: promptingRun.environment,
      task: promptingRun.task,
    },
  ],
};

test('every field of an agent simulation run has a place', async (t) => {
  const run = whole(await readOnePrompting(t, promptingRun));
  for (const [field, [place, value]] of Object.entries(promptingPlaces))
    assert.deepEqual(place(run), value, field);
});

test('the task of the environment stands in for a task that is missing', async (t) => {
  const environment = { ...promptingRun.environment, task: { id: 'task-2', name: 'From there' } };
  const run = whole(await readOnePrompting(t, { ...promptingRun, task: null, taskId: null, environment }));
  assert.deepEqual([fact(run, 'task'), run.ids[1]], ['From there', ['Task', 'task-2']]);
});

/** Words and values of a collection, as the tooltip and the JSON show them. */
function shown({ title, facts, rest, createdAt, counts }: Collection): string {
  return JSON.stringify([title, facts, rest, createdAt, counts]);
}

test('every field of scenarios and simulations is shown somewhere', async (t) => {
  const scenario = {
    id: 'v-id',
    referenceId: 'v-referenceId',
    name: 'v-name',
    persona: 'v-persona',
    personaName: 'v-personaName',
    mission: 'v-mission',
    successCriteria: [{ type: 'v-type', params: {} }],
    organisationReference: 'v-organisationReference',
    projectReference: 'v-projectReference',
    createdAt: 1_790_000_000_001,
    createdBy: 'v-createdBy',
    lastChanged: 1_790_000_000_002,
    lastChangedBy: 'v-lastChangedBy',
    maxTurns: 1003,
    timeout: 1004,
    aiAgentReferenceId: 'v-aiAgentReferenceId',
    aiAgentId: 'v-aiAgentId',
    flowReferenceId: 'v-flowReferenceId',
    flowId: 'v-flowId',
    jobNodeId: 'v-jobNodeId',
    updatedAt: 1_790_000_000_005,
    updatedBy: 'v-updatedBy',
    nextScheduledRun: 'v-nextScheduledRun',
  };
  const batch = {
    id: 'v-id',
    referenceId: 'v-referenceId',
    simulationReference: 'v-simulationReference',
    runs: 1001,
    completedRuns: 1002,
    failedRuns: 1003,
    createdAt: 1_790_000_000_004,
    startedAt: '2026-11-22 unclear',
    completedAt: 'v-completedAt',
  };
  const samples = await rig(t, {
    answer: ({ path }) => JSON.stringify({ data: [path.endsWith('/batches') ? batch : scenario] }),
  });
  for (const [path, record] of [
    [[], scenario],
    [['scenario:s1'], batch],
  ] as const) {
    const [item] = collections(await all(samples.cognigy, path));
    assert.ok(item);
    for (const [field, value] of Object.entries(record))
      assert.ok(shown(item).includes(typeof value === 'object' ? 'v-type' : String(value)), field);
  }
});

test('fields, states and endpoint types that nobody documented survive', async (t) => {
  const run = whole(
    await readOne(t, {
      ...{ id: 'r', status: 'SLEEPING', endPointType: 'telepathy', futureField: { deep: [1] } },
      turns: [{ text: 'x', mood: 'sour' }],
      metrics: { latency: 9, successRate: { margin: 2 }, errorInfo: { message: 'm', hint: 'h' } },
    }),
  );
  assert.deepEqual(
    [run.state, run.rawState, fact(run, 'endpointType')],
    ['unknown', 'SLEEPING', 'telepathy'],
  );
  assert.deepEqual(run.rest, {
    futureField: { deep: [1] },
    metrics: { latency: 9, successRate: { margin: 2 } },
  });
  assert.deepEqual(run.turns?.[0]?.extra, { mood: 'sour' });
  assert.deepEqual(run.error?.technicalDetails, { message: 'm', hint: 'h' });
  const other = whole(await readOnePrompting(t, { id: 'r', status: 'dreaming', futureField: 1 }));
  assert.deepEqual([other.state, other.rawState, other.rest], ['unknown', 'dreaming', { futureField: 1 }]);
});

test('a field that is named __proto__ survives and changes nothing else', async (t) => {
  const run = whole(await readOne(t, '{"id":"r","__proto__":{"polluted":true}}'));
  assert.deepEqual(Object.keys(run.rest), ['__proto__']);
  assert.equal('polluted' in {}, false);
});

test('the raw JSON of a run is what was sent, byte for byte', async (t) => {
  const exact = String.raw`{ "z":1.0, "id":"r\u0031\n\"]}", "big":12345678901234567890,"e":1e400 ,"a":[ ],"z":-0 }`;
  const others = ['{"id":"other","turns":[{"text":"],[{"}]}', '7'];
  const texts = {
    cognigy: runsText('{"data":[', ']}'),
    promptingCompany: runsText('{"ok":true,"data":{"runs":[', '],"total":3}}'),
  };
  function runsText(before: string, after: string): string {
    return ` ${before}\n ${others[0]} ,${exact}\t, ${others[1]}${after} `;
  }
  for (const provider of ['cognigy', 'promptingCompany'] as const) {
    const samples = await rig(t, { answer: () => texts[provider] });
    const found = runs(await all(samples[provider], provider === 'cognigy' ? simulation : ['task:t']));
    assert.deepEqual(
      found.map((item) => item.raw()),
      [others[0], exact, others[1]],
    );
  }
  const alone = await rig(t, { answer: () => ` ${exact}\n` });
  const ref = { connection: 'c', path: simulation, run: 'r' };
  assert.equal((await alone.cognigy.run(ref, new AbortController().signal)).raw(), exact);
});

test('moments come as ISO text, seconds or milliseconds', async (t) => {
  const expected = Date.UTC(2026, 10, 22, 10);
  for (const createdAt of ['2026-11-22T10:00:00Z', '2026-11-22T11:00:00+01:00', expected / 1000, expected]) {
    assert.deepEqual(whole(await readOne(t, { id: 'r', createdAt })).createdAt, {
      ms: expected,
      raw: createdAt,
    });
    const other = whole(await readOnePrompting(t, { id: 'r', createdAt }));
    assert.deepEqual(other.createdAt, { ms: expected, raw: createdAt });
  }
  for (const createdAt of ['Run 5', 'soon', 1e300])
    assert.deepEqual(whole(await readOne(t, { id: 'r', createdAt })).createdAt, {
      ms: undefined,
      raw: createdAt,
    });
  assert.equal(whole(await readOne(t, { id: 'r', createdAt: '' })).createdAt, undefined);
});

test('a run of nulls reports nothing, and says nothing that nobody reported', async (t) => {
  const nulls = (record: object) => Object.fromEntries(Object.keys(record).map((key) => [key, null]));
  const expected = {
    verdict: 'none',
    error: undefined,
    reason: undefined,
    turns: undefined,
    criteria: [],
    successRate: undefined,
    summary: undefined,
    createdAt: undefined,
    duration: undefined,
    ids: [['Run', 'r1']],
  };
  const facts = ({ facts }: Run) => facts.map(({ key, value }) => [key, value]);
  const one = whole(await readOne(t, { ...nulls(cognigyRun), id: 'r1' }));
  assert.partialDeepStrictEqual(one, { ...expected, state: 'queued', title: 'Run r1' });
  assert.deepEqual(facts(one), [
    ['model', undefined],
    ['endpointType', undefined],
  ]);
  const other = whole(await readOnePrompting(t, { ...nulls(promptingRun), id: 'r1' }));
  assert.partialDeepStrictEqual(other, { ...expected, state: 'unknown', title: 'Run r1' });
  assert.ok(facts(other).some(([key]) => key === 'costUsd'));
  assert.ok(facts(other).every(([, value]) => value === undefined));
  const metrics = nulls(cognigyRun.metrics);
  assert.partialDeepStrictEqual(whole(await readOne(t, { id: 'r1', metrics, turns: [{}] })), {
    verdict: 'none',
    state: 'unknown',
    turns: [{ text: undefined, data: undefined, role: undefined }],
  });
});

test('an empty envelope is an empty page', async (t) => {
  const samples = await rig(t, {
    answer: ({ path }) => (path.startsWith('/api') ? promptingPage([], 0) : runsPage([], { total: 0 })),
  });
  assert.deepEqual(await all(samples.cognigy, simulation), []);
  assert.deepEqual(await all(samples.promptingCompany, []), []);
});

/** State, verdict, outcome and reason, as docs/contracts.md A6 and B4 derive them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeOf } from '../../../src/core/run/outcome.ts';
import type { Outcome, State } from '../../../src/core/run/run.ts';
import { pageOf, never, promptingPage, rig, runs, runsPage, simulation, task, whole } from './support.ts';

const error = { errorInfo: { message: 'Agent  did\nnot answer' } };
const stopped = { isBatchStopped: true };
const results = [
  { name: 'A', success: true },
  { name: 'B', success: false },
  { name: 'C', success: false },
];

type Row = [fields: object, state: State, outcome: Outcome, reason: string | undefined];

const cognigyRows: Row[] = [
  [{}, 'queued', 'queued', undefined],
  [{ metrics: null, turns: [] }, 'queued', 'queued', undefined],
  [{ metrics: null, turns: [{}] }, 'running', 'running', undefined],
  [{ metrics: {} }, 'unknown', 'unknown', undefined],
  [{ metrics: { errorInfo: {} } }, 'unknown', 'unknown', undefined],
  [{ metrics: { success: true } }, 'finished', 'passed', undefined],
  [{ metrics: { success: false } }, 'finished', 'failed', 'the service did not report why'],
  [{ metrics: { success: false, summary: ' Too\nslow ' } }, 'finished', 'failed', 'Too slow'],
  [{ metrics: { success: false, results } }, 'finished', 'failed', 'criterion not met: B (and 1 more)'],
  [{ metrics: error }, 'finished', 'errored', 'Agent did not answer'],
  [{ metrics: { ...error, success: true } }, 'finished', 'errored', 'Agent did not answer'],
  [{ metrics: { ...error, ...stopped } }, 'stopped', 'errored', 'Agent did not answer'],
  [
    { metrics: { errorInfo: { technicalDetails: 'E1' } } },
    'finished',
    'errored',
    'an error without a message',
  ],
  [{ metrics: { ...stopped, success: false } }, 'stopped', 'stopped', 'the simulation was stopped'],
  [{ status: 'IN_PROGRESS' }, 'running', 'running', undefined],
  [{ status: 'queued' }, 'queued', 'queued', undefined],
  [{ status: 'COMPLETED' }, 'finished', 'unknown', undefined],
  [{ status: 'COMPLETED', metrics: { success: true } }, 'finished', 'passed', undefined],
  [{ status: 'STOPPED' }, 'stopped', 'stopped', 'the simulation was stopped'],
  [{ status: 'HIBERNATING' }, 'unknown', 'unknown', undefined],
];

const gaveUp = 'given up by the service, which reported no cause';
const promptingRows: Row[] = [
  [{}, 'unknown', 'unknown', undefined],
  [{ status: 'queued' }, 'queued', 'queued', undefined],
  [{ status: 'pending' }, 'queued', 'queued', undefined],
  [{ status: 'creating_sandbox' }, 'running', 'running', undefined],
  [{ status: 'running' }, 'running', 'running', undefined],
  [{ status: 'evaluating' }, 'running', 'running', undefined],
  [{ status: 'analyzing' }, 'running', 'running', undefined],
  [{ status: 'completed' }, 'finished', 'unknown', undefined],
  [{ status: 'completed', passed: true }, 'finished', 'passed', undefined],
  [{ status: 'completed', passed: false }, 'finished', 'failed', 'goals not passed'],
  [{ status: 'completed', passed: false, overallScore: 0 }, 'finished', 'failed', 'score 0 of 100'],
  [
    { status: 'completed', passed: false, overallScore: 9, metadata: { goals: results } },
    'finished',
    'failed',
    'goal not met: B (and 1 more)',
  ],
  [{ status: 'failed' }, 'finished', 'errored', gaveUp],
  [{ status: 'failed', metadata: { error: 'No  disk' } }, 'finished', 'errored', 'No disk'],
  [{ status: 'failed', metadata: { error: { message: 'No disk' } } }, 'finished', 'errored', 'No disk'],
  [{ status: 'failed', passed: false }, 'finished', 'failed', 'goals not passed'],
  [{ status: 'cancelled' }, 'stopped', 'stopped', 'the run was cancelled'],
  [{ status: 'cancelled', passed: false }, 'stopped', 'stopped', 'the run was cancelled'],
  [{ status: 'teleporting' }, 'unknown', 'unknown', undefined],
];

const tables = [
  ['cognigy', simulation, cognigyRows, (rows: object[]) => runsPage(rows)],
  ['promptingCompany', task, promptingRows, (rows: object[]) => promptingPage(rows, rows.length)],
] as const;

for (const [provider, path, rows, page] of tables)
  test(`${provider}: state, outcome and reason`, async (t) => {
    const text = page(rows.map(([fields], i) => ({ id: `r${i}`, ...fields })));
    const samples = await rig(t, { answer: () => text });
    const found = runs((await samples[provider].list(path, pageOf(), never)).items).map(whole);
    assert.deepEqual(
      found.map((run, i) => [rows[i]?.[0], run.state, outcomeOf(run), run.reason]),
      rows,
    );
  });

test('an error that nobody explained has no message of ours', async (t) => {
  const samples = await rig(t, { answer: () => promptingPage([{ id: 'r', status: 'failed' }], 1) });
  const [run] = runs((await samples.promptingCompany.list(task, pageOf(), never)).items);
  assert.deepEqual(run?.kind === 'run' && run.error, { message: undefined, technicalDetails: undefined });
});

test('success rates are counted again where both numbers are there', async (t) => {
  const rates = [
    [{ percentage: 1, numerator: 2, denominator: 3 }, 200 / 3],
    [{ percentage: 40, numerator: 0, denominator: 0 }, 40],
    [{ percentage: 0 }, 0],
    [{}, undefined],
  ] as const;
  const text = runsPage(rates.map(([successRate], i) => ({ id: `r${i}`, metrics: { successRate } })));
  const samples = await rig(t, { answer: () => text });
  const found = runs((await samples.cognigy.list(simulation, pageOf(), never)).items).map(whole);
  assert.deepEqual(
    found.map((run) => run.successRate?.percentage),
    rates.map(([, percentage]) => percentage),
  );
});

test('a duration is in seconds only where the turns say so', async (t) => {
  const turns = [{ createdAt: 1_790_000_000_000 }, { createdAt: 1_790_000_040_000 }];
  const durations: [object, number][] = [
    [{ duration: 42, turns }, 42_000],
    [{ duration: 42_000, turns }, 42_000],
    [{ duration: 42 }, 42],
    [{ duration: 0, turns }, 0],
    [{ duration: 42, turns: turns.toReversed() }, 42],
  ];
  const text = runsPage(durations.map(([fields], i) => ({ id: `r${i}`, ...fields })));
  const samples = await rig(t, { answer: () => text });
  const found = runs((await samples.cognigy.list(simulation, pageOf(), never)).items).map(whole);
  assert.deepEqual(
    found.map((run) => run.duration?.ms),
    durations.map(([, ms]) => ms),
  );
  assert.ok(found.every((run) => run.duration?.assumedUnit));
});

test('a duration of an agent is in seconds only where its start and end say so', async (t) => {
  const times = { startedAt: '2026-11-20T10:00:00Z', completedAt: '2026-11-20T10:01:38Z' };
  const durations: [object, number][] = [
    [{ duration: 98, ...times }, 98_000],
    [{ duration: 98_607, ...times }, 98_607],
    [{ duration: 98, startedAt: times.startedAt, completedAt: null }, 98],
    [{ duration: 98 }, 98],
  ];
  const rows = durations.map(([fields], i) => ({ id: `r${i}`, status: 'completed', ...fields }));
  const samples = await rig(t, { answer: () => promptingPage(rows, rows.length) });
  const found = runs((await samples.promptingCompany.list(task, pageOf(), never)).items).map(whole);
  assert.deepEqual(
    found.map((run) => run.duration?.ms),
    durations.map(([, ms]) => ms),
  );
  assert.ok(found.every((run) => run.duration?.assumedUnit));
});

test('a role is believed only where the data plainly names one', async (t) => {
  const turns = [
    { data: { role: 'agent' } },
    { speaker: 'user', data: { role: 'agent' } },
    { data: { role: { name: 'agent' } } },
    { data: { source: 'x'.repeat(41) } },
    { data: { type: 'text' } },
    {},
  ];
  const samples = await rig(t, { answer: () => runsPage([{ id: 'r', turns }]) });
  const [run] = runs((await samples.cognigy.list(simulation, pageOf(), never)).items).map(whole);
  assert.deepEqual(
    run?.turns?.map(({ role }) => role),
    ['agent', 'user', ...Array<undefined>(4)],
  );
});

test('what a simulation counts is no verdict: nothing is passed that nobody judged', async (t) => {
  const data = [
    [{ createdAt: 1 }, 'queued'],
    [{ startedAt: 1 }, 'running'],
    [{ startedAt: 1, completedAt: 2, failedRuns: 0 }, 'unknown'],
    [{ startedAt: 1, completedAt: 0 }, 'running'],
    [{ startedAt: '0001-01-01T00:00:00Z', completedAt: '0001-01-01T00:00:00Z' }, 'queued'],
    [{ completedAt: 2, failedRuns: 1 }, 'unknown'],
    [{ status: 'STOPPED', completedAt: 2 }, 'stopped'],
    [{ status: 'FAILED' }, 'failed'],
    [{ status: 'IN_PROGRESS' }, 'running'],
  ] as const;
  const batches = data.map(([fields], i) => ({ referenceId: `b${i}`, ...fields }));
  const samples = await rig(t, { answer: () => JSON.stringify({ data: batches }) });
  const { items } = await samples.cognigy.list(['scenario:s'], pageOf(), never);
  assert.deepEqual(
    items.map((item) => item.kind === 'collection' && item.outcome),
    data.map(([, outcome]) => outcome),
  );
});

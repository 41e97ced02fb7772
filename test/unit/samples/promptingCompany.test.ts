import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestService } from './support.ts';
import { service } from './support.ts';
import { parseSampleData } from '../../../src/samples/folder.ts';

interface Answer {
  readonly ok: true;
  readonly data: { readonly runs: readonly { readonly id: string }[]; readonly total: number };
}

const path = '/api/v1/agent-simulation/runs';
const task = { id: 't1', name: 'Write a Quickstart', category: 'documentation' };
const environment = { id: 'e1', name: 'Claude Code', task: null };

const data = parseSampleData({
  promptingCompany: JSON.stringify({
    tasks: [task],
    environments: [environment],
    runs: [
      {
        id: 'r1',
        environmentId: 'e1',
        taskId: 't1',
        status: 'completed',
        createdAt: '2026-11-01',
        task,
        overallScore: 50,
      },
      {
        id: 'r2',
        environmentId: 'e2',
        taskId: 't1',
        status: 'failed',
        createdAt: '2026-11-03',
        task,
        overallScore: 20,
      },
      {
        id: 'r3',
        environmentId: 'e1',
        taskId: null,
        status: 'completed',
        createdAt: '2026-11-02',
        environment: { ...environment, task: { ...task, name: 'Ad hoc' } },
        metadata: { experimentId: 'x1', iterationId: 'i1' },
        overallScore: null,
      },
    ],
  }),
});

async function ids(samples: TestService, query: string): Promise<string[]> {
  const answer: Answer = await samples.json(`${path}?${query}`);
  return answer.data.runs.map(({ id }) => id);
}

test('lists the newest first in its envelope, without an echo of the page', async (t) => {
  const samples = await service(t, { data });
  const answer: Answer = await samples.json(path);
  assert.deepEqual(Object.keys(answer), ['ok', 'data']);
  assert.deepEqual(Object.keys(answer.data), ['runs', 'total']);
  assert.equal(answer.data.total, 3);
  assert.deepEqual(await ids(samples, ''), ['r2', 'r3', 'r1']);
});

const narrowed = {
  'environmentId=e1': ['r3', 'r1'],
  'taskId=t1': ['r2', 'r1'],
  'status=completed': ['r3', 'r1'],
  'status=unheard-of': [],
  'experimentId=x1': ['r3'],
  'iterationId=i1': ['r3'],
  'search=QUICK': ['r2', 'r1'],
  'search=claude': ['r3'],
  'search=ad%20hoc': ['r3'],
  'status=completed&taskId=t1': ['r1'],
  'orderBy=createdAt&order=asc': ['r1', 'r3', 'r2'],
  'orderBy=overallScore&order=asc': ['r2', 'r1', 'r3'],
  'pageSize=2': ['r2', 'r3'],
  'pageSize=2&page=2': ['r1'],
  'pageSize=2&page=3': [],
  'somethingElse=1': ['r2', 'r3', 'r1'],
};

for (const [query, expected] of Object.entries(narrowed)) {
  test(`answers ${query}`, async (t) => {
    assert.deepEqual(await ids(await service(t, { data }), query), expected);
  });
}

test('the total counts what the filter leaves, not the page', async (t) => {
  const samples = await service(t, { data });
  const answer: Answer = await samples.json(`${path}?status=completed&pageSize=1`);
  assert.equal(answer.data.total, 2);
});

const refused = {
  'page=0': ['page', 'page must be an integer, from 1 to 1000000.'],
  'page=x': ['page', 'page must be an integer, from 1 to 1000000.'],
  'page=1.5': ['page', 'page must be an integer, from 1 to 1000000.'],
  'pageSize=0': ['pageSize', 'pageSize must be an integer, from 1 to 100.'],
  'pageSize=101': ['pageSize', 'pageSize must be an integer, from 1 to 100.'],
  'order=up': ['order', 'order must be one of asc, desc.'],
  'orderBy=name': [
    'orderBy',
    'orderBy must be one of createdAt, updatedAt, startedAt, completedAt, overallScore, costUsd.',
  ],
} as const;

for (const [query, [parameter, message]] of Object.entries(refused)) {
  test(`refuses ${query}`, async (t) => {
    const samples = await service(t, { data });
    const answer = await samples.ask(`${path}?${query}`);
    assert.equal(answer.status, 422);
    assert.ok(answer.headers.has('x-request-id'));
    assert.deepEqual(await answer.json(), {
      ok: false,
      code: 'VALIDATION_ERROR',
      message: 'validation_failed',
      details: { issues: [{ path: [parameter], message }] },
    });
  });
}

test('other routes are not public', async (t) => {
  const samples = await service(t, { data });
  const answer = await samples.ask(`${path}/r1`);
  assert.equal(answer.status, 404);
  assert.deepEqual(await answer.json(), { ok: false, code: 'NOT_FOUND', message: 'not found' });
});

test('offers only the service that has data', async (t) => {
  const samples = await service(t, { data });
  assert.deepEqual(
    samples.connections.map(({ id }) => id),
    ['sample-promptingCompany'],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGoing } from '../../../src/core/live/going.ts';
import { PromptingCompanyClient } from '../../../src/providers/promptingCompany/client.ts';
import type { Asked } from './support.ts';
import {
  all,
  collections,
  errorOf,
  never,
  pageOf,
  promptingPage,
  rig,
  runs,
  task,
  whole,
} from './support.ts';

test('all parameters of the endpoint', async () => {
  const asked: string[] = [];
  const http = {
    get: (url: URL) => {
      asked.push(url.pathname + url.search);
      return Promise.resolve({ status: 200, text: '{"data":{"runs":[]}}', requestId: undefined });
    },
  };
  const client = new PromptingCompanyClient(http, 'https://app.example.com');
  const ids = { environmentId: 'e', taskId: 't', experimentId: 'x', iterationId: 'i' };
  await client.runs({ ...ids, status: 'running', search: 'a&b', page: 2, pageSize: 50 }, never);
  await client.runs({ taskId: '', page: 1 }, never);
  assert.deepEqual(asked, [
    '/api/v1/agent-simulation/runs?environmentId=e&taskId=t&experimentId=x&iterationId=i&status=running&search=a%26b&page=2&pageSize=50',
    '/api/v1/agent-simulation/runs?page=1',
  ]);
});

test('what the reader asks for reaches the service', async (t) => {
  const samples = await rig(t, { answer: () => promptingPage([], 0) });
  const filter = { status: 'running', environmentId: 'e', experimentId: 'x', iterationId: 'i', search: 's' };
  await samples.promptingCompany.list([], pageOf({ filter }), never);
  await samples.promptingCompany.list(task, pageOf({ filter, limit: 7 }), never);
  await samples.promptingCompany.list(['environment:e2'], pageOf({ limit: 500 }), never);
  assert.deepEqual(
    samples.asked.map(({ query }) => query),
    [
      { ...filter, page: '1', pageSize: '100' },
      { ...filter, taskId: 't1', page: '1', pageSize: '7' },
      { environmentId: 'e2', page: '1', pageSize: '100' },
    ],
  );
});

test('tasks are collected from the runs seen, over all pages', async (t) => {
  const samples = await rig(t);
  const titles = collections(await all(samples.promptingCompany, [])).map(({ title }) => title);
  assert.deepEqual(titles.sort(), [
    'Add a Stripe webhook endpoint to an Express app',
    'Compare three vector databases for 50 million rows',
    'Find out why churn rose in Q3 from the event log',
    'Make the flaky checkout test stable 🧪',
    'Migrate session cookies to short-lived tokens',
    'No task',
    'Write a quickstart for the Python SDK (Größe: eine Seite)',
  ]);
});

test('the same runs by environment', async (t) => {
  const samples = await rig(t);
  const byTask = collections(await all(samples.promptingCompany, []));
  const byEnvironment = collections(await all(samples.promptingCompany, [], { grouping: 'environment' }));
  const total = (items: typeof byTask) => items.reduce((sum, { counts }) => sum + (counts?.runs ?? 0), 0);
  assert.equal(byEnvironment.length, 3);
  assert.equal(total(byTask), 95);
  assert.equal(total(byEnvironment), 95);
  for (const { path, counts } of byEnvironment)
    assert.equal(runs(await all(samples.promptingCompany, path)).length, counts?.runs);
});

test('pages of seven bring what one page of a hundred brings', async (t) => {
  const samples = await rig(t);
  const [group] = collections(await all(samples.promptingCompany, []));
  const ids = async (limit: number) =>
    runs(await all(samples.promptingCompany, group?.path ?? [], { limit })).map(({ ref }) => ref.run);
  const whole = await ids(100);
  assert.ok(whole.length > 7);
  samples.asked.length = 0;
  assert.deepEqual(await ids(7), whole);
  assert.deepEqual(
    samples.asked.slice(0, 2).map(({ query }) => [query['page'], query['pageSize']]),
    [
      ['1', '7'],
      ['2', '7'],
    ],
  );
});

test('the size of a page stays what it was on the first one, so that none is skipped', async (t) => {
  const samples = await rig(t, { answer: ({ query }) => promptingPage([{ id: `r${query['page']}` }], 9) });
  const first = await samples.promptingCompany.list(task, pageOf({ limit: 50 }), never);
  await samples.promptingCompany.list(task, pageOf({ limit: 20, cursor: first.next }), never);
  assert.deepEqual(
    samples.asked.map(({ query }) => query['pageSize']),
    ['50', '50'],
  );
});

test('groups grow from page to page and say how much was seen', async (t) => {
  const rowsOf = ({ query }: Asked) =>
    query['page'] === '1'
      ? [
          { id: 'a', taskId: 't1', passed: true, status: 'completed' },
          { id: 'b', taskId: 't2', task: { id: 't2', name: 'Second' } },
        ]
      : [
          { id: 'a', taskId: 't1' },
          { id: 'c', taskId: 't1', environment: { task: { id: 't1', name: 'First' } } },
          { id: 'd', taskId: null, task: null },
        ];
  const samples = await rig(t, { answer: (asked) => promptingPage(rowsOf(asked), 5) });
  const { promptingCompany } = samples;
  const first = await promptingCompany.list([], pageOf(), never);
  assert.deepEqual(
    collections(first.items).map(({ title, counts }) => [title, counts?.runs, counts?.passed]),
    [
      ['Task t1', 1, 1],
      ['Second', 1, 0],
    ],
  );
  assert.deepEqual([first.note, first.total], ['2 of 5 runs seen', undefined]);
  const second = await promptingCompany.list([], pageOf({ cursor: first.next }), never);
  assert.deepEqual(
    collections(second.items).map(({ title, counts, path }) => [title, counts?.runs, path]),
    [
      ['First', 2, ['task:t1']],
      ['No task', 1, ['task:']],
    ],
  );
  assert.equal(second.next, undefined);
  const afresh = await promptingCompany.list([], pageOf(), never);
  assert.equal(collections(afresh.items)[0]?.counts?.runs, 1);
});

test('a run with a status that nobody knows is not counted as completed until it says when', async (t) => {
  const rows = [
    { id: 'a', taskId: 't1', status: 'completed', passed: true, completedAt: '2026-11-20T10:00:00Z' },
    { id: 'b', taskId: 't1', status: 'scoring', completedAt: null },
    { id: 'c', taskId: 't1', status: 'shelved', completedAt: '2026-11-20T10:00:00Z' },
  ];
  const samples = await rig(t, { answer: () => promptingPage(rows, 3) });
  const [group] = collections(await all(samples.promptingCompany, []));
  assert.deepEqual(group?.counts, { runs: 3, completed: 2, passed: 1, failed: 0 });
  const found = runs(await all(samples.promptingCompany, ['task:t1'])).map(whole);
  assert.deepEqual(
    found.map((run) => [run.state, isGoing(run)]),
    [
      ['finished', false],
      ['unknown', true],
      ['unknown', false],
    ],
  );
});

test('runs without a task are picked from all runs', async (t) => {
  const rows = [{ id: 'a', taskId: 't1' }, { id: 'b' }, { id: 'c', task: { id: 't2' } }];
  const samples = await rig(t, { answer: () => promptingPage(rows, 3) });
  const found = runs(await all(samples.promptingCompany, ['task:']));
  assert.deepEqual(
    found.map(({ ref }) => ref.run),
    ['b'],
  );
  assert.equal(samples.asked[0]?.query['taskId'], undefined);
});

test('one run is looked for page by page, and not for ever', async (t) => {
  const samples = await rig(t, {
    answer: ({ query }) => promptingPage([{ id: `r${query['page']}` }], 1e9),
  });
  const ref = (run: string) => ({ connection: 'sample-promptingCompany', path: task, run });
  assert.equal(whole(await samples.promptingCompany.run(ref('r3'), never)).ref.run, 'r3');
  assert.equal(samples.asked.length, 3);
  samples.asked.length = 0;
  assert.equal(whole(await samples.promptingCompany.run(ref('r3'), never)).ref.run, 'r3');
  assert.deepEqual(
    samples.asked.map(({ query }) => query['page']),
    ['3'],
    'where it was the last time',
  );
  samples.asked.length = 0;
  assert.equal((await errorOf(samples.promptingCompany.run(ref('gone'), never))).reason, 'tooLarge');
  assert.equal(samples.asked.length, 50);
});

test('a run is gone only where all that the service counts was seen without it', async (t) => {
  const pages: [pages: string[], reason: string, message: string][] = [
    [[promptingPage([{ id: 'a' }], 1)], 'notFound', 'The service does not list this run any more.'],
    [
      [promptingPage([{ id: 'a' }], 9)],
      'badResponse',
      'The service sent the same page again; the rest of the list is out of reach.',
    ],
    [
      [promptingPage([{ id: 'a' }], 9), promptingPage([], 9)],
      'badResponse',
      'The run is not among the newest that the service lists.',
    ],
  ];
  for (const [answers, ...told] of pages) {
    const samples = await rig(t, {
      answer: ({ query }) => answers[Number(query['page']) - 1] ?? answers.at(-1),
    });
    const ref = { connection: 'sample-promptingCompany', path: task, run: 'gone' };
    const error = await errorOf(samples.promptingCompany.run(ref, never));
    assert.deepEqual([error.reason, error.message], told);
  }
});

test('tasks of a list that ended early, or repeats, say so', async (t) => {
  const again = 'The service sent the same page again; the rest of the list is out of reach.';
  const first = promptingPage([{ id: 'a', taskId: 't1' }], 9);
  for (const [second, note] of [
    [promptingPage([], 9), '1 of 9 runs seen'],
    [first, again],
    [promptingPage([{ id: 'b', taskId: 't1' }], 2), undefined],
  ] as const) {
    const { promptingCompany } = await rig(t, {
      answer: ({ query }) => (query['page'] === '1' ? first : second),
    });
    const { next: cursor } = await promptingCompany.list([], pageOf(), never);
    const page = await promptingCompany.list([], pageOf({ cursor }), never);
    assert.deepEqual([page.next, page.note], [undefined, note]);
  }
});

test('the connection test says how many runs there are', async (t) => {
  assert.equal(await (await rig(t)).promptingCompany.test(never), 'Connected: 95 runs found.');
});

test('places that the provider never made are not found', async (t) => {
  const samples = await rig(t);
  for (const path of [['scenario:1'], ['task:1', 'task:2'], ['']])
    assert.equal((await errorOf(samples.promptingCompany.list(path, pageOf(), never))).reason, 'notFound');
  assert.deepEqual(samples.asked, []);
});

test('ids of any characters lead to their group', async (t) => {
  for (const taskId of ['a/b', 'a:b c', '100%', '..', '#?&', 'ü😀', 'two\nlines']) {
    const samples = await rig(t, { answer: () => promptingPage([{ id: 'r', taskId }], 1) });
    const [group] = collections(await all(samples.promptingCompany, []));
    assert.ok(group);
    await all(samples.promptingCompany, group.path);
    assert.equal(samples.asked.at(-1)?.query['taskId'], taskId);
  }
});

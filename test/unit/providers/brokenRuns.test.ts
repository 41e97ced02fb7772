/** A run that breaks the schema is a row that says so; its siblings never notice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, promptingPage, rig, runs, runsPage, simulation, task } from './support.ts';

const cognigyProblems: [run: unknown, problem: string][] = [
  [{ id: 7 }, 'id: expected string, got number'],
  [{}, 'id: expected string, got nothing'],
  [{ id: '' }, 'id: expected a text, got an empty one'],
  [null, 'answer: expected object, got null'],
  ['run', 'answer: expected object, got string'],
  [[], 'answer: expected object, got array'],
  [{ id: 'r', sequence: '3' }, 'sequence: expected number, got string'],
  [{ id: 'r', turns: 'none' }, 'turns: expected array, got string'],
  [{ id: 'r', turns: [{}, 'hi'] }, 'turns[1]: expected object, got string'],
  [{ id: 'r', turns: [{ text: 1 }] }, 'turns[0].text: expected string, got number'],
  [{ id: 'r', turns: [{ createdAt: {} }] }, 'turns[0].createdAt: expected another type, got object'],
  [{ id: 'r', successCriteria: {} }, 'successCriteria: expected array, got object'],
  [{ id: 'r', successCriteria: [{ params: [] }] }, 'successCriteria[0].params: expected record, got array'],
  [{ id: 'r', metrics: true }, 'metrics: expected object, got boolean'],
  [{ id: 'r', metrics: { success: 'yes' } }, 'metrics.success: expected boolean, got string'],
  [{ id: 'r', metrics: { results: {} } }, 'metrics.results: expected array, got object'],
  [{ id: 'r', metrics: { successRate: 1 } }, 'metrics.successRate: expected object, got number'],
  [
    { id: 'r', metrics: { successRate: { numerator: '1' } } },
    'metrics.successRate.numerator: expected number, got string',
  ],
  [{ id: 'r', metrics: { summary: [] } }, 'metrics.summary: expected string, got array'],
  [{ id: 'r', metrics: { errorInfo: 'Boom' } }, 'metrics.errorInfo: expected object, got string'],
  [
    { id: 'r', metrics: { errorInfo: { message: 1 } } },
    'metrics.errorInfo.message: expected string, got number',
  ],
  [{ id: 'r', createdAt: true }, 'createdAt: expected another type, got boolean'],
  [{ id: 'r', endPointType: 1 }, 'endPointType: expected string, got number'],
  [{ id: 'r', maxTurns: '9' }, 'maxTurns: expected number, got string'],
  [{ id: 'r', duration: '9' }, 'duration: expected number, got string'],
  [
    { id: 'r', largeLanguageModelReferenceId: {} },
    'largeLanguageModelReferenceId: expected string, got object',
  ],
];

const promptingProblems: [run: unknown, problem: string][] = [
  [{ id: null }, 'id: expected string, got null'],
  [7, 'answer: expected object, got number'],
  [{ id: 'r', status: 1 }, 'status: expected string, got number'],
  [{ id: 'r', passed: 'true' }, 'passed: expected boolean, got string'],
  [{ id: 'r', overallScore: '90' }, 'overallScore: expected number, got string'],
  [{ id: 'r', costUsd: '1.5' }, 'costUsd: expected number, got string'],
  [{ id: 'r', tokensUsed: [] }, 'tokensUsed: expected number, got array'],
  [{ id: 'r', startedAt: {} }, 'startedAt: expected another type, got object'],
  [{ id: 'r', environment: 'e' }, 'environment: expected object, got string'],
  [{ id: 'r', environment: { task: [] } }, 'environment.task: expected object, got array'],
  [{ id: 'r', task: { name: 1 } }, 'task.name: expected string, got number'],
];

const cases = [
  ['cognigy', simulation, cognigyProblems, (rows: unknown[]) => runsPage(rows)],
  ['promptingCompany', task, promptingProblems, (rows: unknown[]) => promptingPage(rows, rows.length)],
] as const;

for (const [provider, path, problems, page] of cases)
  test(`${provider}: each broken run says what is wrong, between good ones`, async (t) => {
    const rows = [{ id: 'first' }, ...problems.map(([run]) => run), { id: 'last' }];
    const samples = await rig(t, { answer: () => page(rows) });
    const found = runs(await all(samples[provider], path));
    assert.deepEqual(
      [found[0]?.kind, found.at(-1)?.kind, found[0]?.ref.run, found.at(-1)?.ref.run],
      ['run', 'run', 'first', 'last'],
    );
    assert.deepEqual(
      found.slice(1, -1).map((item) => (item.kind === 'broken' ? item.problem : 'whole')),
      problems.map(([, problem]) => problem),
    );
    assert.deepEqual(
      found.map((item) => item.raw()),
      rows.map((row) => JSON.stringify(row)),
    );
  });

test('a broken run is called by its number, else its id, else its place, and keeps its id', async (t) => {
  const rows = [
    { id: 'r1', sequence: 4, turns: 1 },
    { id: 'abcdefghij', turns: 1 },
    { turns: 1 },
    { id: 'x' },
  ];
  const samples = await rig(t, { answer: () => runsPage(rows) });
  const found = runs(await all(samples.cognigy, simulation));
  assert.deepEqual(
    found.map((item) => [item.title, item.ref.run, item.kind === 'broken' && item.hasId]),
    [
      ['Run 4', 'r1', true],
      ['Run abcdefgh', 'abcdefghij', true],
      ['Run at position 3', 'position:3', false],
      ['Run x', 'x', false],
    ],
  );
});

test('runs without an id do not replace each other over pages', async (t) => {
  const samples = await rig(t, { answer: () => runsPage([{}, {}], { total: 4 }) });
  const refs = runs(await all(samples.cognigy, simulation)).map(({ ref }) => ref.run);
  assert.deepEqual(refs, ['position:1', 'position:2', 'position:3', 'position:4']);
});

test('data that is nested 100,000 levels deep costs nothing', async (t) => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const run = `{"id":"deep","turns":[{"text":"hi","data":${deep}}],"more":${deep}}`;
  const prompting = `{"id":"deep","metadata":${deep},"more":${deep}}`;
  const samples = await rig(t, {
    answer: ({ path }) =>
      path.startsWith('/api')
        ? `{"data":{"runs":[${prompting},{"id":"b"}],"total":2}}`
        : `{"data":[${run},{"id":"b"}]}`,
  });
  const [first, second] = runs(await all(samples.cognigy, simulation));
  assert.deepEqual([first?.kind, first?.raw(), second?.ref.run], ['run', run, 'b']);
  const [other] = runs(await all(samples.promptingCompany, task));
  assert.deepEqual([other?.kind, other?.raw()], ['run', prompting]);
});

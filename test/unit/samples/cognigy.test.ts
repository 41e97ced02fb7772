import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestService } from './support.ts';
import { fewRecords, service } from './support.ts';

interface List {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly pagination: {
    readonly limit: number;
    readonly skip: number;
    readonly total: number;
    readonly hasNext: boolean;
    readonly hasPrevious: boolean;
    readonly next: string | null;
    readonly previous: string | null;
  };
}

const scenarios = '/testing/simulations?projectId=p1';
const batches = '/testing/simulations/s1/batches?projectId=p1';
const runs = '/testing/simulations/s1/batches/b1/runs?projectId=p1';

/** The named field of each row. */
async function column(samples: TestService, path: string, key: string): Promise<unknown[]> {
  const list: List = await samples.json(path);
  return list.data.map((row) => row[key]);
}

test('projects come in the envelope of the core API', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  const projects = [
    { _id: 'p1', name: 'First' },
    { _id: 'p2', name: 'Empty' },
  ];
  const whole = { items: projects, total: 2, nextCursor: null, previousCursor: null };
  assert.deepEqual(await samples.json('/new/v2.0/projects'), whole);
  assert.deepEqual(await samples.json('/v2.0/projects'), whole);
  assert.deepEqual(await samples.json('/new/v2.0/projects?filter=emp'), {
    ...whole,
    items: [projects[1]],
    total: 1,
  });
  const first: { nextCursor: string } = await samples.json('/new/v2.0/projects?limit=1');
  assert.match(first.nextCursor, /^[0-9a-f]{24}$/);
  assert.partialDeepStrictEqual(await samples.json(`/new/v2.0/projects?limit=1&next=${first.nextCursor}`), {
    items: [projects[1]],
    nextCursor: null,
  });
});

test('scenarios belong to a project', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  assert.deepEqual(await column(samples, scenarios, 'referenceId'), ['s1', 's2']);
  assert.deepEqual(await column(samples, '/testing/simulations?projectId=p2', 'referenceId'), []);
  assert.deepEqual(await samples.json('/testing/simulations?projectId=p2'), {
    data: [],
    pagination: {
      limit: 20,
      skip: 0,
      total: 0,
      hasNext: false,
      hasPrevious: false,
      next: null,
      previous: null,
    },
  });
});

test('only the literal true includes the upcoming schedule', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  const scheduled = (value: string): Promise<unknown[]> =>
    column(samples, `${scenarios}&includeUpcomingSchedule=${value}`, 'nextScheduledRun');
  assert.deepEqual(await scheduled('true'), [null, '2026-11-23T00:00:00.000Z']);
  assert.deepEqual(await scheduled('1'), [undefined, undefined]);
  assert.deepEqual(await column(samples, scenarios, 'nextScheduledRun'), [undefined, undefined]);
});

test('one scenario, one batch and one run by reference', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  assert.partialDeepStrictEqual(await samples.json('/testing/simulations/s2?projectId=p1'), {
    name: 'Refund',
  });
  assert.partialDeepStrictEqual(await samples.json('/testing/simulations/s1/batches/b2?projectId=p1'), {
    id: 'j2',
  });
  assert.partialDeepStrictEqual(
    await samples.json('/testing/simulations/s1/batches/b1/runs/run2?projectId=p1'),
    { sequence: 2, endPointType: 'voiceGateway2' },
  );
});

test('filter searches names of scenarios and texts of runs, whatever the case', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  assert.deepEqual(await column(samples, `${scenarios}&filter=rEf`, 'name'), ['Refund']);
  assert.deepEqual(await column(samples, `${batches}&filter=J2`, 'id'), ['j2']);
  assert.deepEqual(await column(samples, `${runs}&filter=TEAPOT`, 'id'), ['run1', 'run2']);
});

test('endPointType narrows runs, and batches to those that have such runs', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  assert.deepEqual(await column(samples, `${runs}&endPointType=webchat3`, 'id'), ['run1', 'run3']);
  assert.deepEqual(await column(samples, `${runs}&endPointType=WEBCHAT3`, 'id'), []);
  assert.deepEqual(await column(samples, `${batches}&endPointType=voiceGateway2`, 'referenceId'), ['b1']);
});

test('status narrows batches', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  const having = (status: string): Promise<unknown[]> =>
    column(samples, `${batches}&status=${status}`, 'referenceId');
  assert.deepEqual(await having('COMPLETED'), ['b1']);
  assert.deepEqual(await having('IN_PROGRESS'), ['b2']);
  assert.deepEqual(await having('STOPPED'), ['b3']);
  assert.deepEqual(await having('FAILED'), ['b4']);
});

test('timespan narrows batches by their age', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  const within = (span: string): Promise<unknown[]> =>
    column(samples, `${batches}&timespan=${span}&timezone=Europe/Berlin`, 'referenceId');
  assert.deepEqual(await within('7d'), ['b1']);
  assert.deepEqual(await within('30d'), ['b1', 'b2', 'b4']);
  assert.deepEqual(await within('2y'), ['b1', 'b2', 'b3', 'b4']);
});

test('sort orders by a field in either direction', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  assert.deepEqual(await column(samples, `${scenarios}&sort=name:desc`, 'name'), ['Refund', 'Parcel']);
  assert.deepEqual(await column(samples, `${batches}&sort=createdAt:asc`, 'referenceId'), [
    'b3',
    'b4',
    'b2',
    'b1',
  ]);
  assert.deepEqual(await column(samples, `${runs}&sort=sequence:desc`, 'id'), ['run3', 'run2', 'run1']);
});

test('limit and skip page through, and say where they are', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  const list: List = await samples.json(`${runs}&limit=1&skip=1`);
  assert.deepEqual(
    list.data.map(({ id }) => id),
    ['run2'],
  );
  assert.partialDeepStrictEqual(list.pagination, {
    limit: 1,
    skip: 1,
    total: 3,
    hasNext: true,
    hasPrevious: true,
  });
  const beyond: List = await samples.json(`${runs}&skip=99`);
  assert.deepEqual(beyond.data, []);
  assert.equal(beyond.pagination.hasNext, false);
});

test('cursors lead page by page to the end and back', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  const page = async (query: string): Promise<[ids: unknown[], List['pagination']]> => {
    const list: List = await samples.json(`${runs}&limit=1${query}`);
    return [list.data.map(({ id }) => id), list.pagination];
  };
  const [first, one] = await page('');
  const [second, two] = await page(`&next=${one.next}`);
  const [third, three] = await page(`&next=${two.next}`);
  assert.deepEqual([first, second, third], [['run1'], ['run2'], ['run3']]);
  assert.match(one.next ?? '', /^[0-9a-f]{24}$/);
  assert.deepEqual([one.previous, three.next, three.hasNext], [null, null, false]);
  assert.deepEqual((await page(`&previous=${three.previous}`))[0], ['run2']);
});

const problems = {
  'no project': ['/testing/simulations', 400, 1000, 'projectId is required.'],
  'an unknown project': ['/testing/simulations?projectId=p9', 404, 1002, 'Project with id p9 not found.'],
  'an unknown scenario': [
    '/testing/simulations/s9/batches?projectId=p1',
    404,
    1002,
    'Simulation with reference ID s9 not found.',
  ],
  'a scenario of another project': [
    '/testing/simulations/s1/batches?projectId=p2',
    404,
    1002,
    'Simulation with reference ID s1 not found.',
  ],
  'an unknown batch': [
    '/testing/simulations/s1/batches/b9/runs?projectId=p1',
    404,
    1002,
    'Simulation run batch with reference ID b9 not found.',
  ],
  'a batch of another scenario': [
    '/testing/simulations/s2/batches/b1/runs?projectId=p1',
    404,
    1002,
    'Simulation run batch with reference ID b1 not found.',
  ],
  'an unknown run': [
    '/testing/simulations/s1/batches/b1/runs/run9?projectId=p1',
    404,
    1002,
    'Simulation run with reference ID run9 not found.',
  ],
  'a path of no resource': ['/testing/simulation', 404, 1002, 'Nothing is found at /testing/simulation.'],
  'limit 0': [`${runs}&limit=0`, 400, 1005, 'limit must be an integer, from 1 to 100.'],
  'limit 101': [`${runs}&limit=101`, 400, 1005, 'limit must be an integer, from 1 to 100.'],
  'limit that is no number': [`${runs}&limit=ten`, 400, 1005, 'limit must be an integer, from 1 to 100.'],
  'a negative skip': [`${runs}&skip=-1`, 400, 1005, 'skip must be an integer, 0 or more.'],
  'skip and next': [
    `${runs}&skip=1&next=${'0'.repeat(24)}`,
    400,
    1005,
    'skip and next are mutually exclusive.',
  ],
  'next and previous': [`${runs}&next=a&previous=b`, 400, 1005, 'next and previous are mutually exclusive.'],
  'a made-up cursor': [`${runs}&next=${'0'.repeat(24)}`, 400, 1005, 'next is not a cursor of this list.'],
  'a sort without direction': [
    `${runs}&sort=createdAt`,
    400,
    1005,
    'sort must be a field and a direction, e.g. createdAt:desc.',
  ],
  'an unknown status': [
    `${batches}&status=DONE`,
    400,
    1005,
    'status must be one of STOPPED, IN_PROGRESS, COMPLETED, FAILED.',
  ],
  'an unknown timespan': [
    `${batches}&timespan=week`,
    400,
    1005,
    'timespan must be a number and a unit, e.g. 7d or 1y.',
  ],
  'an unknown timezone': [
    `${batches}&timezone=Mars`,
    400,
    1005,
    'timezone must be a name such as UTC or Europe/Berlin.',
  ],
} as const;

for (const [name, [path, status, code, detail]] of Object.entries(problems)) {
  test(`${name} gets problem details`, async (t) => {
    const samples = await service(t, { data: fewRecords() });
    const answer = await samples.ask(path);
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    const { traceId, title, ...body } = (await answer.json()) as Record<string, unknown>;
    assert.match(String(traceId), /^[0-9a-f]{32}$/);
    assert.equal(title, status === 404 ? 'Not Found' : 'Bad Request');
    const [parameter] = /^(?!Nothing|Project|Simulation)\w+/.exec(detail.replace(/^\w+ and /, '')) ?? [];
    assert.deepEqual(body, {
      type: 'about:blank',
      detail,
      instance: path.replace(/\?.*/, ''),
      status,
      code,
      details: parameter === undefined ? {} : { parameter },
    });
  });
}

test('a cursor of one list is refused by another', async (t) => {
  const samples = await service(t, { data: fewRecords() });
  const list: List = await samples.json(`${runs}&limit=1`);
  assert.equal((await samples.ask(`${batches}&limit=1&next=${list.pagination.next}`)).status, 400);
  assert.equal(
    (await samples.ask(`${runs}&limit=1&sort=sequence:desc&next=${list.pagination.next}`)).status,
    400,
  );
});

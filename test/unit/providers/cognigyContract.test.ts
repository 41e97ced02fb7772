import { factValue } from '../../../src/core/run/facts.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CognigyClient } from '../../../src/providers/cognigy/client.ts';
import type { Rig } from './support.ts';
import {
  all,
  collections,
  errorOf,
  never,
  pageOf,
  rig,
  runs,
  runsPage,
  simulation,
  whole,
} from './support.ts';

const forbidden = { status: 403, text: '{"title":"Forbidden","status":403,"code":403}' };

/** The newest simulation of the scenario whose name starts so. */
async function simulationNamed(samples: Rig, name: string): Promise<readonly string[]> {
  const scenarios = collections(await all(samples.cognigy, []));
  const scenario = scenarios.find(({ title }) => title.startsWith(name));
  const [first] = collections(await all(samples.cognigy, scenario?.path ?? []));
  return first?.path ?? [];
}

async function refusing(t: Parameters<typeof rig>[0], tracked: boolean): Promise<Rig> {
  const connection = tracked ? { simulations: [{ scenario: 's1', simulation: 'b1' }] } : {};
  return rig(t, {
    connection,
    answer: ({ path }) => (path.endsWith('/runs') ? runsPage([{ id: 'r1' }], { total: 3 }) : forbidden),
  });
}

test('scenarios, their simulations, their runs and one run', async (t) => {
  const samples = await rig(t);
  const scenarios = collections(await all(samples.cognigy, []));
  assert.deepEqual(
    scenarios.map(({ title, noun, holds }) => [title, noun, holds]),
    [
      ['Refund policy dispute („Kulanz“)', 'Scenario', 'collections'],
      ['Insurance claim intake', 'Scenario', 'collections'],
      ['Password reset with identity check', 'Scenario', 'collections'],
      ['Appointment rebooking by voice', 'Scenario', 'collections'],
      ['Order status: parcel arrived broken', 'Scenario', 'collections'],
    ],
  );
  const simulations = collections(await all(samples.cognigy, scenarios[0]?.path ?? []));
  assert.ok(simulations.length >= 3);
  assert.ok(simulations.every(({ noun, holds }) => noun === 'Simulation' && holds === 'runs'));
  const path = simulations.at(-1)?.path ?? [];
  const found = runs(await all(samples.cognigy, path)).map(whole);
  assert.equal(found.length, simulations.at(-1)?.counts?.runs);
  const [first] = found;
  assert.ok(first);
  const alone = whole(await samples.cognigy.run(first.ref, never));
  assert.deepEqual({ ...alone, raw: alone.raw() }, { ...first, raw: first.raw() });
});

test('pages of three bring what one page of a hundred brings', async (t) => {
  const samples = await rig(t);
  const path = await simulationNamed(samples, 'Order status');
  const ids = async (limit: number) =>
    runs(await all(samples.cognigy, path, { limit })).map((run) => run.ref.run);
  const whole = await ids(100);
  assert.ok(whole.length > 6);
  samples.asked.length = 0;
  assert.deepEqual(await ids(3), whole);
  assert.deepEqual(samples.asked.map(({ query }) => [query['limit'], query['skip']]).slice(0, 3), [
    ['3', '0'],
    ['3', '3'],
    ['3', '6'],
  ]);
});

test('what the reader asks for reaches the service', async (t) => {
  const samples = await rig(t, { answer: () => '{"data":[]}' });
  const filter = { endPointType: 'voiceGateway2', search: 'a b&c' };
  await samples.cognigy.list([], pageOf({ limit: 500, sort: 'sequence', filter }), never);
  await samples.cognigy.list(['scenario:s1'], pageOf({ sort: 'sequence', filter }), never);
  await samples.cognigy.list(simulation, pageOf({ limit: 7, sort: 'sequence', filter }), never);
  await samples.cognigy.list(simulation, pageOf({ limit: 0, sort: 'failedFirst' }), never);
  const projectId = samples.connections.cognigy.projectId;
  assert.deepEqual(samples.asked, [
    { path: '/testing/simulations', query: { projectId, limit: '100', skip: '0', sort: 'createdAt:desc' } },
    {
      path: '/testing/simulations/s1/batches',
      query: { projectId, limit: '100', skip: '0', sort: 'createdAt:desc', endPointType: 'voiceGateway2' },
    },
    {
      path: '/testing/simulations/s1/batches/b1/runs',
      query: {
        ...{ projectId, limit: '7', skip: '0', sort: 'sequence:asc' },
        ...{ endPointType: 'voiceGateway2', filter: 'a b&c' },
      },
    },
    {
      path: '/testing/simulations/s1/batches/b1/runs',
      query: { projectId, limit: '1', skip: '0', sort: 'createdAt:desc' },
    },
  ]);
});

test('an endpoint type and a filter narrow the runs that the sample service has', async (t) => {
  const samples = await rig(t);
  const path = await simulationNamed(samples, 'Order status');
  const every = runs(await all(samples.cognigy, path)).map(whole);
  const type = String(every[0] && factValue(every[0], 'endpointType'));
  const some = runs(await all(samples.cognigy, path, { filter: { endPointType: type } })).map(whole);
  assert.deepEqual(
    some.map(({ ref }) => ref.run).sort(),
    every
      .filter((run) => factValue(run, 'endpointType') === type)
      .map(({ ref }) => ref.run)
      .sort(),
  );
  const id = every[1]?.ref.run ?? '';
  assert.deepEqual(
    runs(await all(samples.cognigy, path, { filter: { search: id } })).map(({ ref }) => ref.run),
    [id],
  );
});

test('all parameters of the seed endpoint, cursors included', async () => {
  const asked: string[] = [];
  const http = {
    get: (url: URL) => {
      asked.push(url.search);
      return Promise.resolve({ status: 200, text: '{"data":[]}', requestId: undefined });
    },
  };
  const client = new CognigyClient(http, 'https://api.example.com/testing', 'p1');
  const query = { filter: 'f', limit: 1, sort: 'name:asc', endPointType: 'chat' };
  await client.runs('s', 'b', { ...query, skip: 2 }, never);
  await client.runs('s', 'b', { ...query, next: 'n1' }, never);
  await client.runs('s', 'b', { ...query, previous: 'p0' }, never);
  await client.simulations('s', { status: 'FAILED' }, never);
  assert.deepEqual(asked, [
    '?projectId=p1&filter=f&limit=1&sort=name%3Aasc&endPointType=chat&skip=2',
    '?projectId=p1&filter=f&limit=1&sort=name%3Aasc&endPointType=chat&next=n1',
    '?projectId=p1&filter=f&limit=1&sort=name%3Aasc&endPointType=chat&previous=p0',
    '?projectId=p1&status=FAILED',
  ]);
});

test('projects come from the newer path of the core API, or from the older one', async (t) => {
  const newer = await rig(t);
  const names = ['Customer service agents', 'Playground (empty)'];
  const namesOf = async (samples: Rig) => (await samples.cognigy.projects?.(never))?.map(({ name }) => name);
  assert.deepEqual(await namesOf(newer), names);
  assert.deepEqual(newer.asked, [{ path: '/new/v2.0/projects', query: { limit: '100' } }]);
  const missing = { status: 404, text: '{"title":"Not Found","status":404}' };
  const older = await rig(t, { answer: ({ path }) => (path.startsWith('/new/') ? missing : undefined) });
  assert.deepEqual(await namesOf(older), names);
  assert.deepEqual(
    older.asked.map(({ path }) => path),
    ['/new/v2.0/projects', '/v2.0/projects'],
  );
});

test('projects are paged by cursor; one without an id or a name costs no other', async (t) => {
  const pages: Record<string, string> = {
    '': '{"items":[{"_id":"p1","name":"One"},{"name":"no id"},7],"nextCursor":"c1"}',
    c1: '{"items":[{"_id":"p2","name":null}],"nextCursor":null}',
  };
  const samples = await rig(t, { answer: ({ query }) => pages[query['next'] ?? ''] });
  assert.deepEqual(await samples.cognigy.projects?.(never), [
    { id: 'p1', name: 'One' },
    { id: 'p2', name: 'p2' },
  ]);
});

test('a cursor of projects that runs in circles ends', async (t) => {
  const samples = await rig(t, { answer: () => '{"items":[{"_id":"p1"}],"nextCursor":"c1"}' });
  assert.deepEqual(await samples.cognigy.projects?.(never), [{ id: 'p1', name: 'p1' }]);
  assert.equal(samples.asked.length, 20);
});

test('projects that may not be listed are an error of that reason', async (t) => {
  const samples = await rig(t, { answer: () => forbidden });
  assert.equal((await errorOf(samples.cognigy.projects?.(never) ?? Promise.resolve())).reason, 'forbidden');
  assert.equal(samples.asked.length, 1);
});

test('where only runs may be read, a tracked simulation is read and the way to it is named', async (t) => {
  const samples = await refusing(t, true);
  const pathOfTracked = ['tracked:s1:b1'];
  const found = runs((await samples.cognigy.list(pathOfTracked, pageOf(), never)).items);
  assert.deepEqual(
    found.map(({ ref }) => ref),
    [{ connection: 'sample-cognigy', path: pathOfTracked, run: 'r1' }],
  );
  assert.equal(samples.asked[0]?.path, '/testing/simulations/s1/batches/b1/runs');
  for (const path of [[], ['scenario:s1']]) {
    const error = await errorOf(samples.cognigy.list(path, pageOf(), never));
    assert.deepEqual([error.reason, error.remedy, error.status], ['forbidden', 'trackSimulation', 403]);
  }
});

test('a project that is not there is said to be so, at the list and at the connection test', async (t) => {
  const problem = { title: 'Not Found', detail: 'No such project', status: 404, traceId: 't', code: 1002 };
  const answer = () => ({ status: 404, text: JSON.stringify(problem) });
  const { cognigy } = await rig(t, { answer });
  for (const asked of [cognigy.list([], pageOf(), never), cognigy.test(never)]) {
    const error = await errorOf(asked);
    assert.match(error.message, / does not know the project "[^"]+"\.$/);
    assert.deepEqual(
      [error.reason, error.nextStep, error.remedy, error.service.detail],
      [
        'notFound',
        'Check the project id and the address of the connection.',
        'editConnection',
        'No such project',
      ],
    );
  }
  const gone = await errorOf(cognigy.list(['scenario:s1'], pageOf(), never));
  assert.match(gone.nextStep, /^It may have been deleted there/);
});

test('the connection test says what was found, also where only the tracked simulation may be read', async (t) => {
  assert.equal(await (await rig(t)).cognigy.test(never), 'Connected: 5 scenarios found.');
  assert.match(await (await refusing(t, true)).cognigy.test(never), /the tracked simulation has 3 runs\.$/);
  assert.equal((await errorOf((await refusing(t, false)).cognigy.test(never))).reason, 'forbidden');
});

test('references of any characters are asked for as they are', async (t) => {
  const strange = ['a/b', 'a b', '100%', '#top', '?x=1', 'ü😀', '..%2f', 'a:b', '%2e%2e'];
  for (const id of strange) {
    const page = runsPage([{ id }], { total: 1 });
    const samples = await rig(t, {
      answer: ({ path }) => (path.endsWith('/runs') ? page : JSON.stringify({ id })),
    });
    const [run] = runs(await all(samples.cognigy, [`tracked:${encodeURIComponent(id)}:b`]));
    assert.equal(run?.ref.run, id);
    const again = await samples.cognigy.run(run.ref, never);
    assert.equal(again.ref.run, id);
    const parts = samples.asked.at(-1)?.path.split('/').map(decodeURIComponent);
    assert.deepEqual(parts, ['', 'testing', 'simulations', id, 'batches', 'b', 'runs', id]);
  }
});

test('references that a URL would swallow are not asked for', async (t) => {
  const samples = await rig(t);
  for (const run of ['.', '..', '', '\uD800']) {
    const ref = { connection: 'c', path: simulation, run };
    assert.equal((await errorOf(samples.cognigy.run(ref, never))).reason, 'notFound');
  }
  assert.deepEqual(samples.asked, []);
});

test('places that the provider never made are not found', async (t) => {
  const samples = await rig(t);
  for (const path of [
    ['task:1'],
    ['scenario:'],
    ['scenario:s', 'scenario:t'],
    ['tracked:s'],
    [...simulation, 'x'],
  ])
    assert.equal((await errorOf(samples.cognigy.list(path, pageOf(), never))).reason, 'notFound');
  const ref = { connection: 'c', path: ['scenario:s'], run: 'r' };
  assert.equal((await errorOf(samples.cognigy.run(ref, never))).reason, 'notFound');
  assert.deepEqual(samples.asked, []);
});

test('a cancelled request says so', async (t) => {
  const samples = await rig(t);
  assert.equal((await errorOf(samples.cognigy.list([], pageOf(), AbortSignal.abort()))).reason, 'aborted');
});

/** Envelopes that are not as documented: what still shows, where paging ends, and what the error says. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import type { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Canned } from './support.ts';
import {
  all,
  collections,
  errorOf,
  never,
  pageOf,
  promptingPage,
  rig,
  runs,
  runsPage,
  simulation,
  task,
} from './support.ts';

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `r${from + i}` }));

interface Paged {
  readonly ids: readonly string[];
  readonly requests: number;
}

/** Runs of all pages, each request answered by the next one of `pages` and then by the last one for ever. */
async function paged(
  t: TestContext,
  provider: 'cognigy' | 'promptingCompany',
  pages: Canned[],
): Promise<Paged> {
  let request = 0;
  const samples = await rig(t, { answer: () => pages[Math.min(request++, pages.length - 1)] });
  const found = runs(await all(samples[provider], provider === 'cognigy' ? simulation : task, { limit: 2 }));
  return { ids: found.map(({ ref }) => ref.run), requests: samples.asked.length };
}

async function failure(
  t: TestContext,
  provider: 'cognigy' | 'promptingCompany',
  text: string,
): Promise<ProviderError> {
  const samples = await rig(t, { answer: () => text });
  return errorOf(samples[provider].list(provider === 'cognigy' ? simulation : task, pageOf(), never));
}

const brokenEnvelopes: ['cognigy' | 'promptingCompany', string, string, string][] = [
  ['cognigy', '{"data":null}', 'data', 'data: expected array, got null'],
  ['cognigy', '{"data":{}}', 'data', 'data: expected array, got object'],
  ['cognigy', '{}', 'data', 'data: expected array, got nothing'],
  ['cognigy', '[]', 'answer', 'answer: expected object, got array'],
  ['promptingCompany', '{"ok":true,"data":null}', 'data', 'data: expected object, got null'],
  ['promptingCompany', '{"ok":true,"data":{}}', 'data.runs', 'data.runs: expected array, got nothing'],
  [
    'promptingCompany',
    '{"ok":true,"data":{"runs":{"0":{}},"total":1}}',
    'data.runs',
    'data.runs: expected array, got object',
  ],
];

for (const [provider, text, path, problem] of brokenEnvelopes)
  test(`${provider}: ${text} is an error with the path of the field`, async (t) => {
    const error = await failure(t, provider, text);
    assert.deepEqual([error.reason, error.path, error.status], ['badResponse', path, 200]);
    assert.equal(error.message, `The service sent an answer of an unexpected shape (${problem}).`);
  });

test('JSON that breaks off is an error', async (t) => {
  for (const provider of ['cognigy', 'promptingCompany'] as const) {
    const error = await failure(t, provider, '{"data":[{"id":"a"}');
    assert.equal(error.reason, 'badResponse');
    assert.match(error.message, /not complete JSON/);
  }
});

test('{ok: false} with status 200 is an error in the words of the service', async (t) => {
  const cases: [string, string, string][] = [
    ['UNAUTHORIZED', 'unauthorized', 'setApiKey'],
    ['FORBIDDEN', 'forbidden', 'setApiKey'],
    ['RATE_LIMITED', 'rateLimited', 'retry'],
    ['NOT_FOUND', 'notFound', 'editConnection'],
    ['MAINTENANCE_MODE', 'unavailable', 'retry'],
    ['SOMETHING_NEW', 'badResponse', 'showLog'],
  ];
  for (const [code, reason, remedy] of cases) {
    const text = JSON.stringify({ ok: false, code, message: 'not\nnow' });
    const error = await failure(t, 'promptingCompany', text);
    assert.deepEqual([error.reason, error.remedy, error.status], [reason, remedy, 200]);
    assert.deepEqual([error.service.code, error.service.detail], [code, 'not now']);
  }
  assert.equal((await failure(t, 'cognigy', '{"ok":false,"code":1005}')).service.code, '1005');
  const long = 'x\n'.repeat(1000);
  const words = { title: long, message: long, code: long, traceId: long };
  const { service } = await failure(t, 'promptingCompany', JSON.stringify({ ok: false, ...words }));
  for (const said of [service.title, service.detail, service.code, service.traceId])
    assert.match(said ?? '', /^x x .{10,296}$/);
});

test('paging that cannot be read costs no run', async (t) => {
  const unclear = 'The service did not say readably whether there is more.';
  for (const [pagination, note] of [
    ['7', unclear],
    ['{"total":"7"}', unclear],
    ['{"total":1e400,"hasNext":"no","next":[]}', unclear],
    ['{"total":"7","hasNext":false}', undefined],
    ['null', undefined],
  ] as const) {
    const samples = await rig(t, { answer: () => `{"data":[{"id":"r1"}],"pagination":${pagination}}` });
    const page = await samples.cognigy.list(simulation, pageOf(), never);
    assert.deepEqual([page.items.length, page.next, page.note], [1, undefined, note], pagination);
  }
  const text = '{"data":{"runs":[{"id":"r1"}],"total":"1"}}';
  const pages = await paged(t, 'promptingCompany', [text, promptingPage([])]);
  assert.deepEqual(pages, { ids: ['r1'], requests: 2 });
});

test('without pagination there is one page', async (t) => {
  const page = runsPage(rows(1, 2));
  assert.deepEqual(await paged(t, 'cognigy', [page]), { ids: ['r1', 'r2'], requests: 1 });
});

test('a full page without pagination may not be all, and says so', async (t) => {
  for (const pagination of ['', ',"pagination":null']) {
    const samples = await rig(t, { answer: () => `{"data":[{"id":"r1"},{"id":"r2"}]${pagination}}` });
    const page = await samples.cognigy.list(simulation, pageOf({ limit: 2 }), never);
    const note = 'The service did not say readably whether there is more.';
    assert.deepEqual([page.items.length, page.next, page.note], [2, undefined, note]);
    assert.equal((await samples.cognigy.list(simulation, pageOf({ limit: 3 }), never)).note, undefined);
  }
});

test('without hasNext the total counts', async (t) => {
  const pages = [runsPage(rows(1, 2), { total: 3 }), runsPage(rows(3, 1), { total: 3 })];
  assert.deepEqual(await paged(t, 'cognigy', pages), { ids: ['r1', 'r2', 'r3'], requests: 2 });
});

test('with nothing but a cursor, the cursor counts', async (t) => {
  const first = runsPage(rows(1, 2), { next: 'c1' });
  const pages = [first, first, runsPage(rows(3, 1), { next: null })];
  const found = await paged(t, 'cognigy', pages);
  assert.deepEqual([...new Set(found.ids)], ['r1', 'r2', 'r3']);
});

test('hasNext is believed before the total', async (t) => {
  const more = [runsPage(rows(1, 2), { total: 1, hasNext: true }), runsPage(rows(3, 1), { hasNext: false })];
  assert.deepEqual(await paged(t, 'cognigy', more), { ids: ['r1', 'r2', 'r3'], requests: 2 });
  const end = [runsPage(rows(1, 2), { total: 99, hasNext: false })];
  assert.deepEqual(await paged(t, 'cognigy', end), { ids: ['r1', 'r2'], requests: 1 });
});

test('a total that promises too much ends with an empty page', async (t) => {
  const pages = [runsPage(rows(1, 2), { total: 9 }), runsPage([], { total: 9 })];
  assert.deepEqual(await paged(t, 'cognigy', pages), { ids: ['r1', 'r2'], requests: 2 });
  const others = [promptingPage(rows(1, 2), 9), promptingPage([], 9)];
  assert.deepEqual(await paged(t, 'promptingCompany', others), { ids: ['r1', 'r2'], requests: 2 });
});

test('a total below what came loses no rows', async (t) => {
  const pages = [runsPage(rows(1, 2), { total: 1 }), runsPage(rows(3, 1), { total: 1 }), runsPage([])];
  assert.deepEqual(await paged(t, 'cognigy', pages), { ids: ['r1', 'r2', 'r3'], requests: 3 });
  const others = [promptingPage(rows(1, 2), 0), promptingPage(rows(3, 1), 0), promptingPage([])];
  assert.deepEqual(await paged(t, 'promptingCompany', others), { ids: ['r1', 'r2', 'r3'], requests: 3 });
});

test('a page that comes again ends the list, and the row below says so', async (t) => {
  const samples = await rig(t, { answer: () => runsPage(rows(1, 2), { total: 9 }) });
  const first = await samples.cognigy.list(simulation, pageOf(), never);
  const second = await samples.cognigy.list(simulation, pageOf({ cursor: first.next }), never);
  assert.equal(second.next, undefined);
  assert.equal(second.note, 'The service sent the same page again; the rest of the list is out of reach.');
  const others = await paged(t, 'promptingCompany', [promptingPage(rows(1, 2), 9)]);
  assert.equal(others.requests, 2);
});

test('where offsets are ignored, the cursor of the service is followed', async (t) => {
  const samples = await rig(t, {
    answer: ({ query }) =>
      query['next'] === 'c1'
        ? runsPage(rows(3, 2), { total: 5, hasNext: true, next: 'c2' })
        : query['next'] === 'c2'
          ? runsPage(rows(5, 1), { total: 5, hasNext: false, next: null })
          : runsPage(rows(1, 2), { total: 5, hasNext: true, next: 'c1' }),
  });
  const found = runs(await all(samples.cognigy, simulation, { limit: 2 }));
  assert.deepEqual([...new Set(found.map(({ ref }) => ref.run))], ['r1', 'r2', 'r3', 'r4', 'r5']);
  assert.deepEqual(
    samples.asked.map(({ query }) => query['next'] ?? `skip ${query['skip']}`),
    ['skip 0', 'skip 2', 'c1', 'c2'],
  );
});

test('an answer that is too large is asked for in halves, and the next page starts with the half', async (t) => {
  const every = rows(0, 6).map((row) => ({ ...row, summary: 'x'.repeat(100) }));
  const samples = await rig(t, {
    limits: { maxBytes: 400 },
    answer: ({ query }) => {
      const skip = Number(query['skip']);
      return runsPage(every.slice(skip, skip + Number(query['limit'])), { total: 6 });
    },
  });
  const found = runs(await all(samples.cognigy, simulation, { limit: 10 }));
  assert.deepEqual(
    found.map(({ ref }) => ref.run),
    ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'],
  );
  assert.deepEqual(
    samples.asked.map(({ query }) => `${query['skip']}+${query['limit']}`),
    ['0+10', '0+5', '0+3', '0+2', '2+2', '4+2'],
  );
});

test('runs of agents that are too large together are asked for in parts that begin at the same run', async (t) => {
  const every = rows(0, 7).map((row) => ({ ...row, taskId: 't1', metadata: 'x'.repeat(100) }));
  for (const path of [[], task]) {
    const samples = await rig(t, {
      limits: { maxBytes: 400 },
      answer: ({ query }) => {
        const from = (Number(query['page']) - 1) * Number(query['pageSize']);
        return promptingPage(every.slice(from, from + Number(query['pageSize'])), 7);
      },
    });
    const items = await all(samples.promptingCompany, path, { limit: 10 });
    if (path.length === 0) assert.equal(collections(items).at(-1)?.counts?.runs, 7);
    else
      assert.deepEqual(
        runs(items).map(({ ref }) => ref.run),
        ['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6'],
      );
    assert.deepEqual(
      samples.asked.map(({ query }) => `${query['page']} of ${query['pageSize']}`),
      path.length === 0
        ? ['1 of 100', '1 of 50', '1 of 25', '1 of 5', ...[1, 2, 3, 4, 5, 6, 7].map((n) => `${n} of 1`)]
        : ['1 of 10', '1 of 5', ...[1, 2, 3, 4, 5, 6, 7].map((n) => `${n} of 1`)],
    );
  }
});

test('one run that is too large by itself is an error', async (t) => {
  const samples = await rig(t, {
    limits: { maxBytes: 400 },
    answer: () => runsPage([{ id: 'r', summary: 'x'.repeat(500) }], { total: 1 }),
  });
  assert.equal((await errorOf(samples.cognigy.list(simulation, pageOf(), never))).reason, 'tooLarge');
});

test('a scenario without a reference is counted below the others, not lost silently', async (t) => {
  const data = [{ referenceId: 's1', name: 7 }, { name: 'lost' }, 'text', null];
  const samples = await rig(t, { answer: () => JSON.stringify({ data }) });
  const page = await samples.cognigy.list([], pageOf(), never);
  assert.deepEqual(
    collections(page.items).map(({ title }) => title),
    ['Scenario s1'],
  );
  assert.equal(page.note, '3 entries without a reference cannot be shown.');
});

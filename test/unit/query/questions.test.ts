/** What an assistant may ask: answers, advice, budgets and cursors. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { idOfRun, readId } from '../../../src/services/query/ids.ts';
import { questions } from '../../../src/services/query/questions.ts';
import { ask, makeCollection, makeRun, makeTurn, sourceOf, unmet } from './support.ts';

const failed = makeRun('r1', {
  verdict: 'failed',
  reason: 'Criterion not met: Offers a refund',
  criteria: [unmet('Offers a refund', 'The agent never offered one.', 2)],
  turns: ['Hello', 'How can I help?', 'I want my money back', 'No.', 'Bye', 'Bye!'].map((text) =>
    makeTurn(text, 'user'),
  ),
});
const shop = sourceOf({
  collections: [
    makeCollection(['s1'], { noun: 'Scenario', title: 'Refunds', holds: 'collections' }),
    makeCollection(['s1', 'b1'], { title: 'Nightly' }),
  ],
  runs: [makeRun('r2'), failed, makeRun('r3'), makeRun('silent', { turns: [] }, ['s1', 'b2'])],
});

test('the id of a run goes out as one word and comes back as it was', () => {
  for (const run of ['r1', 'a/b#c', 'x y', '100%', '\ud800', "it's (1)!"]) {
    const ref = { connection: 'a:b', path: ['s:1', 'ü/2'], run };
    assert.match(idOfRun(ref), /^[^\s'"()!*]+$/);
    assert.deepEqual(readId(idOfRun(ref)), { kind: 'run', ref });
  }
  assert.equal(readId('https://evil.example/run'), undefined);
  assert.equal(readId('a#b#c'), undefined);
  assert.equal(readId('%zz'), undefined);
});

test('schemas for models say what is checked', () => {
  assert.equal(questions.length, 6);
  for (const { name, schema, inputSchema } of questions) {
    const { $schema, ...made } = z.toJSONSchema(schema, { io: 'input' });
    assert.match(String($schema), /json-schema/);
    assert.deepEqual(withoutDescriptions(inputSchema), made, name);
  }
});

test('connections, then what is in them, the failed runs of a batch first', async () => {
  const connections = await ask('list_connections', {}, shop);
  assert.match(connections.text, /^connection shop: Cognigy\n\| My Shop$/m);
  const scenarios = await ask('list_runs', { in: 'shop' }, shop);
  assert.match(scenarios.text, /^scenario shop\/s1\n\| Refunds$/m);
  const runs = await ask('list_runs', { in: 'shop/s1/b1' }, shop);
  assert.deepEqual(
    runs.runs.map(({ run }) => run),
    ['r1', 'r2', 'r3'],
  );
  const onlyPassed = await ask('list_runs', { in: 'shop/s1/b1', outcomes: ['passed'], limit: 1 }, shop);
  assert.deepEqual(
    onlyPassed.runs.map(({ run }) => run),
    ['r2'],
  );
  assert.equal(onlyPassed.next, '1');
});

test('the digest of a run has the turns around what is cited; others are read by range', async () => {
  const digest = await ask('get_run', { run: 'shop/s1/b1#r1' }, shop);
  assert.match(digest.text, /^Run shop\/s1\/b1#r1: failed, 6 turns\./);
  assert.match(
    digest.text,
    /criterion 1 not met, cites turn 3:\n\| Offers a refund\nthe judge says:\n\| The agent never/,
  );
  assert.deepEqual(digest.text.match(/^turn \d/gm), ['turn 2', 'turn 3', 'turn 4']);
  const range = await ask('get_run', { run: 'r1', from: 5, to: 9 }, shop);
  assert.deepEqual(range.text.match(/^turn \d/gm), ['turn 5', 'turn 6']);
  const whole = await ask('get_run', { run: 'r1', detail: 'whole' }, shop);
  assert.equal(whole.text.match(/^turn \d/gm)?.length, 6);
});

test('what is unknown or wrong ends in a sentence that advises', async () => {
  const advice: readonly [string, object, RegExp][] = [
    ['get_run', { run: 'nobody' }, /Nothing here goes by the id "nobody"\. list_connections and list_runs/],
    ['get_run', { run: 'other/x#1' }, /There is no connection "other" here\. list_connections/],
    [
      'get_run',
      { run: 'shop/s1/b1#r9' },
      /no run shop\/s1\/b1#r9 that is known here\. list_runs with in: "shop\/s1\/b1"/,
    ],
    ['get_run', { run: 'r1', from: 7 }, /The run has 6 turns\. Ask for turns between 1 and 6/],
    ['get_run', { run: 'https://evil.example/r1' }, /Nothing here goes by the id/],
    ['get_run', {}, /run: is missing \(string\)/],
    ['get_run', { run: 5 }, /run: must be of type string\./],
    ['get_run', { run: '' }, /run: must have at least 1 character\./],
    ['get_run', { run: 'r1', budget: '500' }, /budget: must be of type number\./],
    ['get_run', { run: 'r1', budget: 10 }, /budget: must be at least 200\./],
    ['get_run', { run: 'r1', from: 1.5 }, /from: must be of type integer\./],
    ['list_runs', { outcomes: 'failed' }, /outcomes: must be of type array\./],
    ['list_runs', { outcomes: Array(8).fill('failed') }, /outcomes: must have at most 7 items\./],
    ['list_runs', [1], /takes it: must be of type object\./],
    ['get_run', { run: 'r1', url: 'https://evil.example' }, /there is no url/],
    [
      'get_run',
      { run: 'shop/s1/b1' },
      /^That is the id of a collection, not of a run\. list_runs with in: "shop\/s1\/b1" tells/,
    ],
    ['compare', { a: 'shop' }, /^That is the id of a connection, not of a run\. list_runs with in: "shop"/],
    ['get_run', { run: 'other/s1' }, /There is no connection "other" here/],
    [
      'list_runs',
      { in: 'shop/s1/b9' },
      /^Nothing of shop\/s1\/b9 is known here\. list_runs with in: "shop\/s1" tells what there is\./,
    ],
    ['get_run', { run: 'silent', from: 1 }, /^The run has no turns\. Ask for it without from and to\./],
    ['explain_batch', { batch: 'shop/s1/b1', against: 'shop/s1/b1' }, /one and the same batch/],
    ['list_runs', { in: 'shop', since: 'soon' }, /"soon" is no time/],
    ['list_runs', { in: 'shop/s1/b1#r1' }, /That is the id of a run\. Its batch is shop\/s1\/b1/],
    ['list_runs', { in: 'shop', outcomes: ['broken'] }, /outcomes\.0: must be one of failed/],
    ['list_runs', { in: 'shop', cursor: 'x' }, /no such cursor/],
    ['search_transcripts', { query: 'money' }, /There is no archive to search/],
    [
      'explain_batch',
      { batch: 'shop/s1' },
      /is no batch: it holds others\. Ask about one of them, e\.g\. shop\/s1\/b1/,
    ],
    ['compare', { a: 'r1', b: 'r1' }, /one and the same run/],
  ];
  for (const [name, input, words] of advice)
    await assert.rejects(ask(name, input, shop), { name: 'Advice', message: words }, JSON.stringify(input));
});

test('a batch is explained: rate, where runs part, groups with an example, the change against the one before', async () => {
  const ways = (id: string, says: string, about: Parameters<typeof makeRun>[1], path?: readonly string[]) =>
    makeRun(id, { turns: ['Hello there', says].map((text) => makeTurn(text, 'agent')), ...about }, path);
  const missed = {
    verdict: 'failed',
    criteria: [unmet('Names the order', 'It named no order.', 1)],
  } as const;
  const good = { criteria: [{ ...unmet('Names the order', ''), met: 'met' as const, reason: undefined }] };
  const runs = [1, 2, 3, 4, 5, 6].flatMap((n) => [
    ways(`p${n}`, 'Your order 12 ships tomorrow', good),
    ways(`f${n}`, 'Mail bob.builder@example.com about it', missed),
    ways(`was${n}`, 'Your order 12 ships tomorrow', good, ['s1', 'b0']),
  ]);
  const at = (ms: number) => ({ createdAt: { ms, raw: ms } });
  const source = sourceOf({
    collections: [makeCollection(['s1', 'b0'], at(1)), makeCollection(['s1', 'b1'], at(2))],
    runs,
  });
  const { text, runs: named } = await ask('explain_batch', { batch: 'shop/s1/b1' }, source);
  assert.match(
    text,
    /^12 runs: 6 failed, 6 passed\. Of those judged: 6 of 12 passed \(50 %, likely 25–75 %\)\.$/m,
  );
  assert.match(text, /^Against the one before, shop\/s1\/b0: .*100 % → 50 %/m);
  assert.match(text, /^Turn 2 separates:\n6 runs, /m);
  assert.match(text, /^group of 6 of 12 runs \(new\), failed, missed exactly:\n\| Names the order$/m);
  assert.match(text, /^example: run shop\/s1\/b1#f1, turn 2:\n\| Mail \S+ about it$/m);
  assert.ok(!text.includes('bob.builder'));
  assert.ok(named.some(({ run }) => run === 'f1'));
  const alone = await ask('explain_batch', { batch: 'shop/s1/b1', against: 'none' }, source);
  assert.match(alone.text, /It was not held against another batch\./);
});

test('two runs are compared from where they part; without b with one that passed', async () => {
  const turns = ['Hello', 'How can I help?', 'I want my money back', 'Here it is.'].map((text) =>
    makeTurn(text, 'user'),
  );
  const source = sourceOf({ runs: [failed, makeRun('ok', { turns })] });
  const { text, runs } = await ask('compare', { a: 'r1' }, source);
  assert.deepEqual([...new Set(runs.map(({ run }) => run))], ['r1', 'ok']);
  assert.match(text, /They go the same way until turn 4 \(by wording/);
  assert.match(text, /^A, turn 4 \(user\):\n\| No\.\nB, turn 4 \(user\):\n\| Here it is\.$/m);
});

test('batches of two folders that tried the same tests have the verdict that their page has', async () => {
  const tried = (path: readonly string[], passed: number) =>
    Array.from({ length: 12 }, (_, at) =>
      makeRun(`${path[0]}-${at}`, { unit: `test ${at}`, verdict: at < passed ? 'passed' : 'failed' }, path),
    );
  const runs = [...tried(['monday', 'log'], 12), ...tried(['tuesday', 'log'], 4)];
  const { text } = await ask('compare', { a: 'shop/monday/log', b: 'shop/tuesday/log' }, sourceOf({ runs }));
  assert.match(text, /Lower, probable: 100 % → 33\.3 %\./);
  assert.doesNotMatch(text, /Not comparable|try different things/);
});

test('a cancelled question ends at once', async () => {
  const cancelled = AbortSignal.abort();
  await assert.rejects(ask('list_runs', { in: 'shop' }, shop, { signal: cancelled }), { name: 'AbortError' });
});

test('answers keep to the budget, and their cursors lead through all that there is, each once', async () => {
  const turns = Array.from({ length: 60 }, (_, index) =>
    makeTurn(`Wort${index} ${'schön '.repeat(index * 12)}ende${index}`),
  );
  const source = sourceOf({ runs: [makeRun('long', { turns })] });
  const texts: string[] = [];
  let cursor: string | undefined;
  do {
    const input = { run: 'long', detail: 'whole', budget: 1500, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await ask('get_run', input, source);
    assert.ok(answer.bytes <= 4500);
    assert.equal(answer.bytes, Buffer.byteLength(answer.text));
    texts.push(answer.text);
    cursor = answer.next;
  } while (cursor !== undefined);
  assert.ok(texts.length > 3);
  const all = texts.join('\n');
  for (let index = 0; index < 60; index++) {
    assert.equal(all.match(new RegExp(`Wort${index} `, 'g'))?.length, 1, `Wort${index}`);
    assert.equal(all.match(new RegExp(`ende${index}$`, 'gm'))?.length, 1, `ende${index}`);
  }
  assert.equal(all.match(/schön/g)?.length, (59 * 60 * 12) / 2);
  for (const bytes of [50, 300, 601, 900])
    assert.ok((await ask('get_run', { run: 'long' }, source, { bytes })).bytes <= bytes);
});

test('a budget without room for what runs say ends with whole lines, and says that there is more', async () => {
  const { text, bytes, next } = await ask('get_run', { run: 'r1' }, shop, { bytes: 180 });
  assert.equal(
    text,
    'Run shop/s1/b1#r1: failed, 6 turns. From made-up runs.\nIt has 6 turns: read others with from and to.\n' +
      '5 further entries found no room: a larger budget shows them.',
  );
  assert.deepEqual([bytes, next], [Buffer.byteLength(text), undefined]);
});

test('a cursor that leads behind the last entry is told, and not that nothing fits', async () => {
  const behind = /^Nothing is behind this cursor: what came before it was all\.$/m;
  const inputs: readonly [string, object][] = [
    ['list_runs', { in: 'shop' }],
    ['list_runs', { in: 'shop/s1/b1' }],
    ['get_run', { run: 'r1' }],
  ];
  for (const [name, input] of inputs) {
    const { text, next } = await ask(name, { ...input, cursor: '500' }, shop);
    assert.match(text, behind, name);
    assert.doesNotMatch(text, /no such runs/);
    assert.equal(next, undefined);
    assert.doesNotMatch((await ask(name, input, shop)).text, behind);
  }
});

function withoutDescriptions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutDescriptions);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).filter(
    ([key, value]) => key !== 'description' || typeof value !== 'string',
  );
  return Object.fromEntries(members.map(([key, value]) => [key, withoutDescriptions(value)]));
}

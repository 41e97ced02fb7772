/** Files of LangWatch: saved answers, and the events of its SDK, of which many make one run. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeOf } from '../../../src/core/run/outcome.ts';
import { filesRig } from '../files/support.ts';
import { booking, crashed, failed, json, sent, start } from './support.ts';

/** As the SDK sends them: what was said comes again with each message. */
function events(run: ReturnType<typeof sent>, ended = true): object[] {
  const { scenarioId, batchRunId, scenarioRunId, scenarioSetId, name, description, metadata } = run;
  const about = { scenarioId, batchRunId, scenarioRunId, scenarioSetId };
  const messages = run.messages.map((_, index) => ({
    ...{ type: 'SCENARIO_MESSAGE_SNAPSHOT', timestamp: start + index + 1, ...about },
    messages: run.messages.slice(0, index + 1),
  }));
  const end = { type: 'SCENARIO_RUN_FINISHED', timestamp: start + 29, ...about, ...of(run) };
  return [
    {
      type: 'SCENARIO_RUN_STARTED',
      timestamp: start,
      ...about,
      metadata: { ...metadata, name, description },
    },
    ...messages,
    ...(ended ? [end] : []),
  ];
}

function of({ status, results }: ReturnType<typeof sent>) {
  return { status, results };
}

const three = [
  ...events(sent()),
  ...events(sent({ scenarioRunId: 'r2', name: 'crashes', messages: booking.slice(0, 1), ...crashed })),
  ...events(sent({ scenarioRunId: 'r3', name: 'goes on', messages: [] }), false),
];
const told = [
  ['books a tune-up', 'r1', 'passed', 4, 29],
  ['crashes', 'r2', 'errored', 1, 29],
  ['goes on', 'r3', 'running', 0, undefined],
];

async function read(name: string, text: string) {
  const items = await (await filesRig({ [name]: text })).items(name);
  return items.map((item) =>
    item.kind === 'broken'
      ? [item.title, item.problem]
      : [item.title, item.ref.run, outcomeOf(item), item.turns?.length, item.duration?.ms],
  );
}

test('the events of the SDK are the runs that they tell of, on lines or in a list', async () => {
  assert.deepEqual(await read('e.jsonl', three.map((event) => json(event)).join('\n')), told);
  assert.deepEqual(await read('e.json', json(three)), told);
});

test('events in the requests that sent them are the same, without the key beside them', async () => {
  const requests = three.map((body) => json({ method: 'POST', auth: 'Bearer sk-lw-canary', body }));
  const items = await (await filesRig({ 'e.jsonl': requests.join('\n') })).items('e.jsonl');
  assert.deepEqual(
    items.map(({ title }) => title),
    ['books a tune-up', 'crashes', 'goes on'],
  );
  assert.ok(items.every((item) => !item.raw().includes('sk-lw-canary')));
});

test('events of several runs may be mixed, and a broken line is told beside them', async () => {
  const lines = three.map((event) => json(event));
  const mixed = [...lines.filter((_, i) => i % 2 === 0), ...lines.filter((_, i) => i % 2 === 1)];
  const seen = await read('e.jsonl', [...mixed, '{"type":'].join('\n'));
  assert.deepEqual(
    seen
      .slice(0, 3)
      .map(([title, , outcome]) => [title, outcome])
      .toSorted(),
    told.map(([title, , outcome]) => [title, outcome]),
  );
  assert.equal(seen.length, 4);
});

test('events tell the same in whatever order they arrived', async () => {
  const seen = await read(
    'e.jsonl',
    three
      .toReversed()
      .map((event) => json(event))
      .join('\n'),
  );
  assert.deepEqual(seen.toReversed(), told);
});

test('digits stay as the SDK sent them', async () => {
  const text = json(events(sent({ messages: [] }))).replace('"ci":"nightly"', '"ci":1.50');
  const [item] = await (await filesRig({ 'e.json': text })).items('e.json');
  assert.ok(item?.raw().includes('"ci":1.50'));
});

test('a saved answer opens: a list, one run, and a list of none', async () => {
  const runs = [sent(), sent({ scenarioRunId: 'r2', ...failed })];
  const seen = [
    ['books a tune-up', 'r1', 'passed', 4, 29],
    ['books a tune-up', 'r2', 'failed', 4, 29],
  ];
  assert.deepEqual(await read('a.json', json({ runs, hasMore: false })), seen);
  assert.deepEqual(await read('a.json', json(runs)), seen);
  assert.deepEqual(await read('a.json', json(runs[1])), seen.slice(1));
  assert.deepEqual(await read('a.json', json({ runs: [], hasMore: false })), []);
});

test('other things with events are not taken for them', async () => {
  const chat = [
    { role: 'user', content: 'SCENARIO_RUN_STARTED' },
    { role: 'assistant', content: 'Yes.' },
  ];
  assert.equal((await read('c.json', json(chat))).length, 1);
  assert.equal((await read('c.jsonl', chat.map((each) => json(each)).join('\n'))).length, 1);
});

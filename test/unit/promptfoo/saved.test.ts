/** Files and saved answers of promptfoo, opened as run files. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseJsonText } from '../../../src/core/kit/json.ts';
import { savedRunText } from '../../../src/core/run/savedRun.ts';
import { noteOf, read, refusal, whole } from '../files/support.ts';
import { cell, figures, json, table } from './support.ts';

const prompts = [
  { raw: 'Which?', label: 'short', provider: 'lamps v1', metrics: { score: 2 } },
  { raw: 'Which, please?', label: 'long', provider: 'lamps v1' },
];

/** As `-o out.json` has it: without the id of the evaluation, with prompt and provider as objects. */
function result(test: number, prompt: number, over = {}) {
  return {
    ...without(cell({ id: `r${test}${prompt}` }), ['evalId', 'text', 'pass', 'persisted']),
    ...{ testIdx: test, promptIdx: prompt, vars: { lamp: 'red' }, tokenUsage: { total: 12 } },
    ...{
      prompt: { raw: 'Which lamp is red?', label: prompts[prompt]?.label },
      provider: { id: 'lamps v1', label: '' },
    },
    ...over,
  };
}

const results = [result(1, 0), result(0, 1), result(0, 0, { success: false, failureReason: 1 })];
const summary = { version: 3, timestamp: '2026-11-20T10:00:00.500Z', prompts, results, stats: {} };
const config = { providers: [{ id: 'x', config: { apiKey: 'sk-of-the-config' } }] };

describe('files of promptfoo', () => {
  for (const [name, value] of Object.entries({
    'a file that -o wrote': { evalId: 'e1', results: summary, config, shareableUrl: null },
    'a saved answer of its API': { data: { version: 4, createdAt: '2026-11-20', results: summary, config } },
    'a summary of its Node API': { ...summary, config },
  }))
    it(name, async () => {
      const items = await read('out.json', json(value));
      assert.deepEqual(
        items.map((item) => [item.ref.run, item.title, whole(item).sequence, whole(item).verdict]),
        [
          ['r10', 'asks for red', 2, 'passed'],
          ['r01', 'asks for red', 1, 'passed'],
          ['r00', 'asks for red', 1, 'failed'],
        ],
      );
      const run = whole(items[1]);
      assert.equal(run.provider, 'promptfoo');
      assert.deepEqual(figures(run), {
        model: 'lamps v1',
        prompt: 'long',
        score: 1,
        costUsd: 0.25,
        tokens: 12,
      });
      assert.equal(run.createdAt?.ms, Date.UTC(2026, 10, 20, 10, 0, 0, 500));
      for (const item of items) assert.equal(item.raw().includes('sk-of-the-config'), false);
    });

  it('lines, as they are written while it runs', async () => {
    const items = await read('out.jsonl', results.map((each) => json(each)).join('\n'));
    assert.deepEqual(
      items.map((item) => item.ref.run),
      ['r10', 'r01', 'r00'],
    );
  });

  it('a saved table, with a hole', async () => {
    const rows = [
      { testIdx: 0, outputs: [null, cell({ promptIdx: 1 })] },
      { testIdx: 1, outputs: [cell({ id: 'c2', testIdx: 1, success: false, failureReason: 1 }), null] },
    ];
    const items = await read('table.json', table(rows));
    assert.deepEqual(
      items.map((item) => [item.ref.run, whole(item).verdict, figures(whole(item))['prompt']]),
      [
        ['c1', 'passed', 'long'],
        ['c2', 'failed', 'short'],
      ],
    );
    for (const item of items) assert.equal(item.raw().includes('sk-of-the-config'), false);
  });

  it('keep the digits as they were sent', async () => {
    const text = json({ evalId: 'e1', results: { ...summary, results: [result(0, 0)] } }).replace(
      '"score":1,',
      '"score":1.10,',
    );
    const [item] = await read('out.json', text);
    assert.match(item?.raw() ?? '', /"score":1\.10,/);
  });

  it('number the repeats of a test, whatever their order', async () => {
    const other = { testCase: { description: 'asks for blue', assert: [] } };
    const repeated = [result(1, 0), result(2, 0, other), result(0, 0), result(0, 1)];
    const items = await read('out.json', json({ evalId: 'e1', results: { ...summary, results: repeated } }));
    assert.deepEqual(
      items.map((item) => whole(item).repeat),
      [
        { case: 'asks for red', number: 2, total: 2 },
        undefined,
        { case: 'asks for red', number: 1, total: 2 },
        undefined,
      ],
    );
  });

  it('a run that was saved alone opens as it was', async () => {
    const [item] = await read('out.json', json({ evalId: 'e1', results: summary, config }));
    assert.ok(item);
    const about = { savedAt: undefined, origin: undefined, trail: [], path: [] };
    const [again] = await read('one.agentrun.json', savedRunText(item, about));
    const added = ['raw', 'ref', 'fromFile'];
    assert.deepEqual(without(whole(again), added), without(whole(item), added));
    assert.deepEqual(parseJsonText(again?.raw() ?? ''), parseJsonText(item.raw()));
    assert.equal(again?.ref.run, 'r10');
  });

  it('whose first test went wrong show the others, and what is wrong', async () => {
    const failed = result(0, 0, { success: false, failureReason: 2, error: 'Too many requests' });
    const silent = Object.fromEntries(Object.entries(failed).filter(([key]) => key !== 'response'));
    const odd = { prompt: { raw: 'Which?' }, success: 'yes' };
    const items = await read(
      'out.json',
      json({ evalId: 'e1', results: { results: [null, odd, silent], stats: {} } }),
    );
    assert.deepEqual(
      items.map((item) => (item.kind === 'run' ? item.error?.message : item.problem)),
      ['answer: expected object, got null', 'success: expected boolean, got string', 'Too many requests'],
    );
    const alone = await read('out.json', json({ evalId: 'e1', results: { results: [odd], stats: {} } }));
    assert.deepEqual(
      alone.map((item) => item.kind),
      ['broken'],
    );
  });

  it('without results say so', async () => {
    const words = 'This is of the kind "promptfoo", and holds no runs.';
    assert.equal(
      await noteOf('out.json', json({ evalId: 'e1', results: { ...summary, results: [] } })),
      words,
    );
    assert.equal(await noteOf('table.json', table([])), words);
  });

  it('are not taken for a file that has other results', async () => {
    assert.match(await refusal('a.json', json({ results: [{ speed: 3 }] })), /holds no runs/);
  });
});

function without(value: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

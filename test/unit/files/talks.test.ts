/** Conversations in general: all of them, with all that stands around them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factValue } from '../../../src/core/run/facts.ts';
import { noteOf, read, rowsOf, saidIn, whole } from './support.ts';

const hi = { role: 'user', content: 'Hi' };
const hello = { role: 'assistant', content: 'Hello!' };
const json = JSON.stringify;

describe('A conversation', () => {
  it('without a message is one of no turns', async () => {
    const [item] = await read('a.json', '{"messages":[],"id":"c1"}');
    assert.deepEqual([whole(item).turns, item?.ref.run], [[], 'c1']);
    const list = await read('a.json', '[{"messages":[],"id":"c1"},{"messages":[],"id":"c2"}]');
    assert.deepEqual(
      list.map(({ ref }) => ref.run),
      ['c1', 'c2'],
    );
  });

  it('among others is labelled by the first words of a person', async () => {
    const lines = [
      {
        messages: [
          { role: 'system', content: 'You sell lamps.' },
          { role: 'user', content: 'Which lamp\nis it?' },
        ],
      },
      { title: 'Sofas', messages: [hi] },
      { messages: [hello] },
    ];
    assert.deepEqual(
      (await read('a.jsonl', lines.map((line) => json(line)).join('\n'))).map(({ title }) => title),
      ['1: Which lamp is it?', 'Sofas', 'Conversation 3'],
    );
  });

  it('keeps what cannot be used as it is', async () => {
    const text =
      '{"id":17,"title":7,"model":{"name":"x"},"timestamp":"soon","created":1793527200,"name":"Lamps","messages":[{"role":"user","content":"Hi"}]}';
    const run = whole((await read('a.json', text))[0]);
    assert.deepEqual(run.rest, { title: 7, model: { name: 'x' }, timestamp: 'soon' });
    assert.deepEqual(
      [run.title, run.ref.run, run.ids, run.createdAt?.ms],
      ['Lamps', '17', [['Conversation', '17']], 1793527200000],
    );
    assert.equal(factValue(run, 'model'), undefined);
  });

  it('may name its speakers otherwise', async () => {
    const messages = [
      { id: 'u1', type: 'user', content: 'Mend the lamp' },
      { id: 'a1', type: 'gemini', content: 'Done' },
    ];
    const [item] = await read('a.json', json({ sessionId: 's1', messages }));
    assert.deepEqual(saidIn(item), [
      ['user', 'Mend the lamp'],
      ['gemini', 'Done'],
    ]);
    assert.equal(item?.ref.run, 's1');
  });

  it('may be a list of any name, with what is around it', async () => {
    const text = json({
      environment: 'main',
      trajectory: [{ action: 'ls' }],
      history: [hi, hello],
      info: { exit_status: 'submitted' },
    });
    const run = whole((await read('a.traj', text))[0]);
    assert.equal(run.turns?.length, 2);
    assert.deepEqual(run.rest, {
      environment: 'main',
      trajectory: [{ action: 'ls' }],
      info: { exit_status: 'submitted' },
    });
    assert.equal(run.raw(), text);
  });

  it('may be one of several lists: each is one, with what is around them', async () => {
    const items = await read(
      'a.json',
      json({ tools: ['x'], examples: [hi], turns_all: [{ role: 'user', content: 'real' }, hello] }),
    );
    assert.deepEqual(
      items.map((item) => [item.title, whole(item).turns?.length, whole(item).rest]),
      [
        ['1: Hi', 1, { tools: ['x'] }],
        ['2: real', 2, { tools: ['x'] }],
      ],
    );
    const [, second] = items;
    assert.deepEqual(JSON.parse(second?.raw() ?? ''), {
      tools: ['x'],
      turns_all: [{ role: 'user', content: 'real' }, hello],
    });
  });

  it('stands beside others in lists of any name; what else is there is said', async () => {
    const text = json({ info: {}, train: [{ messages: [hi] }], test: [{ messages: [hello] }] });
    assert.deepEqual(rowsOf(await read('a.json', text)), ['1: Hi none', 'Conversation 2 none']);
    assert.equal(await noteOf('a.json', text), 'Beside its runs, the file holds: info.');
  });
});

describe('Preferences', () => {
  it('are two conversations: what was asked with either answer', async () => {
    const line = {
      input: { messages: [hi], tools: [] },
      preferred_output: [hello],
      non_preferred_output: [{ role: 'assistant', content: 'What?' }],
      note: 1,
    };
    const items = await read('a.jsonl', json(line));
    assert.deepEqual(
      items.map(({ title }) => title),
      ['Hi (preferred)', 'Hi (rejected)'],
    );
    assert.deepEqual(items.map(saidIn), [
      [
        ['user', 'Hi'],
        ['assistant', 'Hello!'],
      ],
      [
        ['user', 'Hi'],
        ['assistant', 'What?'],
      ],
    ]);
    assert.deepEqual(whole(items[1]).rest, { input: { tools: [] }, note: 1 });
  });

  it('may be texts, single messages, or whole conversations', async () => {
    const lines = [
      { prompt: 'Hi', chosen: 'Hello!', rejected: 'What?' },
      { messages: [hi], chosen: hello, rejected: { role: 'assistant', content: 'What?' } },
      { prompt: 'Hi', chosen: [hi, hello], rejected: [hi, { role: 'assistant', content: 'What?' }] },
    ];
    for (const line of lines) {
      const items = await read('a.json', json(line));
      assert.deepEqual(
        items.map(saidIn),
        [
          [
            ['user', 'Hi'],
            ['assistant', 'Hello!'],
          ],
          [
            ['user', 'Hi'],
            ['assistant', 'What?'],
          ],
        ],
        json(line),
      );
    }
  });
});

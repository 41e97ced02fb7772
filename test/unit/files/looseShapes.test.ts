/** Conversations in shapes that nobody promised: messages under other names, deeper within, or with something missing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcomeOf } from '../../../src/core/run/outcome.ts';
import type { Json } from '../../../src/core/run/run.ts';
import { noteOf, read, refusal, saidIn, whole } from './support.ts';

const question = { role: 'user', content: 'Which lamp?' };
const answer = { role: 'assistant', content: 'The red one.' };
const texts = ['Which lamp?', 'The red one.'];
const json = JSON.stringify;
const lines = (...records: readonly object[]) => records.map((record) => json(record)).join('\n');

/** What was said in each run of a file. */
async function said(text: string) {
  const items = await read('a', text);
  return items.map((item) => saidIn(whole(item)).map(([, words]) => words));
}

describe('Messages are one conversation', () => {
  const lists: Record<string, readonly object[]> = {
    'whose type is the role': [
      { type: 'human', content: 'Which lamp?' },
      {
        type: 'ai',
        content: 'The red one.',
        tool_calls: [{ type: 'tool_call', id: 'c', name: 'find', args: {} }],
      },
    ],
    'as LangChain writes them down': [
      { type: 'human', data: { content: 'Which lamp?', type: 'human' } },
      { type: 'ai', data: { content: 'The red one.', type: 'ai' } },
    ],
    'of a speaker and a text': [
      { speaker: 'user', text: 'Which lamp?' },
      { speaker: 'bot', text: 'The red one.' },
    ],
    'of a sender and a message': [
      { sender: 'user', message: 'Which lamp?' },
      { sender: 'bot', message: 'The red one.' },
    ],
    'of a role and a body': [
      { role: 'user', body: 'Which lamp?' },
      { role: 'bot', body: 'The red one.' },
    ],
  };
  for (const [name, list] of Object.entries(lists))
    it(name, async () => {
      assert.deepEqual(await said(json(list)), [texts]);
      assert.deepEqual(await said(json({ messages: list })), [texts]);
    });

  it('whatever else stands in a message with a role; a list of people is none', async () => {
    const messages = [{ role: 'user', utterance: 'Which lamp?' }];
    const [item] = await read('a', json({ messages }));
    assert.deepEqual(whole(item).turns?.[0]?.extra, { utterance: 'Which lamp?' });
    assert.match(await refusal('a', json([{ role: 'admin', name: 'Jo' }])), /got a list of something else/);
  });

  it('within the object that an API answers with', async () => {
    const messages = [question, answer];
    assert.deepEqual(await said(json({ ok: true, data: { messages } })), [texts]);
    assert.equal(
      await noteOf('a', json({ ok: true, data: { messages } })),
      'Beside its runs, the file holds: ok.',
    );
    const [item] = await read('a', json({ data: { conversation: { id: 'c', title: 'Lamps', messages } } }));
    assert.deepEqual([item?.ref.run, item?.title], ['c', 'Lamps']);
    assert.deepEqual(await said(json({ a: { messages }, b: { messages } })), [texts, texts]);
  });

  it('that stand in something else, which says when they were', async () => {
    const wrapped = [
      { ts: 1793527200000, message: question },
      { ts: 1793527203000, message: answer },
    ];
    for (const text of [json(wrapped), lines(...wrapped)]) {
      const [item] = await read('a', text);
      assert.deepEqual(
        saidIn(whole(item)).map(([, words]) => words),
        texts,
      );
      assert.deepEqual(
        whole(item).turns?.map(({ createdAt }) => createdAt?.ms),
        [1793527200000, 1793527203000],
      );
      assert.equal(await noteOf('a', text), undefined);
    }
  });

  it('of a session, whatever stands on a line between them', async () => {
    const record = (uuid: string, message: object) =>
      json({ type: 'user', sessionId: 's', uuid, timestamp: '2026-11-01T10:00:00Z', message });
    const items = await read('a', [record('1', question), 'null', record('2', question)].join('\n'));
    assert.deepEqual(
      items.map((item) => (item.kind === 'run' ? item.turns?.length : item.problem)),
      [2, 'Line 2: expected a run of a service, a saved run, a transcript or messages, got null'],
    );
  });

  it('also where one of ShareGPT says nothing, or there is none at all', async () => {
    const talk = { id: 'b', conversations: [{ from: 'human' }, { from: 'gpt', value: 'The red one.' }] };
    assert.deepEqual(await said(json([talk])), [[undefined, 'The red one.']]);
    assert.deepEqual(await said(json([{ id: 'a', conversations: [] }, talk])), [
      [],
      [undefined, 'The red one.'],
    ]);
  });
});

describe('What was asked and answered', () => {
  it('is read as Ollama, Bedrock and older models answer', async () => {
    const message = { role: 'assistant', content: [{ text: 'The red one.' }] };
    for (const value of [
      { model: 'm', message: answer, done: true },
      { output: { message }, stopReason: 'end_turn' },
      { object: 'text_completion', choices: [{ text: 'The red one.' }] },
    ])
      assert.deepEqual(await said(json(value)), [['The red one.']]);
  });

  it('is one conversation of a prompt and its completion', async () => {
    const text = lines(
      { prompt: 'Which lamp?', completion: 'The red one.' },
      { prompt: [question], completion: [answer], label: true },
    );
    assert.deepEqual(await said(text), [texts, texts]);
  });

  it('in lines of a batch: one that failed is a run with an error', async () => {
    const text = lines(
      { custom_id: 'a', response: { body: { choices: [{ message: answer }] } }, error: null },
      { custom_id: 'b', response: null, error: { message: 'Too long.' } },
      { custom_id: 'c', response: { status_code: 400, body: { error: { message: 'Bad.' } } }, error: null },
      { custom_id: 'd', result: { type: 'errored', error: { type: 'error', error: { message: 'Busy.' } } } },
    );
    const runs = (await read('a', text)).map((item) => whole(item));
    assert.deepEqual(
      runs.map((run) => [run.title, outcomeOf(run), run.error?.message]),
      [
        ['a', 'unknown', undefined],
        ['b', 'errored', 'Too long.'],
        ['c', 'errored', 'Bad.'],
        ['d', 'errored', 'Busy.'],
      ],
    );
  });

  it('is a text in what chains of LangChain take and give', async () => {
    const run = { id: 'r', run_type: 'chain', inputs: { input: 'Which lamp?' } };
    const [item] = await read('a', json({ ...run, outputs: { output: 'The red one.', documents: [1] } }));
    assert.deepEqual(
      saidIn(whole(item)).map(([, words]) => words),
      texts,
    );
    assert.deepEqual(whole(item).turns?.[1]?.blocks[1], { kind: 'data', data: { documents: [1] } });
  });
});

describe('What holds no messages after all', () => {
  const found: readonly (readonly [Json, string])[] = [
    [{ messages: [{ a: 1 }] }, 'an object whose messages[0] names no role (an object with a)'],
    [{ messages: ['Hi'] }, 'an object whose messages[0] names no role (a text)'],
    [{ messages: 'Hi' }, 'an object whose "messages" are no list, but a text'],
    [{ config: { messages: [] } }, 'an object with config'],
  ];
  for (const [value, words] of found)
    it(`is told: ${words}`, async () => {
      const expected = 'a run of a service, a saved run, a transcript or messages';
      assert.equal(
        await refusal('a.json', json(value)),
        `a.json holds no runs: expected ${expected}, got ${words}.`,
      );
    });
});

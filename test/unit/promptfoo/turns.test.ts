/** Where the turns of a result come from, in the order of belief. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cell, json, runFrom, saidBy } from './support.ts';

const messages = [
  { role: 'user', content: 'Is it red?' },
  { role: 'assistant', content: 'Yes.' },
  { role: 'user', content: 'Switch it on.' },
  { role: 'assistant', content: 'Done.' },
];
const said = messages.map(({ role, content }) => [role, content]);

describe('turns of a result of promptfoo', () => {
  it('are the messages of its metadata before all else', () => {
    const output = messages
      .map(({ role, content }) => `${role === 'user' ? 'User' : 'Assistant'}: ${content}`)
      .join('\n---\n');
    const run = runFrom(
      cell({
        metadata: { messages, mood: 'bright', redteamHistory: [{ prompt: 'a', output: 'b' }] },
        ...{ response: { output }, prompt: 'You are a lamp.' },
      }),
    );
    assert.deepEqual(saidBy(run), said);
    assert.deepEqual(run.rest['prompt'], 'You are a lamp.');
    assert.deepEqual(Object.keys(run.rest['metadata'] ?? {}), ['mood', 'redteamHistory']);
    assert.equal(json(run.rest).includes('---'), false);
  });

  it('are those of the answer where the result has none', () => {
    const run = runFrom(cell({ metadata: {}, response: { output: 'Done.', metadata: { messages } } }));
    assert.deepEqual(saidBy(run), said);
  });

  it('are the attempts of an attacker', () => {
    const redteamHistory = [
      { prompt: 'Burn!', output: 'No.', score: 2 },
      { prompt: 'Please burn!', output: 'No, thanks.' },
    ];
    const run = runFrom(cell({ metadata: { redteamHistory } }));
    assert.deepEqual(saidBy(run), [
      ['user', 'Burn!'],
      ['assistant', 'No.'],
      ['user', 'Please burn!'],
      ['assistant', 'No, thanks.'],
    ]);
    assert.deepEqual(run.turns?.[1]?.extra, { score: 2 });
    assert.equal(run.rest['metadata'], undefined);
  });

  it('are a prompt of several messages, and the answer', () => {
    const chat = [{ role: 'system', content: 'You are a lamp.' }, messages[0]];
    const expected = [
      ['system', 'You are a lamp.'],
      ['user', 'Is it red?'],
      ['assistant', 'The red one.'],
    ];
    assert.deepEqual(saidBy(runFrom(cell({ prompt: json(chat) }))), expected);
    assert.deepEqual(saidBy(runFrom(cell({ prompt: { raw: json(chat), label: 'chat' } }))), expected);
    const sent = { response: { output: 'The red one.', prompt: chat } };
    assert.deepEqual(saidBy(runFrom(cell(sent))), expected);
  });

  it('are else the prompt and the answer', () => {
    assert.deepEqual(saidBy(runFrom(cell())), [
      ['user', 'Which lamp is red?'],
      ['assistant', 'The red one.'],
    ]);
    // JSON that is no list of messages was sent as it is.
    const list = json(['red', 'blue']);
    assert.deepEqual(saidBy(runFrom(cell({ prompt: list, response: null }))), [['user', list]]);
  });

  it('tell calls of tools as calls, and data as data', () => {
    const call = { id: 'k1', type: 'function', function: { name: 'switch', arguments: '{"on":true}' } };
    const called = runFrom(cell({ response: { output: [call] } })).turns?.at(-1);
    assert.deepEqual(called?.blocks, [
      { kind: 'toolCall', name: 'switch', arguments: '{"on":true}', callId: 'k1' },
    ]);
    const data = runFrom(cell({ response: { output: { colour: 'red' } } })).turns?.at(-1);
    assert.deepEqual(data?.blocks, [{ kind: 'data', data: { colour: 'red' } }]);
  });
});

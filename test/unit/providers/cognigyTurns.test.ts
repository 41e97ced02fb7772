/** Turns of the Simulator as blocks: the samples' own way of writing calls and results. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { whole } from './support.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';

const saved = await cognigy.saved();

function blocksOf(turn: string) {
  const item = saved.run(`{"id":"r","turns":[${turn}]}`, { connection: 'c', path: [], run: 'r' });
  return whole(item).turns?.[0]?.blocks;
}

it('a call has its name and its arguments with every digit', () => {
  assert.deepEqual(
    blocksOf(
      '{"text":"","data":{"toolCall":{"id":"c1","name":"pay","arguments":{"order":9007199254740993,"sum":1.10}}}}',
    ),
    [{ kind: 'toolCall', name: 'pay', arguments: '{"order":9007199254740993,"sum":1.10}', callId: 'c1' }],
  );
});

it('a result is shown once, though the text repeats it', () => {
  const result = { kind: 'toolResult', callId: 'c1', name: 'sum', isError: false };
  const turn = (text: string, content: string) =>
    `{"text":${JSON.stringify(text)},"data":{"toolResult":{"toolCallId":"c1","name":"sum","content":${content}}}}`;
  assert.deepEqual(blocksOf(turn('255.0', '255')), [{ ...result, content: '255.0', isJson: true }]);
  assert.deepEqual(blocksOf(turn('{"a": [1]}', '{"a":[1]}')), [
    { ...result, content: '{"a": [1]}', isJson: true },
  ]);
  assert.deepEqual(blocksOf(turn('gone', '"gone"')), [{ ...result, content: 'gone', isJson: false }]);
  assert.deepEqual(blocksOf(turn('It is 255.', '255')), [
    { kind: 'text', text: 'It is 255.' },
    { ...result, content: '255', isJson: true },
  ]);
});

it('data that only names the speaker is no block, other data is', () => {
  assert.deepEqual(blocksOf('{"text":"Hi","data":{"role":"user"}}'), [{ kind: 'text', text: 'Hi' }]);
  assert.deepEqual(blocksOf('{"text":"Hi","data":{"role":"user","mood":"good"}}'), [
    { kind: 'text', text: 'Hi' },
    { kind: 'data', data: { mood: 'good' } },
  ]);
  assert.deepEqual(blocksOf('{"text":"","data":[]}'), []);
});

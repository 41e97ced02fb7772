import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom } from '../../../src/samples/random.ts';
import { citedLabels, fill, play } from '../../../src/samples/script.ts';

const random = randomFrom(1, 'test');

test('turns, lines, data and slots', () => {
  const { turns } = play(
    `U: Hi, I'm {name}.
     A: Choose:
     | - one
     D: {"buttons":["a"]}
     D: {"more":{"of":"{name}"}}`,
    { name: 'Ada' },
    random,
  );
  assert.deepEqual(turns, [
    { speaker: 'user', text: "Hi, I'm Ada.", data: {} },
    { speaker: 'agent', text: 'Choose:\n- one', data: { buttons: ['a'], more: { of: 'Ada' } } },
  ]);
});

test('a tool call and its result share an id', () => {
  const { turns } = play('T: getOrder {"order":"B-1"}\nR: {"state":"SENT"}', {}, randomFrom(1, 'tools'));
  const id = 'call_1u7mfo1';
  assert.deepEqual(turns, [
    { speaker: 'agent', text: '', data: { toolCall: { id, name: 'getOrder', arguments: { order: 'B-1' } } } },
    {
      speaker: 'tool',
      text: '{"state":"SENT"}',
      data: { toolResult: { toolCallId: id, name: 'getOrder', content: { state: 'SENT' } } },
    },
  ]);
});

test('labels give the number of their turn, also behind lines left out', () => {
  const script = (probability: number): string => `U: one\n(${probability}\nA: two\n)\nA@late: three`;
  assert.equal(play(script(0), {}, random).labels.get('late'), 2);
  assert.equal(play(script(1), {}, random).labels.get('late'), 3);
  assert.equal(fill('see turn {turn:late}', {}, new Map([['late', 3]])), 'see turn 3');
  assert.deepEqual(citedLabels('{turn:a} and {turn:b}'), ['a', 'b']);
});

test('choices are made by chance, but always the same', () => {
  const texts = Array.from(
    { length: 20 },
    (_, index) => play('U: [[a||b]]', {}, randomFrom(1, `choice ${index}`)).turns[0]?.text,
  );
  assert.deepEqual([...new Set(texts)].sort(), ['a', 'b']);
  assert.deepEqual(
    texts.slice(0, 3),
    [0, 1, 2].map((index) => play('U: [[a||b]]', {}, randomFrom(1, `choice ${index}`)).turns[0]?.text),
  );
});

test('mistakes in a script are found', () => {
  assert.throws(() => play('X: what', {}, random), /Not a line of a script: X: what/);
  assert.throws(() => play('U: {nobody}', {}, random), /Nothing is known as nobody/);
  assert.throws(() => play('| text', {}, random), /A script starts with a turn/);
  assert.throws(() => fill('{turn:late}', {}, new Map()), /Nothing is known as late/);
});

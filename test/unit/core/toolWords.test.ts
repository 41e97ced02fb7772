/** Calls, results and thoughts in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '../../../src/core/run/blocks.ts';
import { callWords, ownData, mediaWords, spokenText, thoughtText } from '../../../src/core/run/toolWords.ts';

const call = (name: string, sent?: string, callId?: string): Block => ({
  ...{ kind: 'toolCall', name, arguments: sent, callId },
});
const result = (content: string): Block => ({
  ...{ kind: 'toolResult', callId: undefined, name: undefined, content, isJson: false, isError: false },
});

test('a call reads like one, with its digits as they were sent', () => {
  assert.equal(
    callWords({ name: 'getBooking', arguments: '{"reference":"BN2H4S"}' }),
    'getBooking(reference: "BN2H4S")',
  );
  assert.equal(
    callWords({ name: 'pay', arguments: ' {"order": 9007199254740993, "sum": 1.10, "to": {"a": [1]}}' }),
    'pay(order: 9007199254740993, sum: 1.10, to: {"a": [1]})',
  );
  assert.equal(callWords({ name: 'sh', arguments: 'ls -la' }), 'sh(ls -la)');
  assert.equal(callWords({ name: undefined, arguments: undefined }), 'tool()');
});

test('speech, thought, media and data are told apart, and each once', () => {
  const thought: Block = { kind: 'reasoning', text: 'The policy says no.' };
  const said: Block = { kind: 'text', text: 'Yes, of course.' };
  const both = { text: 'Yes, of course.', blocks: [thought, said], data: undefined };
  assert.deepEqual([thoughtText(both), spokenText(both)], ['The policy says no.', 'Yes, of course.']);
  assert.equal(spokenText({ text: 'answer', blocks: [result('answer')] }), undefined);
  assert.equal(
    thoughtText({ blocks: [{ kind: 'reasoning', text: undefined }] }),
    'The service keeps this thought to itself.',
  );
  assert.equal(ownData({ data: { a: 1 }, blocks: [call('a')] }), undefined);
  const rest = { kind: 'data', data: { a: 1 } } as const;
  assert.deepEqual(ownData({ data: { role: 'tool', a: 1, toolCall: {} }, blocks: [call('a'), rest] }), {
    a: 1,
  });
  assert.deepEqual(ownData({ data: { x: 1 }, blocks: [rest, rest] }), [{ a: 1 }, { a: 1 }]);
  const image = {
    kind: 'media',
    mediaKind: 'image',
    mediaType: 'image/png',
    size: 12 * 1024,
    altText: 'a lamp',
  } as const;
  assert.equal(mediaWords(image), 'image/png, 12 KB: a lamp');
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { parseIntent, parseState } from '../../../src/panel/run/intent.ts';

describe('messages from the webview', () => {
  it('are read field by field, and what is not in the contract is left out', () => {
    assert.deepEqual(parseIntent({ type: 'ready', anchor: 12, generation: 3, extra: 'x' }), {
      type: 'ready',
      anchor: 12,
      generation: 3,
    });
    assert.deepEqual(parseIntent({ type: 'ready', anchor: -1, generation: 'x' }), {
      type: 'ready',
      anchor: undefined,
      generation: undefined,
    });
    assert.deepEqual(parseIntent({ type: 'turns', request: 1, generation: 2, from: 3, count: 4, also: 5 }), {
      type: 'turns',
      request: 1,
      generation: 2,
      from: 3,
      count: 4,
    });
    assert.deepEqual(
      parseIntent({ type: 'piece', request: 1, generation: 1, from: 0, part: { of: 'turnText', index: 7 } }),
      { type: 'piece', request: 1, generation: 1, from: 0, part: { of: 'turnText', index: 7 } },
    );
    assert.deepEqual(
      parseIntent({
        type: 'find',
        request: 1,
        generation: 1,
        query: { text: 'a', matchCase: true, regex: 1 },
      }),
      {
        type: 'find',
        request: 1,
        generation: 1,
        query: { text: 'a', matchCase: true, wholeWord: false, regex: false },
      },
    );
    assert.deepEqual(parseIntent({ type: 'action', action: 'setApiKey' }), {
      type: 'action',
      action: 'setApiKey',
    });
  });

  const refused: readonly unknown[] = [
    undefined,
    null,
    'ready',
    7,
    [],
    {},
    { type: 'constructor' },
    { type: 'turns', request: 1, generation: 1, from: -1, count: 1 },
    { type: 'turns', request: 1, generation: 1, from: 1e99, count: 1 },
    { type: 'turns', request: '1', generation: 1, from: 0, count: 1 },
    { type: 'turns', generation: 1, from: 0, count: 1 },
    { type: 'piece', request: 1, generation: 1, from: 0, part: { of: 'apiKey', index: 0 } },
    { type: 'piece', request: 1, generation: 1, from: 0, part: { of: '__proto__', index: 0 } },
    { type: 'copyPart', part: null },
    { type: 'action', action: 'workbench.action.terminal.new' },
    { type: 'go', step: 2 },
    { type: 'copy', text: 1 },
    { type: 'copy', text: 'x'.repeat(300_000) },
    { type: 'openLink', href: 'x'.repeat(5000) },
    { type: 'find', request: 1, generation: 1, query: { text: 'x'.repeat(20_000) } },
  ];
  for (const message of refused) {
    it(`are refused: ${inspect(message, { breakLength: Infinity, compact: true }).slice(0, 90)}`, () => {
      assert.equal(parseIntent(message), undefined);
    });
  }
});

describe('what a panel remembers', () => {
  const ref = { connection: 'c', path: ['a', 'b'], run: 'r' };

  it('is the run, and nothing else is taken over', () => {
    assert.deepEqual(parseState({ version: 1, ref: { ...ref, key: 'secret' }, folds: { a: true } }), { ref });
  });

  it('is not trusted when it has another shape', () => {
    for (const state of [
      undefined,
      null,
      {},
      { version: 2, ref },
      { version: 1 },
      { version: 1, ref: { ...ref, path: 'a/b' } },
      { version: 1, ref: { ...ref, path: [1] } },
      { version: 1, ref: { ...ref, path: Array.from({ length: 99 }, () => 'a') } },
      { version: 1, ref: { ...ref, run: undefined } },
      { version: 1, ref: { ...ref, connection: 'x'.repeat(5000) } },
    ]) {
      assert.equal(parseState(state), undefined, JSON.stringify(state));
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import { answerTo } from '../../../src/panel/answering.ts';
import { runAnswers } from '../../../src/panel/run/answers.ts';
import { parseIntent, parseState } from '../../../src/panel/run/intent.ts';
import { makeRun, makeTurns } from '../../webview/support/runs.ts';

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
    assert.deepEqual(
      parseIntent({ type: 'ask', request: 1, generation: 2, name: 'turns', args: { from: 3 }, also: 5 }),
      { type: 'ask', request: 1, generation: 2, name: 'turns', args: { from: 3 } },
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
    { type: 'ask', request: -1, generation: 1, name: 'turns', args: {} },
    { type: 'ask', request: 1e99, generation: 1, name: 'turns', args: {} },
    { type: 'ask', request: '1', generation: 1, name: 'turns', args: {} },
    { type: 'ask', generation: 1, name: 'turns', args: {} },
    { type: 'ask', request: 1, generation: 1, name: 7, args: {} },
    { type: 'ask', request: 1, generation: 1, name: 'x'.repeat(100), args: {} },
    { type: 'copyPart', part: null },
    { type: 'prefer', markdown: 'yes' },
    { type: 'action', action: 'workbench.action.terminal.new' },
    { type: 'go', step: 2 },
    { type: 'copy', text: 1 },
    { type: 'copy', text: 'x'.repeat(300_000) },
    { type: 'openLink', href: 'x'.repeat(5000) },
  ];
  for (const message of refused) {
    it(`are refused: ${inspect(message, { breakLength: Infinity, compact: true }).slice(0, 90)}`, () => {
      assert.equal(parseIntent(message), undefined);
    });
  }
});

describe('questions of a page about a run', () => {
  const run = makeRun({ turns: makeTurns(3) });
  const about = {
    run,
    withinTime,
    timeline: { start: undefined, silence: 0, speakers: [] },
    siblings: () => [run],
  };
  const ask = (name: string, args: unknown) =>
    answerTo(runAnswers, { type: 'ask', request: 7, generation: 2, name, args }, about);

  it('are answered with the number and the generation that they came with', () => {
    const answer = ask('piece', { part: { of: 'turnText', index: 0, more: 1 }, from: 2 });
    const text = run.turns?.[0]?.text ?? '';
    assert.deepEqual(answer, {
      type: 'answer',
      request: 7,
      generation: 2,
      value: { text: text.slice(2), total: text.length },
    });
  });

  it('are read field by field', () => {
    assert.deepEqual(runAnswers.find.read({ query: { text: 'a', matchCase: true, regex: 1 }, more: 1 }), {
      query: { text: 'a', matchCase: true, wholeWord: false, regex: false },
    });
    assert.deepEqual(runAnswers.turns.read({ from: 3, count: 4, also: 5 }), { from: 3, count: 4 });
  });

  const refused: readonly (readonly [string, unknown])[] = [
    ['constructor', {}],
    ['__proto__', {}],
    ['secrets', {}],
    ['turns', undefined],
    ['turns', { from: -1, count: 1 }],
    ['turns', { from: 1e99, count: 1 }],
    ['turns', { from: 0 }],
    ['criteria', { from: '0' }],
    ['piece', { from: 0, part: { of: 'apiKey', index: 0 } }],
    ['piece', { from: 0, part: { of: '__proto__', index: 0 } }],
    ['find', { query: { text: 'x'.repeat(20_000) } }],
    ['find', { query: 'a' }],
  ];
  for (const [name, args] of refused)
    it(`get no answer: ${name} ${inspect(args, { breakLength: Infinity, compact: true }).slice(0, 70)}`, () => {
      assert.equal(ask(name, args), undefined);
    });
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

/** What waits until a page is idle comes in every browser: Safari, as Node, has no `requestIdleCallback`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whenIdle } from '../../../webview/kit/idle.ts';

test('a page that cannot be told when it is idle goes on after a short pause, unless that is taken back', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  assert.equal('requestIdleCallback' in globalThis, false);
  const called: string[] = [];
  whenIdle(() => called.push('a'), 500);
  whenIdle(() => called.push('soon'), 10);
  const takeBack = whenIdle(() => called.push('taken back'), 500);
  takeBack();
  assert.deepEqual(called, []);
  context.mock.timers.tick(10);
  assert.deepEqual(called, ['soon']);
  context.mock.timers.tick(40);
  assert.deepEqual(called, ['soon', 'a']);
  context.mock.timers.tick(1000);
  assert.deepEqual(called, ['soon', 'a']);
});

test('where the browser says when it is idle, it is asked', (context) => {
  const said: unknown[] = [];
  Object.assign(globalThis, {
    requestIdleCallback: (_: () => void, { timeout }: { timeout: number }) => said.push(timeout),
    cancelIdleCallback: (idle: number) => said.push(`cancelled ${idle}`),
  });
  context.after(() => {
    for (const name of ['requestIdleCallback', 'cancelIdleCallback'])
      Reflect.deleteProperty(globalThis, name);
  });
  whenIdle(() => undefined, 500)();
  assert.deepEqual(said, [500, 'cancelled 1']);
});

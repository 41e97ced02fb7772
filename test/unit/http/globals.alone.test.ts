/** Alone in its process: undici is loaded once, and the first time is what counts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { json, rig, serve } from './support.ts';

describe('the global dispatcher', () => {
  it('stays what it was when undici is loaded', async (t) => {
    const symbols = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];
    new Headers();
    const host = { dispatch: () => true };
    // What an older host looks like: an agent for Node's own fetch, and no place taken for undici 8.
    const before = [host, undefined];
    symbols.forEach((symbol, index) => Reflect.set(globalThis, symbol, before[index]));
    const server = await serve(t, json({}));
    await rig(t, server.origin).get('/');
    assert.deepEqual(
      symbols.map((symbol): unknown => Reflect.get(globalThis, symbol)),
      before,
    );
  });
});

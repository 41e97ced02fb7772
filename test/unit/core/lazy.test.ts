import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lazy } from '../../../src/core/kit/lazy.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Loads that the test ends one by one. */
function rig() {
  const loads: PromiseWithResolvers<{ readonly name: string; dispose(): void }>[] = [];
  const gone: string[] = [];
  const late = lazy(() => {
    const load = Promise.withResolvers<{ readonly name: string; dispose(): void }>();
    loads.push(load);
    return load.promise;
  });
  const thing = (name: string) => ({ name, dispose: () => void gone.push(name) });
  return { late, loads, gone, thing };
}

test('nothing is loaded before it is needed, and then once for all who ask', async () => {
  const { late, loads, thing } = rig();
  await settled();
  assert.equal(loads.length, 0);
  assert.equal(late.loaded, undefined);
  const both = [late.get(), late.get()];
  await settled();
  const a = thing('a');
  loads[0]?.resolve(a);
  assert.deepEqual(await Promise.all(both), [a, a]);
  assert.equal(await late.get(), a);
  assert.equal(late.loaded, a);
  assert.equal(loads.length, 1);
});

test('a failed load is told to all who waited, and forgotten', async () => {
  const { late, loads, thing } = rig();
  const both = [late.get(), late.get()];
  await settled();
  loads[0]?.reject(new Error('no file'));
  for (const each of both) await assert.rejects(each, /no file/);
  assert.equal(late.loaded, undefined);
  const again = late.get();
  await settled();
  const b = thing('b');
  loads[1]?.resolve(b);
  assert.equal(await again, b);
});

test('what throws at once is a failed load, too', async () => {
  let tries = 0;
  const late = lazy(() => {
    if (++tries === 1) throw new Error('at once');
    return Promise.resolve(tries);
  });
  await assert.rejects(late.get(), /at once/);
  assert.equal(await late.get(), 2);
});

test('what arrives after dispose is disposed of, and nobody gets it', async () => {
  const { late, loads, gone, thing } = rig();
  const asked = assert.rejects(late.get(), { name: 'AbortError' });
  await settled();
  const disposed = late.dispose();
  loads[0]?.resolve(thing('late'));
  await disposed;
  await asked;
  assert.deepEqual(gone, ['late']);
  assert.equal(late.loaded, undefined);
  await assert.rejects(late.get(), { name: 'AbortError' });
  assert.equal(loads.length, 1);
});

test('what is loaded is disposed of once', async () => {
  const { late, loads, gone, thing } = rig();
  void late.get();
  await settled();
  loads[0]?.resolve(thing('a'));
  await late.get();
  await late.dispose();
  await late.dispose();
  assert.deepEqual(gone, ['a']);
});

test('after close it loads anew, also while the load before is under way', async () => {
  const { late, loads, gone, thing } = rig();
  const first = assert.rejects(late.get(), { name: 'AbortError' });
  await settled();
  void late.close();
  const second = late.get();
  await settled();
  const b = thing('b');
  loads[1]?.resolve(b);
  assert.equal(await second, b);
  loads[0]?.resolve(thing('a'));
  await first;
  assert.deepEqual(gone, ['a']);
  assert.equal(late.loaded, b);
});

test('a load that fails after close disturbs nobody, nor the next load', async () => {
  const { late, loads, thing } = rig();
  const first = assert.rejects(late.get(), /too late/);
  await settled();
  const closed = late.close();
  const second = late.get();
  await settled();
  loads[0]?.reject(new Error('too late'));
  await first;
  await closed;
  const b = thing('b');
  loads[1]?.resolve(b);
  assert.equal(await second, b);
});

test('disposing of what was never loaded loads nothing', async () => {
  const { late, loads } = rig();
  await late.dispose();
  assert.equal(loads.length, 0);
});

test('letting go may be something else than dispose, and is waited for', async () => {
  const steps: string[] = [];
  const late = lazy(
    () => Promise.resolve('thing'),
    async (value) => {
      await settled();
      steps.push(`closed ${value}`);
    },
  );
  await late.get();
  await late.close();
  steps.push('done');
  assert.deepEqual(steps, ['closed thing', 'done']);
});

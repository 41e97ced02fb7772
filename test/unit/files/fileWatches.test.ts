/** Open files are watched, closed ones are let go. */
import assert from 'node:assert/strict';
import { it, mock } from 'node:test';
import { FileWatches } from '../../../src/services/files/fileWatches.ts';

it('watches a file once for as long as it is open, and tells when it has come to rest', (context) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  context.after(() => mock.timers.reset());
  const watched = new Map<string, () => void>();
  const changed: string[] = [];
  const watches = new FileWatches({
    watch: (address, tell) => {
      assert.ok(!watched.has(address));
      watched.set(address, tell);
      return { dispose: () => void watched.delete(address) };
    },
    changed: (address) => changed.push(address),
  });
  for (const address of ['a', 'b', 'a']) watches.follow(address);
  assert.deepEqual([...watched.keys()], ['a', 'b']);

  for (let count = 0; count < 3; count++) watched.get('a')?.();
  mock.timers.tick(199);
  assert.deepEqual(changed, []);
  mock.timers.tick(1);
  assert.deepEqual(changed, ['a']);

  watched.get('a')?.();
  watches.release('a');
  mock.timers.tick(1000);
  assert.deepEqual([changed, [...watched.keys()]], [['a'], ['b']]);
  watches.follow('a');
  watches.dispose();
  assert.equal(watched.size, 0);
});

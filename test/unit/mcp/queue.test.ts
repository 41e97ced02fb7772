import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Queue } from '../../../src/mcp/queue.ts';

const never = new AbortController().signal;

test('so many at a time, in the order of their coming, whether they fail or not', async () => {
  const queue = new Queue({ atOnce: 2, most: 3 });
  const begun: number[] = [];
  const gates = [1, 2, 3, 4].map(() => Promise.withResolvers<number>());
  const runs = gates.map(({ promise }, index) =>
    queue
      .run(() => {
        begun.push(index);
        return promise;
      }, never)
      .catch(() => -1),
  );
  assert.deepEqual(begun, [0, 1]);
  const told: string[] = [];
  const room = queue.room().then(() => told.push('room'));
  const idle = queue.idle().then(() => told.push('idle'));
  gates[1]!.reject(new Error('no'));
  assert.equal(await runs[1], -1);
  assert.deepEqual(begun, [0, 1, 2]);
  gates[0]!.resolve(0);
  await room;
  assert.deepEqual(told, ['room']);
  gates[2]!.resolve(2);
  gates[3]!.resolve(3);
  await idle;
  assert.deepEqual(await Promise.all(runs), [0, -1, 2, 3]);
  assert.deepEqual(told, ['room', 'idle']);
});

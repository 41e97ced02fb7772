/** Where the runs of a comparison part is found beside what else goes on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { ForkFinder } from '../../../../src/panel/comparison/forkFinder.ts';
import type { Run } from '../../../../src/core/run/run.ts';
import { runOf, turnOf } from '../../analysis/support.ts';

function runs(batch: string, count: number, said: string): Run[] {
  return Array.from({ length: count }, (_, at) =>
    runOf(at + 1, {
      more: {
        turns: [turnOf(said, { role: 'agent', blocks: [{ kind: 'text', text: said }] })],
        ref: { connection: 'c', path: [batch], run: `${at}` },
      },
    }),
  );
}

const [first, second] = [runs('old', 5, 'One thing'), runs('new', 6, 'Quite something else')];

/** A finder whose work goes on only when the test lets it. */
function held() {
  let found = 0;
  const waiting: (() => void)[] = [];
  let now = 0;
  const pause = () => new Promise<void>((resolve) => waiting.push(resolve));
  const finder = new ForkFinder({ now: () => (now += 100), pause }, () => found++);
  const letGo = async () => {
    for (let steps = 0; steps < 200; steps++) {
      waiting.shift()?.();
      await setImmediate();
    }
  };
  return { finder, letGo, found: () => found };
}

test('what is found is told once, and the same runs are not walked again', async () => {
  const { finder, letGo, found } = held();
  assert.equal(finder.of(first, second, 0.3), undefined);
  assert.equal(finder.of([...first], [...second], 0.3), undefined);
  await letGo();
  assert.equal(found(), 1);
  const known = finder.of(first, second, 0.3);
  assert.deepEqual([known?.forks.length, known?.runs, finder.last === known], [1, 11, true]);
  await letGo();
  assert.equal(found(), 1);
});

test('newer runs take the place of those that are still walked; till then what was found before stands', async () => {
  const { finder, letGo, found } = held();
  finder.of(first, second, 0.3);
  finder.of(first, first, 0.3);
  await letGo();
  assert.deepEqual([found(), finder.last?.runs], [1, 10]);
  assert.equal(finder.of(first, second, 0.3)?.runs, 10);
  await letGo();
  assert.deepEqual([found(), finder.last?.runs], [2, 11]);
  finder.of(second, first, 0.3);
  finder.dispose();
  await letGo();
  assert.equal(found(), 2);
});

test('another threshold is another question', async () => {
  const { finder, letGo } = held();
  finder.of(first, second, 0.3);
  await letGo();
  finder.of(first, second, 0);
  await letGo();
  assert.equal(finder.last?.forks.length, 0);
});

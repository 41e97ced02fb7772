/** Looking at many runs in slices: others have their turn, nothing is missed, and it ends when nobody looks any more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Work } from '../../../src/analysis/slices.ts';
import { Looking } from '../../../src/panel/looking.ts';
import { settled } from '../core/support.ts';

/** Steps of 5 ms on a clock of its own; every pause waits until it is let go. */
function rig(steps: number) {
  const state = { ms: 0, what: 'a', begun: 0, pauses: 0 };
  const taken: string[] = [];
  let goOn: (() => void) | undefined;
  const looking = new Looking<string>({
    *look(): Work<string> {
      state.begun++;
      const { what } = state;
      for (let step = 0; step < steps; step++) {
        state.ms += 5;
        yield;
      }
      return what;
    },
    take: (what) => taken.push(what),
    slicing: {
      now: () => state.ms,
      pause: () => {
        state.pauses++;
        return new Promise((resolve) => (goOn = resolve));
      },
    },
  });
  const letGo = async () => {
    goOn?.();
    await settled();
  };
  return { looking, state, taken, letGo };
}

test('what one slice is enough for is seen at once', () => {
  const { looking, state, taken } = rig(2);
  looking.look();
  assert.deepEqual([taken, state.pauses], [['a'], 0]);
});

test('others have their turn after 12 ms each time, and whoever waits is told at the end', async () => {
  const { looking, state, taken, letGo } = rig(8);
  looking.look();
  let seen = false;
  const waits = looking.seen().then(() => (seen = true));
  assert.deepEqual([taken, state.ms], [[], 15]);
  await letGo();
  assert.deepEqual([taken, state.ms, seen], [[], 30, false]);
  await letGo();
  await waits;
  assert.deepEqual([taken, state.pauses], [['a'], 2]);
});

test('what changes while it looks is seen by one further look', async () => {
  const { looking, state, taken, letGo } = rig(5);
  looking.look();
  state.what = 'b';
  looking.look();
  looking.look();
  await letGo();
  assert.deepEqual([taken, state.begun], [['a'], 2]);
  await letGo();
  await looking.seen();
  assert.deepEqual([taken, state.begun], [['a', 'b'], 2]);
});

test('when nobody looks any more, it is left where it is, and nothing is taken', async () => {
  const { looking, state, taken, letGo } = rig(8);
  looking.look();
  looking.dispose();
  await letGo();
  await looking.seen();
  looking.look();
  assert.deepEqual([taken, state.ms, state.begun], [[], 15, 1]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { revealRow } from '../../../src/services/revealing.ts';
import { FakeClock } from '../schedule/support.ts';

/**
 * A view in which `row` is to be selected.
 * @param show what VS Code does, each time
 */
function rig(show: readonly ('drops' | 'rejects' | 'selects')[], hasRow = true) {
  const clock = new FakeClock();
  let selection: readonly string[] = ['before'];
  let shown = 0;
  let wanted = true;
  let found = 0;
  const done = revealRow({
    find: () => {
      found += 1;
      return hasRow ? { key: 'row' } : undefined;
    },
    show: ({ key }) => {
      const what = show[shown] ?? 'drops';
      shown += 1;
      if (what === 'selects') selection = [key];
      return what === 'rejects' ? Promise.reject(new Error('Cannot resolve tree item')) : Promise.resolve();
    },
    selected: () => selection,
    isWanted: () => wanted,
    clock,
  });
  return {
    done,
    rest: async () => {
      // It rests only once the view has answered.
      await clock.pass(0);
      await clock.pass(400);
    },
    shown: () => shown,
    found: () => found,
    select: (key: string) => (selection = [key]),
    unwanted: () => (wanted = false),
  };
}

test('a row that is selected at once is there at once', async () => {
  const { done, shown } = rig(['selects']);
  await done;
  assert.equal(shown(), 1);
});

test('a row that VS Code drops or refuses is looked for again, and selected then', async () => {
  const { done, rest, shown, found } = rig(['rejects', 'drops', 'selects']);
  await rest();
  await rest();
  await done;
  assert.deepEqual([shown(), found()], [3, 3]);
});

test('a row that cannot be selected is no failure, and is left after four tries', async () => {
  const { done, rest, shown } = rig(['rejects', 'rejects', 'rejects', 'rejects', 'rejects']);
  for (let times = 0; times < 4; times++) await rest();
  await done;
  assert.equal(shown(), 4);
});

test('who selects another row meanwhile is not led away from it', async () => {
  const { done, rest, shown, select } = rig(['drops', 'selects']);
  select('chosen');
  await rest();
  await done;
  assert.equal(shown(), 1);
});

test('what nobody wants any more, and what has no row, is not shown', async () => {
  const { done, rest, shown, unwanted } = rig(['drops', 'selects']);
  unwanted();
  await rest();
  await done;
  assert.ok(shown() <= 1);
  const none = rig(['selects'], false);
  await none.done;
  assert.equal(none.shown(), 0);
});

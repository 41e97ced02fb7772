import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Signal } from '../../../src/core/kit/signal.ts';
import type { Place } from '../../../src/core/run/refs.ts';
import { nothingKept, type KeptPlace } from '../../../src/services/archiving/keptBatches.ts';
import { KeptTrails } from '../../../src/services/keptTrails.ts';
import { collectionAt } from '../core/support.ts';

const at = (...path: string[]): Place => ({ connection: 'c', path });
const judged = {
  runs: 2,
  passed: 1,
  failed: 1,
  errored: 0,
  unfinished: 0,
  complete: true,
  kept: true,
} as const;
const batch = (...path: string[]) => ({ ...at(...path), at: 1, seenAt: 2, judged });

function rig(kept: Record<string, KeptPlace>) {
  const outdated = new Signal<void>();
  const asked: string[] = [];
  const world = { filtered: false, kept };
  const trails = new KeptTrails({
    archive: {
      kept: ({ path }, grouping) => {
        asked.push(`${path.join('/')} by ${grouping}`);
        return Promise.resolve(world.kept[path.join('/')] ?? nothingKept);
      },
    },
    grouping: () => 'task',
    isFiltered: () => world.filtered,
    outdated: [outdated.on],
  });
  const changes: (string | undefined)[] = [];
  trails.onDidChange((place) => changes.push(place?.path.join('/')));
  return { trails, outdated, asked, changes, world };
}

test('a place is read once, and its batches are found at every place above them', async () => {
  const newest = batch('s', 'b2');
  const { trails, asked, changes } = rig({
    '': { collections: [collectionAt(['s'])], batches: [newest, batch('t', 'b'), batch('s', 'b1')] },
  });
  await Promise.all([trails.read(at()), trails.read(at())]);
  await trails.read(at('s'));
  assert.deepEqual(asked, [' by task', 's by task']);
  assert.deepEqual(changes, ['']);
  const paths = (...path: string[]) => trails.batches(at(...path)).map((each) => each.path.join('/'));
  assert.deepEqual(paths(), ['s/b2', 't/b', 's/b1']);
  assert.deepEqual(paths('s'), ['s/b2', 's/b1']);
  assert.deepEqual(trails.batches(at('s', 'b2')), [newest]);
  assert.deepEqual(paths('u'), []);
  assert.equal(trails.collections(at())[0]?.title, 's');
});

test('while services are asked for some runs only, what is archived of all tells nothing', async () => {
  const { trails, world } = rig({ '': { collections: [collectionAt(['s'])], batches: [batch('s', 'b')] } });
  await trails.read(at());
  world.filtered = true;
  assert.deepEqual([trails.batches(at('s')), trails.collections(at())], [[], []]);
});

test('another archive or arrangement is read anew, also when an answer was under way', async () => {
  const { trails, outdated, world, changes } = rig({ '': { collections: [], batches: [batch('s', 'b')] } });
  const reading = trails.read(at());
  outdated.fire();
  world.kept = {};
  await reading;
  assert.deepEqual(trails.batches(at('s')), []);
  await trails.read(at());
  assert.deepEqual(trails.batches(at('s')), []);
  assert.deepEqual(changes, [undefined]);
});

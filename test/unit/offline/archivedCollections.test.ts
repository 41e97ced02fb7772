import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Collection } from '../../../src/core/run/run.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { collectionsIn } from '../../../src/services/archiving/archivedCollections.ts';
import { collectionAt } from '../core/support.ts';

const createdAt = { ms: new Date(2026, 10, 24, 20, 22).getTime(), raw: 'x' };

function labelOf(path: string[], more: Partial<Collection>): string | undefined {
  const collection = collectionAt(path, { connection: 'kept', createdAt, ...more });
  const [item] = collectionsIn([{ collection, seenAt: 1 }], { connection: 'c', path: ['s'] }, undefined, {
    groupings: [],
  });
  return item && viewOf({ kind: 'collection', item, judged: undefined }).label;
}

test('a simulation without a name goes by its time, also when it was archived before it said so', () => {
  assert.equal(labelOf(['s', 'simulation:53348fa2-1'], { title: 'Simulation 53348fa2' }), '24 Nov 20:22');
  assert.equal(labelOf(['s', 'simulation:x'], { title: 'Nightly', nameless: true }), '24 Nov 20:22');
});

test('what has a name keeps it', () => {
  const named = ['s', 'simulation:53348fa2-1'];
  assert.equal(labelOf(named, { title: 'Nightly 53348fa2' }), 'Nightly 53348fa2');
  assert.equal(labelOf(named, { title: 'Simulation 99999999' }), 'Simulation 99999999');
  const counts = { runs: 1, completed: 1, passed: 1, failed: 0 };
  // The time of a task is that of its newest run, which is no name of it.
  assert.equal(labelOf(['task:aaaabbbb'], { title: 'Task aaaabbbb', noun: 'Task', counts }), 'Task aaaabbbb');
});

test('of a level that is arranged in several ways, those of the chosen way are listed', () => {
  const archived = [
    collectionAt(['task:a'], { noun: 'Task' }),
    collectionAt(['env:b'], { noun: 'Environment' }),
  ];
  const nouns = (grouping: string | undefined, path: string[] = []) =>
    collectionsIn(
      archived.map((collection) => ({ collection, seenAt: 1 })),
      { connection: 'c', path },
      grouping,
      {
        groupings: [
          ['task', 'Task'],
          ['environment', 'Environment'],
        ],
      },
    ).map(({ noun }) => noun);
  assert.deepEqual(nouns('task'), ['Task']);
  assert.deepEqual(nouns('environment'), ['Environment']);
  assert.deepEqual(nouns(undefined), ['Task', 'Environment']);
  assert.deepEqual(nouns('task', ['s']), ['Task', 'Environment']);
});

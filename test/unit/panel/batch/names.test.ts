/** What a batch is called. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesOf } from '../../../../src/panel/batch/names.ts';
import { runOf } from '../../analysis/support.ts';
import { collectionAt } from '../../core/support.ts';

test('a batch is called as the store knows it, else as the archive kept it', () => {
  const place = { connection: 'c', path: ['s', 'b'] };
  const known = (titles: readonly string[]) => ({ collection: () => undefined, titles: () => titles });
  const archived = runOf(1, {
    more: { archived: { seenAt: 1, gone: undefined, trail: ['Shop', 'Old', 'Kept'] } },
  });
  assert.deepEqual(namesOf(known(['Shop', 'Refund', 'Nightly']), place, []), {
    ...{ title: 'Nightly', noun: 'Batch', trail: ['Shop', 'Refund'] },
  });
  assert.deepEqual(namesOf(known(['Shop']), place, [archived]), {
    ...{ title: 'Kept', noun: 'Batch', trail: ['Shop', 'Old'] },
  });
  const nameless = collectionAt(place.path, {
    ...{ nameless: true, title: 'b', createdAt: { ms: new Date(2026, 10, 24, 20, 22).getTime(), raw: 'x' } },
  });
  const named = { ...known(['Shop', 'Refund', 'b']), collection: () => nameless };
  assert.equal(namesOf(named, place, []).title, 'Simulation of 2026-11-24 20:22:00');
  assert.deepEqual(namesOf(known(['Shop']), place, []), { title: 'Batch', noun: 'Batch', trail: ['Shop'] });
});

/** Alone in its process: it measures the heap. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultView, type ViewOptions } from '../../../src/core/rows/view.ts';
import { changingPlace as place, changingRuns, changingStore } from '../../support/changingRuns.ts';
import { heapMegabytes } from '../../support/heap.ts';

async function scene() {
  const service = await changingRuns(40, 50_000);
  let view: ViewOptions = { ...defaultView, sort: 'sequence' };
  const store = await changingStore(service, () => view);
  return {
    service,
    store,
    filterBy: (word: string) => (view = { ...view, service: { endPointType: word } }),
  };
}

// An answer has 2 MB: a hundred of them, kept alive by a run each, would be 80 (40 runs) to 200 MB.
test('a run that is kept does not keep the answer that it came in', async () => {
  const { service, store } = await scene();
  await store.refresh(place);
  const before = heapMegabytes();
  for (let look = 1; look <= 100; look++) {
    service.change(look);
    await store.refresh(place);
  }
  assert.equal(store.listing(place)?.items.length, 40);
  const grown = heapMegabytes() - before;
  assert.ok(grown < 20, `${grown.toFixed(0)} MB more after 100 looks`);
});

test('of the runs that left a list, the latest fifty are known', async () => {
  const { store, filterBy } = await scene();
  for (const word of ['a', 'b', 'c']) {
    filterBy(word);
    await store.refresh(place);
  }
  const known = ['', 'a', 'b', 'c'].map(
    (word) =>
      Array.from({ length: 40 }, (_, at) => store.peek({ ...place, run: `${word}run-${at}` })).filter(Boolean)
        .length,
  );
  assert.deepEqual(known, [0, 10, 40, 40]);
});

test('sixty filters leave no more than one', async () => {
  const { store, filterBy } = await scene();
  await store.refresh(place);
  const before = heapMegabytes();
  for (let look = 1; look <= 60; look++) {
    filterBy(`word${look}`);
    await store.refresh(place);
  }
  const grown = heapMegabytes() - before;
  assert.ok(grown < 20, `${grown.toFixed(0)} MB more after 60 filters`);
});

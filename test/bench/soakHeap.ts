/** The memory of a window after a day in which runs changed and filters came and went, beside a window just opened. */
import { defaultView, type ViewOptions } from '../../src/core/rows/view.ts';
import { changingPlace, changingRuns, changingStore } from '../support/changingRuns.ts';
import { heapMegabytes } from '../support/heap.ts';

export interface HeapFigures {
  readonly freshMb: number;
  readonly afterDayMb: number;
}

const runs = 80;
/** Of each run: 4 MB an answer. */
const chars = 50_000;
/** One look in 45 s, as live refresh does. */
const looksPerHour = 80;

export async function soakHeap(hours: number): Promise<HeapFigures> {
  const service = await changingRuns(runs, chars);
  let view: ViewOptions = { ...defaultView, sort: 'sequence' };
  const store = await changingStore(service, () => view);
  await store.refresh(changingPlace);
  const freshMb = heapMegabytes();
  for (let look = 1; look <= hours * looksPerHour; look++) {
    service.change(look);
    if (look % 30 === 0) view = { ...view, service: { endPointType: `word${look}` } };
    await store.refresh(changingPlace);
  }
  view = { ...view, service: {} };
  await store.refresh(changingPlace);
  const afterDayMb = heapMegabytes();
  // The store must live until then.
  store.dispose();
  return { freshMb, afterDayMb };
}

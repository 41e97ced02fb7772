import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { SortOrder } from '../../src/panel/batch/protocol.ts';
import type { BatchScreen } from './client.ts';
import { keptKeys, sortedKeys } from './order.ts';

export interface RunOrder {
  readonly keys: readonly number[];
  /** Sorts again; `undefined` when that would change nothing. */
  readonly again: (() => void) | undefined;
}

/**
 * Keys of the runs in the order asked for. While runs are being loaded they are sorted again; after that, runs that
 * change stay where they are, until the reader asks for another order.
 */
export function useRunOrder({ batch, runs }: BatchScreen, sort: SortOrder): RunOrder {
  const before = useRef<Order | undefined>(undefined);
  const [, render] = useReducer((n: number) => n + 1, 0);
  const sorted = useMemo(() => sortedKeys(runs, batch, sort), [runs, batch, sort]);
  const known = before.current;
  const settled = batch.loading.kind !== 'going';
  const keep = known?.sort === sort && known.settled && settled;
  const kept = keep ? (known.runs === runs ? known.keys : keptKeys(known.keys, runs)) : sorted;
  // The same list as long as nothing moved: whoever shows it need not look again.
  const keys = known && kept.join() === known.keys.join() ? known.keys : kept;
  before.current = { keys, runs, sort, settled };
  const again = (): void => {
    before.current = undefined;
    render(undefined);
  };
  return { keys, again: keys.join() === sorted.join() ? undefined : again };
}

/** False until it has been painted once: what is far down or out of sight need not hold up what a reader sees first. */
export function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    // A frame begins with this, and is painted before anything that waits.
    const frame = requestAnimationFrame(() => setTimeout(() => setPainted(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return painted;
}

interface Order {
  readonly keys: readonly number[];
  readonly runs: BatchScreen['runs'];
  readonly sort: SortOrder;
  /** All runs had come. */
  readonly settled: boolean;
}

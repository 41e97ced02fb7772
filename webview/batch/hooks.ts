import { useRef } from 'preact/hooks';
import type { SortOrder } from '../../src/panel/batch/protocol.ts';
import type { BatchScreen } from './client.ts';
import { keptKeys, sortedKeys } from './order.ts';

/**
 * Keys of the runs in the order asked for. While runs are being loaded they are sorted again; after that, runs that
 * change stay where they are, until the reader asks for another order.
 */
export function useRunOrder({ batch, runs }: BatchScreen, sort: SortOrder): readonly number[] {
  const before = useRef<Order | undefined>(undefined);
  const known = before.current;
  if (known?.runs === runs && known.sort === sort) return known.keys;
  const settled = batch.loading.kind !== 'going';
  const keep = known !== undefined && known.sort === sort && known.settled && settled;
  const keys = keep ? keptKeys(known.keys, runs) : sortedKeys(runs, batch, sort);
  before.current = { keys, runs, sort, settled };
  return keys;
}

interface Order {
  readonly keys: readonly number[];
  readonly runs: BatchScreen['runs'];
  readonly sort: SortOrder;
  /** All runs had come. */
  readonly settled: boolean;
}

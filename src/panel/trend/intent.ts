import { readPlace, type Place } from '../../core/run/refs.ts';
import { isFields, isIndex, readAsked, readTold } from '../reading.ts';
import type { TrendIntent } from './protocol.ts';

/** Reads a message from the page of a trend; `undefined` for whatever is not exactly an intent. */
export function parseTrendIntent(message: unknown): TrendIntent | undefined {
  if (!isFields(message)) return undefined;
  const { batch } = message;
  switch (message['type']) {
    case 'ask':
      return readAsked(message);
    case 'ready':
      return { type: 'ready' };
    case 'openBatch':
      return isIndex(batch) ? { type: 'openBatch', batch } : undefined;
    default:
      return readTold(message);
  }
}

/** Reads what a trend remembered of itself; `undefined` when it is not to be trusted. */
export function parseTrendState(state: unknown): { readonly place: Place } | undefined {
  if (!isFields(state) || state['version'] !== 1) return undefined;
  const place = readPlace(state['place']);
  return place && { place };
}

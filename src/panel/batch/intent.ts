import { readPlace, type Place } from '../../core/run/refs.ts';
import { isFields, isIndex, readAsked, readTold } from '../reading.ts';
import type { BatchIntent } from './protocol.ts';

/** Reads a message from the page of a batch; `undefined` for whatever is not exactly an intent. */
export function parseBatchIntent(message: unknown): BatchIntent | undefined {
  if (!isFields(message)) return undefined;
  switch (message['type']) {
    case 'ask':
      return readAsked(message);
    case 'ready':
      return { type: 'ready', generation: indexOf(message['generation']) };
    case 'openRun':
      return isIndex(message['run'])
        ? {
            type: 'openRun',
            run: message['run'],
            criterion: indexOf(message['criterion']),
            beside: message['beside'] === true,
          }
        : undefined;
    case 'stop':
      return { type: 'stop' };
    case 'loadAll':
      return { type: 'loadAll' };
    default:
      return readTold(message);
  }
}

/** Reads what an overview remembered of itself; `undefined` when it is not to be trusted. */
export function parseBatchState(state: unknown): { readonly place: Place } | undefined {
  if (!isFields(state) || state['version'] !== 1) return undefined;
  const place = readPlace(state['place']);
  return place && place.path.length > 0 ? { place } : undefined;
}

function indexOf(value: unknown): number | undefined {
  return isIndex(value) ? value : undefined;
}

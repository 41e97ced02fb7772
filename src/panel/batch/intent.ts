import { readPlace, type Place } from '../../core/run/refs.ts';
import { mostCompared } from '../../core/run/topic.ts';
import { isFields, isIndex, readAsked, readTold, type Fields } from '../reading.ts';
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
    case 'compareRuns':
      return readCompareRuns(message);
    case 'passingRun':
      return isIndex(message['run']) ? { type: 'passingRun', run: message['run'] } : undefined;
    case 'compareBatch': {
      const { against } = message;
      return against === 'previous' || against === 'baseline' ? { type: 'compareBatch', against } : undefined;
    }
    case 'stop':
      return { type: 'stop' };
    case 'loadAll':
      return { type: 'loadAll' };
    default:
      return readTold(message);
  }
}

function readCompareRuns({ runs, reference }: Fields): BatchIntent | undefined {
  if (!Array.isArray(runs) || runs.length < 2 || runs.length > mostCompared || !runs.every(isIndex))
    return undefined;
  return { type: 'compareRuns', runs, reference: indexOf(reference) };
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

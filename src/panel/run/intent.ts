import { readRef } from '../../core/run/refs.ts';
import { isFields, isIndex, isText, readAsked, readTold } from '../reading.ts';
import { partKinds, type FindQuery, type Intent, type PanelState, type Part } from './protocol.ts';

/** Reads a message from the page of a run; `undefined` for whatever is not exactly an intent. */
export function parseIntent(message: unknown): Intent | undefined {
  if (!isFields(message)) return undefined;
  switch (message['type']) {
    case 'ask':
      return readAsked(message);
    case 'ready':
      return {
        type: 'ready',
        anchor: indexOf(message['anchor']),
        generation: indexOf(message['generation']),
      };
    case 'go':
      return message['step'] === 1 || message['step'] === -1
        ? { type: 'go', step: message['step'] }
        : undefined;
    case 'prefer':
      return typeof message['markdown'] === 'boolean'
        ? { type: 'prefer', markdown: message['markdown'] }
        : undefined;
    case 'show':
      return isText(message['run'], maxId) ? { type: 'show', run: message['run'] } : undefined;
    case 'copyPart': {
      const part = readPart(message['part']);
      return part && { type: 'copyPart', part };
    }
    default:
      return readTold(message);
  }
}

/** Reads what a panel remembered of itself; `undefined` when it is not to be trusted. */
export function parseState(state: unknown): Pick<PanelState, 'ref'> | undefined {
  if (!isFields(state) || state['version'] !== 1) return undefined;
  const ref = readRef(state['ref']);
  return ref && { ref };
}

const maxFind = 10_000;
const maxId = 4096;

export function readPart(part: unknown): Part | undefined {
  if (!isFields(part) || !isIndex(part['index'])) return undefined;
  const of = partKinds.find((kind) => kind === part['of']);
  const card = indexOf(part['card']);
  return of && { of, index: part['index'], ...(card === undefined ? {} : { card }) };
}

export function readQuery(query: unknown): FindQuery | undefined {
  if (!isFields(query) || !isText(query['text'], maxFind)) return undefined;
  return {
    text: query['text'],
    matchCase: query['matchCase'] === true,
    wholeWord: query['wholeWord'] === true,
    regex: query['regex'] === true,
  };
}

function indexOf(value: unknown): number | undefined {
  return isIndex(value) ? value : undefined;
}

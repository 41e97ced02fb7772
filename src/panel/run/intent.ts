import type { RunRef } from '../../core/run/run.ts';
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
  const ref = parseRef(state['ref']);
  return ref && { ref };
}

const maxId = 4096;
const maxFind = 10_000;

export function readPart(part: unknown): Part | undefined {
  if (!isFields(part) || !isIndex(part['index'])) return undefined;
  const of = partKinds.find((kind) => kind === part['of']);
  return of && { of, index: part['index'] };
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

function parseRef(ref: unknown): RunRef | undefined {
  if (!isFields(ref) || !Array.isArray(ref['path']) || ref['path'].length > 16) return undefined;
  const path: string[] = [];
  for (const segment of ref['path'] as unknown[]) {
    if (!isText(segment, maxId)) return undefined;
    path.push(segment);
  }
  if (!isText(ref['connection'], maxId) || !isText(ref['run'], maxId)) return undefined;
  return { connection: ref['connection'], path, run: ref['run'] };
}

function indexOf(value: unknown): number | undefined {
  return isIndex(value) ? value : undefined;
}

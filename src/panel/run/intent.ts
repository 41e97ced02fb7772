import type { RunRef } from '../../core/run/run.ts';
import type { FindQuery, Intent, PanelAction, PanelState, Part, PartKind } from './protocol.ts';

/** Reads a message from the webview; `undefined` for whatever is not exactly an intent. Nothing is trusted. */
export function parseIntent(message: unknown): Intent | undefined {
  if (!isRecord(message)) return undefined;
  const { type } = message;
  switch (type) {
    case 'ready':
      return { type, anchor: index(message['anchor']), generation: index(message['generation']) };
    case 'keep':
    case 'retry':
      return { type };
    case 'action': {
      const action = actions.find((each) => each === message['action']);
      return action && { type, action };
    }
    case 'go':
      return message['step'] === 1 || message['step'] === -1 ? { type, step: message['step'] } : undefined;
    case 'copy':
      return isText(message['text'], maxCopied) ? { type, text: message['text'] } : undefined;
    case 'copyPart': {
      const part = parsePart(message['part']);
      return part && { type, part };
    }
    case 'openLink':
      return isText(message['href'], maxLink) ? { type, href: message['href'] } : undefined;
    default:
      return parseQuestion(message);
  }
}

/** Reads what a panel remembered of itself; `undefined` when it is not to be trusted. */
export function parseState(state: unknown): Pick<PanelState, 'ref'> | undefined {
  if (!isRecord(state) || state['version'] !== 1) return undefined;
  const ref = parseRef(state['ref']);
  return ref && { ref };
}

const maxCopied = 256 * 1024;
const maxLink = 4096;
const maxId = 4096;
const maxFind = 10_000;

const actions: readonly PanelAction[] = [
  'openRawJson',
  'openTranscript',
  'saveRun',
  'copyRunId',
  'copyRunAsMarkdown',
  'openInProvider',
  'setApiKey',
  'editConnection',
  'openNetworkSettings',
  'trackSimulation',
  'showLog',
];

const partKinds: readonly PartKind[] = [
  'summary',
  'errorMessage',
  'technicalDetails',
  'criterionName',
  'criterionText',
  'criterionReason',
  'criterion',
  'turnText',
  'turnData',
  'turnExtra',
  'rest',
];

/** The intents that are answered: all carry a request number and the generation they ask about. */
function parseQuestion(message: Record<string, unknown>): Intent | undefined {
  const { type, request, generation, from } = message;
  if (!isIndex(request) || !isIndex(generation)) return undefined;
  switch (type) {
    case 'turns':
      if (!isIndex(from) || !isIndex(message['count'])) return undefined;
      return { type, request, generation, from, count: message['count'] };
    case 'figures':
      return { type, request, generation };
    case 'criteria':
      return isIndex(from) ? { type, request, generation, from } : undefined;
    case 'piece': {
      const part = parsePart(message['part']);
      return part && isIndex(from) ? { type, request, generation, part, from } : undefined;
    }
    case 'find': {
      const query = parseQuery(message['query']);
      return query && { type, request, generation, query };
    }
    default:
      return undefined;
  }
}

function parsePart(part: unknown): Part | undefined {
  if (!isRecord(part) || !isIndex(part['index'])) return undefined;
  const of = partKinds.find((kind) => kind === part['of']);
  return of && { of, index: part['index'] };
}

function parseQuery(query: unknown): FindQuery | undefined {
  if (!isRecord(query) || !isText(query['text'], maxFind)) return undefined;
  return {
    text: query['text'],
    matchCase: query['matchCase'] === true,
    wholeWord: query['wholeWord'] === true,
    regex: query['regex'] === true,
  };
}

function parseRef(ref: unknown): RunRef | undefined {
  if (!isRecord(ref) || !Array.isArray(ref['path']) || ref['path'].length > 16) return undefined;
  const path: string[] = [];
  for (const segment of ref['path'] as unknown[]) {
    if (!isText(segment, maxId)) return undefined;
    path.push(segment);
  }
  if (!isText(ref['connection'], maxId) || !isText(ref['run'], maxId)) return undefined;
  return { connection: ref['connection'], path, run: ref['run'] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function index(value: unknown): number | undefined {
  return isIndex(value) ? value : undefined;
}

function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.length <= max;
}

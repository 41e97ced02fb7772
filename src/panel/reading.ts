/** Reads what a page sends. Nothing is trusted: what is not exactly as agreed is nothing. */
import { panelActions, type Asked, type Told } from './protocol.ts';

const maxCopied = 256 * 1024;
const maxLink = 4096;

export function readAsked(message: Fields): Asked | undefined {
  const { request, generation, name, args } = message;
  if (!isIndex(request) || !isIndex(generation) || !isText(name, 40)) return undefined;
  return { type: 'ask', request, generation, name, args };
}

export function readTold(message: Fields): Told | undefined {
  switch (message['type']) {
    case 'keep':
      return { type: 'keep' };
    case 'retry':
      return { type: 'retry' };
    case 'action': {
      const action = panelActions.find((each) => each === message['action']);
      return action && { type: 'action', action };
    }
    case 'copy':
      return isText(message['text'], maxCopied) ? { type: 'copy', text: message['text'] } : undefined;
    case 'openLink':
      return isText(message['href'], maxLink) ? { type: 'openLink', href: message['href'] } : undefined;
    default:
      return undefined;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** A whole number from 0 on. */
export function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

export function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.length <= max;
}

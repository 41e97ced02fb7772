/** What a JSON value is: runs of a service, a transcript, a saved run, a conversation, or none of these. */
import { elementTexts, isObject, listOf, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';
import { isSavedRun } from '../../core/run/savedRun.ts';
import { isMessage } from '../messages.ts';
import { conversationId } from './conversation.ts';
import type { MessageLine, Piece } from './pieces.ts';
import type { Readers } from './readers.ts';
import { savedPiece } from './savedPieces.ts';

export interface Recognised {
  readonly pieces: readonly (Piece | MessageLine)[];
  /** The value itself is the one piece, and not a list of any kind. */
  readonly single: boolean;
}

/** What is expected, in the words of people. */
export const expectedWords = 'a run of a service, a saved run, a transcript or messages';

/** `undefined` when nothing in the value is known. @param text the value's exact text */
export function recognise(value: Json, text: string, readers: Readers): Recognised | undefined {
  const own = pieceOf(value, text, readers);
  if (own) return { pieces: [own], single: true };
  const list = listIn(value, readers);
  if (!list) return undefined;
  const texts = elementTexts(text, list.path);
  const name = list.path.join('.');
  const pieces = list.elements.map((element, index): Piece | MessageLine => {
    const elementText = texts[index] ?? 'null';
    const known = pieceOf(element, elementText, readers, list.service);
    return known ?? { kind: 'unknown', problem: unexpected(element, `${name}[${index}]`), text: elementText };
  });
  return { pieces, single: false };
}

/** e.g. `data[3]: expected a run of a service, ..., got a number`. */
export function unexpected(value: Json, path: string): string {
  return `${path}: expected ${expectedWords}, got ${kindWords(value)}`;
}

export function kindWords(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list of something else';
  if (!isObject(value)) return `a ${typeof value === 'string' ? 'text' : typeof value}`;
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty object';
  const named = keys.slice(0, 4).map((key) => (key.length > 30 ? `${key.slice(0, 29)}…` : key));
  return `an object with ${named.join(', ')}${keys.length > named.length ? ', ...' : ''}`;
}

/** @param service in whose list it stands: then it is a run of that service, readable or not */
function pieceOf(
  value: Json,
  text: string,
  readers: Readers,
  service?: string,
): Piece | MessageLine | undefined {
  if (isConversation(value)) return { kind: 'conversation', id: conversationId(value), text };
  if (!isObject(value)) return undefined;
  if (isSavedRun(value)) return savedPiece(value, text, readers);
  for (const [name, { answers }] of readers) {
    if (answers.claims(value) || (name === service && answers.idOf(value) !== undefined))
      return { kind: 'run', service: name, id: answers.idOf(value), text };
    const { transcripts } = answers;
    if (transcripts?.claims(value))
      return { kind: 'transcript', service: name, run: transcripts.runOf(value), text };
  }
  return isMessage(value) ? { kind: 'message', text } : undefined;
}

/** Whether the value alone is something that can be shown. */
function isKnown(value: Json, readers: Readers): boolean {
  if (isConversation(value)) return true;
  if (!isObject(value)) return false;
  if (isSavedRun(value) || isMessage(value)) return true;
  return [...readers.values()].some(
    ({ answers }) => answers.claims(value) || answers.transcripts?.claims(value) === true,
  );
}

/** A list of messages, or an object that has one; a message that is none among them is shown all the same. */
function isConversation(value: Json): boolean {
  if (Array.isArray(value)) return listOf(value).filter(isMessage).length * 2 > value.length;
  return isObject(value) && Array.isArray(value['messages']) && isConversation(value['messages']);
}

interface List {
  readonly path: readonly string[];
  readonly elements: readonly Json[];
  readonly service: string | undefined;
}

/** The list that a service's answer holds; else the first list in which anything is known. */
function listIn(value: Json, readers: Readers): List | undefined {
  const known = (element: Json) => isKnown(element, readers);
  if (Array.isArray(value)) {
    const elements = listOf(value);
    return elements.some(known) ? { path: [], elements, service: undefined } : undefined;
  }
  if (!isObject(value)) return undefined;
  for (const [service, { answers }] of readers)
    for (const path of answers.lists) {
      const elements = listAt(value, path);
      if (elements?.some((element) => isObject(element) && answers.claims(element)))
        return { path, elements, service };
    }
  for (const name of Object.keys(value)) {
    const elements = listAt(value, [name]);
    if (elements?.some(known)) return { path: [name], elements, service: undefined };
  }
  return emptyList(value, readers);
}

/** An answer without any run is an answer, too. */
function emptyList(value: JsonObject, readers: Readers): List | undefined {
  for (const [service, { answers }] of readers)
    for (const path of answers.lists)
      if (listAt(value, path)?.length === 0) return { path, elements: [], service };
  return undefined;
}

function listAt(value: JsonObject, path: readonly string[]): readonly Json[] | undefined {
  let found: Json | undefined = value;
  for (const key of path) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return Array.isArray(found) ? listOf(found) : undefined;
}

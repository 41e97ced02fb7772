/**
 * Offset paging with a cursor in reserve (api-contracts.md A5): `skip` grows by what came; when the service
 * answers with the same page again, its own cursor is tried once, and then the listing ends with a note.
 */
import type { Page } from '../../core/provider.ts';
import { isObject, numberOf, textOf } from '../../core/json.ts';
import type { ListAnswer } from './client.ts';

export interface Cursor {
  readonly skip: number;
  /** The service's own cursor, in use only after offsets turned out to be ignored. */
  readonly next: string | undefined;
  /** First id of the page before, to notice a page that repeats. */
  readonly firstId: string | undefined;
}

export function decodeCursor(cursor: string | undefined): Cursor {
  const parsed: unknown = cursor === undefined ? {} : JSON.parse(cursor);
  if (!isObject(parsed)) return { skip: 0, next: undefined, firstId: undefined };
  return {
    skip: numberOf(parsed['skip']) ?? 0,
    next: textOf(parsed['next']),
    firstId: textOf(parsed['firstId']),
  };
}

export function nextCursor(before: Cursor, answer: ListAnswer): Pick<Page, 'next' | 'note'> {
  const { elements, total, hasNext, next } = answer;
  const firstId = idOf(elements[0]);
  const repeated = firstId !== undefined && firstId === before.firstId;
  if (repeated && (before.next !== undefined || next === undefined))
    return {
      next: undefined,
      note: 'The service sent the same page again; the rest of the list is out of reach.',
    };
  const skip = before.skip + (repeated ? 0 : elements.length);
  const more = hasNext ?? (total !== undefined && skip < total);
  const ended = elements.length === 0 || !more || (total !== undefined && total > 0 && skip >= total);
  if (ended) return { next: undefined };
  const cursor = repeated || before.next !== undefined ? next : undefined;
  if (before.next !== undefined && cursor === undefined) return { next: undefined };
  return { next: JSON.stringify({ skip, next: cursor, firstId } satisfies Cursor) };
}

function idOf(element: unknown): string | undefined {
  return isObject(element) ? (textOf(element['referenceId']) ?? textOf(element['id'])) : undefined;
}

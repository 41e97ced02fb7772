/**
 * Offset paging with a cursor in reserve (docs/contracts.md A5): `skip` grows by what came; when the service
 * answers with the same page again, its own cursor is tried once, and then the listing ends with a note.
 */
import { t } from '../../core/kit/l10n.ts';
import type { Page } from '../../core/provider/provider.ts';
import { isObject, numberOf, parseJsonText, textOf } from '../../core/kit/json.ts';
import { samePageAgain, unclearWhetherMore } from '../answer.ts';
import type { ListAnswer } from './client.ts';

export interface Cursor {
  readonly skip: number;
  /** The service's own cursor, in use only after offsets turned out to be ignored. */
  readonly next: string | undefined;
  /** First id of the page before, to notice a page that repeats. */
  readonly firstId: string | undefined;
  /** Rows of a page at most, after larger pages turned out to be too large to read. */
  readonly limit: number | undefined;
}

export function decodeCursor(cursor: string | undefined): Cursor {
  const parsed = cursor === undefined ? {} : parseJsonText(cursor);
  const source = isObject(parsed) ? parsed : {};
  return {
    skip: numberOf(source['skip']) ?? 0,
    next: textOf(source['next']),
    firstId: textOf(source['firstId']),
    limit: numberOf(source['limit']),
  };
}

export function nextCursor(before: Cursor, answer: ListAnswer): Pick<Page, 'next' | 'note'> {
  const { elements, next } = answer;
  const firstId = idOf(elements[0]);
  const repeated = firstId !== undefined && firstId === before.firstId;
  if (repeated && (before.next !== undefined || next === undefined))
    return { next: undefined, note: t(samePageAgain) };
  const skip = before.skip + (repeated ? 0 : elements.length);
  if (elements.length === 0) return { next: undefined };
  if (!hasMore(answer, skip))
    return answer.pagingUnclear ? { next: undefined, note: t(unclearWhetherMore) } : { next: undefined };
  const cursor = repeated || before.next !== undefined ? next : undefined;
  if (before.next !== undefined && cursor === undefined) return { next: undefined };
  return { next: JSON.stringify({ skip, next: cursor, firstId, limit: before.limit } satisfies Cursor) };
}

/** `hasNext` is believed first, since a wrong `true` costs one request and a wrong total costs rows. */
function hasMore({ hasNext, total, next }: ListAnswer, skip: number): boolean {
  return hasNext ?? (total === undefined ? next !== undefined : skip !== total);
}

function idOf(element: unknown): string | undefined {
  return isObject(element) ? (textOf(element['referenceId']) ?? textOf(element['id'])) : undefined;
}

/** Pages by number, as the service has them (docs/contracts.md B4), of a size that can be read. */
import { isObject, numberOf, objectOf, textOf } from '../../core/kit/json.ts';
import { isProviderError } from '../../core/provider/providerError.ts';
import type { RunsAnswer } from './client.ts';

/** Which page, what came so far, and the first id of the page before to notice a page that repeats. */
export interface Cursor {
  readonly page: number;
  readonly pageSize: number;
  readonly collected: number;
  readonly firstId: string | undefined;
}

/** @param pageSize of a first page */
export function decodeCursor(cursor: string | undefined, pageSize: number): Cursor {
  const parsed: unknown = cursor === undefined ? {} : JSON.parse(cursor);
  const source = isObject(parsed) ? parsed : {};
  return {
    page: numberOf(source['page']) ?? 1,
    pageSize: numberOf(source['pageSize']) ?? pageSize,
    collected: numberOf(source['collected']) ?? 0,
    firstId: textOf(source['firstId']),
  };
}

/** Pages on until `total` or an empty page; the answer echoes no page number, so a repeat is told by its ids. */
export function nextCursor(before: Cursor, { elements, total }: RunsAnswer): string | undefined {
  const collected = before.collected + elements.length;
  // More than the total came: then the total is wrong, and an empty page tells the end.
  if (elements.length === 0 || repeats(before, { elements }) || collected === total) return undefined;
  const { page, pageSize } = before;
  return JSON.stringify({
    ...{ page: page + 1, pageSize, collected },
    firstId: firstIdOf(elements),
  } satisfies Cursor);
}

export function repeats(before: Cursor, { elements }: Pick<RunsAnswer, 'elements'>): boolean {
  const firstId = firstIdOf(elements);
  return firstId !== undefined && firstId === before.firstId;
}

/**
 * The page that begins where this one does, in smaller ones as long as its answer is larger than what is read at once:
 * a list carries all that is known of its runs. The pages after it are of the size that worked.
 */
export async function readable(
  cursor: Cursor,
  ask: (page: Pick<Cursor, 'page' | 'pageSize'>) => Promise<RunsAnswer>,
): Promise<{ readonly answer: RunsAnswer; readonly cursor: Cursor }> {
  for (let at = cursor; ; at = smaller(at)) {
    try {
      return { answer: await ask({ page: at.page, pageSize: at.pageSize }), cursor: at };
    } catch (error) {
      if (at.pageSize === 1 || !isProviderError(error) || error.reason !== 'tooLarge') throw error;
    }
  }
}

/** Of a size that divides the old one, so that a page of it begins at the same run. */
function smaller(cursor: Cursor): Cursor {
  const { page, pageSize } = cursor;
  const parts = [2, 3, 5, 7].find((each) => pageSize % each === 0) ?? pageSize;
  return { ...cursor, page: (page - 1) * parts + 1, pageSize: pageSize / parts };
}

function firstIdOf(elements: RunsAnswer['elements']): string | undefined {
  return textOf(objectOf(elements[0])?.['id']);
}

/** Paging and sorting of the Cognigy Simulator's lists (docs/contracts.md A5). */
import type { Json } from '../core/run/run.ts';
import type { JsonObject } from './sampleData.ts';
import { Refusal, integerParameter } from './api.ts';
import { sha256 } from './sha256.ts';

export interface Slice {
  readonly rows: readonly JsonObject[];
  readonly limit: number;
  readonly skip: number;
  readonly total: number;
  readonly next: string | null;
  readonly previous: string | null;
}

/**
 * The page of `rows` that the query asks for with `limit`, `skip`, `sort`, `next` or `previous`.
 * @param list what the rows are, e.g. the path; a cursor of one list is refused by another
 * @throws Refusal
 */
export function slice(
  rows: readonly JsonObject[],
  query: URLSearchParams,
  list: string,
  defaultLimit = 20,
): Slice {
  const limit = integerParameter(query, 'limit', { fallback: defaultLimit, min: 1, max: 100 });
  const identity = [list, ...identifying.map((name) => query.get(name) ?? '')].join('\n');
  const skip = offset(query, identity);
  const total = rows.length;
  return {
    rows: sorted(rows, query.get('sort')).slice(skip, skip + limit),
    limit,
    skip,
    total,
    next: skip + limit < total ? cursorAt(skip + limit, identity) : null,
    previous: skip > 0 ? cursorAt(Math.max(0, Math.min(skip, total) - limit), identity) : null,
  };
}

/** The Simulator's envelope. */
export function envelope(page: Slice): Json {
  return {
    data: page.rows,
    pagination: {
      limit: page.limit,
      skip: page.skip,
      total: page.total,
      hasNext: page.next !== null,
      hasPrevious: page.previous !== null,
      next: page.next,
      previous: page.previous,
    },
  };
}

/** Parameters that make another list of it; a cursor is good only with the same ones. */
const identifying = ['projectId', 'filter', 'sort', 'endPointType', 'status', 'timespan'];

function offset(query: URLSearchParams, identity: string): number {
  const given = ['skip', 'next', 'previous'].filter((name) => query.get(name));
  if (given.length > 1 && !(given.length === 2 && query.get('skip') === '0'))
    throw new Refusal('invalidArgument', `${given.join(' and ')} are mutually exclusive.`, given[1]);
  const name = query.get('next') ? 'next' : 'previous';
  const cursor = query.get(name);
  if (cursor) return offsetOf(cursor, name, identity);
  return integerParameter(query, 'skip', { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER });
}

/**
 * 24 hex digits like an object id: a checksum of list and offset, and the offset hidden by it, so that nobody
 * can make one up and a server without memory can read it.
 */
function cursorAt(position: number, identity: string): string {
  const check = checksum(position, identity);
  return check.slice(0, 16) + mask(position, check).toString(16).padStart(8, '0');
}

function offsetOf(cursor: string, name: string, identity: string): number {
  if (/^[0-9a-f]{24}$/.test(cursor)) {
    const position = mask(Number.parseInt(cursor.slice(16), 16), cursor);
    if (cursorAt(position, identity) === cursor) return position;
  }
  throw new Refusal('invalidArgument', `${name} is not a cursor of this list.`, name);
}

function mask(value: number, check: string): number {
  return (value ^ Number.parseInt(check.slice(0, 8), 16)) >>> 0;
}

function checksum(position: number, identity: string): string {
  return sha256(`${position}\n${identity}`);
}

function sorted(rows: readonly JsonObject[], sort: string | null): readonly JsonObject[] {
  if (!sort) return rows;
  const [, field, direction] = /^(\w+):(asc|desc)$/.exec(sort) ?? [];
  if (field === undefined)
    throw new Refusal(
      'invalidArgument',
      'sort must be a field and a direction, e.g. createdAt:desc.',
      'sort',
    );
  const sign = direction === 'desc' ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(a[field], b[field]));
}

/** Numbers before texts before everything else, in their own order; equal ones keep their places. */
export function compare(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return rank(a) - rank(b);
}

function rank(value: Json | undefined): number {
  if (typeof value === 'number') return 0;
  return typeof value === 'string' ? 1 : 2;
}

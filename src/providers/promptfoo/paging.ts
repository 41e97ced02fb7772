/**
 * Pages of an evaluation (docs/contracts.md C4). The server pages by tests, and a page of ours has runs: a test may be
 * cut between two pages. Failed first is three passes, one by each of the server's filters.
 */
import { t } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import { isObject, numberOf, objectOf, parseJsonText } from '../../core/kit/json.ts';
import type { PageRequest } from '../../core/provider/provider.ts';
import type { Json } from '../../core/run/run.ts';
import type { TableAnswer } from './client.ts';
import { kindOf } from './grades.ts';

export interface Cursor {
  /** Index into {@link passesOf}; its length for one way through all tests, where the server does not filter. */
  readonly pass: number;
  /** Tests that came before, in this pass. */
  readonly offset: number;
  /** Runs of the first test that came before. */
  readonly skip: number;
  /** Which test came first on the page before, to notice a page that repeats. */
  readonly first: number | undefined;
  /** Runs that each test has, as far as it is known. */
  readonly width: number | undefined;
}

/** One way through the tests. */
export interface Pass {
  readonly filterMode: string | undefined;
  /** Whether a result of a test that came belongs to this pass. */
  readonly keeps: (result: Json) => boolean;
}

/** Every test as it comes. */
export const unfiltered: Pass = { filterMode: undefined, keeps: () => true };

/** The server's own filters. */
const filterModes = ['all', 'failures', 'errors', 'passes', 'different', 'highlights', 'user-rated'];

/** @throws ProviderError for a filter that the server does not have */
export function passesOf({ sort, filter }: PageRequest): readonly Pass[] {
  const filterMode = filter['filterMode'];
  if (filterMode !== undefined && filterMode !== '' && !filterModes.includes(filterMode))
    throw noSuchFilter();
  if (filterMode !== undefined && filterMode !== '') return [{ filterMode, keeps: unfiltered.keeps }];
  return sort === 'failedFirst' ? failedFirst : [unfiltered];
}

function noSuchFilter(): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: t('promptfoo has no such filter of tests.'),
    nextStep: t('Filter by one of these: {0}.', commas(filterModes)),
  });
}

const failedFirst: readonly Pass[] = [
  { filterMode: 'errors', keeps: (result) => kindOf(objectOf(result) ?? {}) === 'errored' },
  { filterMode: 'failures', keeps: (result) => kindOf(objectOf(result) ?? {}) === 'failed' },
  { filterMode: 'passes', keeps: (result) => kindOf(objectOf(result) ?? {}) === 'passed' },
];

export function decodeCursor(cursor: string | undefined): Cursor {
  const parsed = cursor === undefined ? {} : parseJsonText(cursor);
  const source = isObject(parsed) ? parsed : {};
  return {
    pass: numberOf(source['pass']) ?? 0,
    offset: numberOf(source['offset']) ?? 0,
    skip: numberOf(source['skip']) ?? 0,
    first: numberOf(source['first']),
    width: numberOf(source['width']),
  };
}

/** How many tests to ask for so that about so many runs come. */
export function testsFor(runs: number, { width = 1, skip }: Cursor): number {
  return Math.min(1000, Math.max(1, Math.floor((runs + skip) / Math.max(1, width))));
}

/** @param taken runs of the page's last test that were taken, where it was cut */
export function cursorAfter(
  before: Cursor,
  answer: TableAnswer,
  cut: { readonly row: number; readonly taken: number } | undefined,
): Cursor | 'passEnds' {
  const width = Math.max(1, Array.isArray(answer.prompts) ? answer.prompts.length : 1);
  if (cut) return { ...before, offset: before.offset + cut.row, skip: cut.taken, first: undefined, width };
  const offset = before.offset + answer.rows.length;
  // More than the total came: then the total is wrong, and an empty page tells the end.
  if (answer.rows.length === 0 || offset === answer.filtered) return 'passEnds';
  return { ...before, offset, skip: 0, first: firstTest(answer), width };
}

/** The same tests as on the page before. */
export function repeats({ first, skip }: Cursor, answer: TableAnswer): boolean {
  return first !== undefined && skip === 0 && firstTest(answer) === first;
}

/** The first test that says which one it is. */
function firstTest({ rows }: TableAnswer): number | undefined {
  return rows.map((row) => numberOf(objectOf(row)?.['testIdx'])).find((test) => test !== undefined);
}

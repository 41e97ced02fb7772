/** Failed runs in the order of the tree, over all that is below its connections, loaded or not. */
import { runKey } from '../run/runSource.ts';
import type { Place } from '../run/refs.ts';
import { isFailure, outcomeOfItem } from '../run/outcome.ts';
import type { RunRef } from '../run/run.ts';
import { collectionKey } from '../run/runSource.ts';
import { rowKey, type Row } from './tree.ts';

/** The rows of the tree, as far as somebody wants to know them. */
export interface WalkedTree {
  readonly connections: () => readonly string[];
  /** Rows below a place in their order; loads what is not loaded. @throws when the person gave up */
  readonly rows: (place: Place) => Promise<readonly Row[]>;
}

/** Down or up the tree. */
export type Step = 1 | -1;

/**
 * @param from the run or the place that the search begins at; `undefined` for the first, or last, row of all
 * @returns the next one that failed or errored; `undefined` at the end of the tree
 */
export async function nextFailedRun(
  tree: WalkedTree,
  from: RunRef | Place | undefined,
  step: Step,
): Promise<RunRef | undefined> {
  const connections = ordered(tree.connections(), step);
  const start = from ? connections.indexOf(from.connection) : -1;
  if (from && start >= 0) {
    const found = await besideIn(tree, from, step);
    if (found) return found;
  }
  for (const connection of connections.slice(start + 1)) {
    const found = await firstBelow(tree, { connection, path: [] }, step);
    if (found) return found;
  }
  return undefined;
}

/** In the connection of `from`: among its neighbours first, then among those of each place above. */
async function besideIn(tree: WalkedTree, from: RunRef | Place, step: Step): Promise<RunRef | undefined> {
  const { connection, path } = from;
  const isRun = 'run' in from;
  // A place stands above its rows: on the way down they come after it.
  if (!isRun && step === 1) {
    const found = await firstBelow(tree, from, step);
    if (found) return found;
  }
  let key = isRun ? runKey(from) : collectionKey(connection, path);
  for (let depth = isRun ? path.length : path.length - 1; depth >= 0; depth--) {
    const place: Place = { connection, path: path.slice(0, depth) };
    const rows = ordered(await tree.rows(place), step);
    const at = rows.findIndex((row) => rowKey(row) === key);
    // Where it is not listed any more, nobody can say what comes after it.
    const found = at < 0 ? undefined : await firstAmong(tree, rows.slice(at + 1), step);
    if (found) return found;
    key = collectionKey(connection, place.path);
  }
  return undefined;
}

async function firstBelow(tree: WalkedTree, place: Place, step: Step): Promise<RunRef | undefined> {
  return firstAmong(tree, ordered(await tree.rows(place), step), step);
}

async function firstAmong(tree: WalkedTree, rows: readonly Row[], step: Step): Promise<RunRef | undefined> {
  for (const row of rows) {
    if (row.kind === 'run' && isFailure(outcomeOfItem(row.item))) return row.item.ref;
    if (row.kind !== 'collection' || isKnownToPass(row)) continue;
    const found = await firstBelow(tree, row.item, step);
    if (found) return found;
  }
  return undefined;
}

/** All its runs are over and were judged, and none failed: there is nothing to load. */
function isKnownToPass({ item, trail }: Extract<Row, { kind: 'collection' }>): boolean {
  const judged = item.holds === 'runs' ? trail?.batches[0].judged : undefined;
  return judged !== undefined && judged.complete && judged.passed === judged.runs;
}

function ordered<T>(items: readonly T[], step: Step): readonly T[] {
  return step === 1 ? items : items.toReversed();
}

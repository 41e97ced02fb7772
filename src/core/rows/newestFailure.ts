import { isFailure, isUnfinished, outcomeOfItem } from '../run/outcome.ts';
import type { Collection, RunRef } from '../run/run.ts';
import type { WalkedTree } from './failedRuns.ts';
import type { Row } from './tree.ts';

/** Batches of a connection that are looked into before it is given up. */
const mostBatches = 20;

/**
 * The first failed run, in the order of the tree, of the newest batch that has one, if possible one that is over, in the first connection that has
 * such a batch; loads what is not loaded. `undefined` where none of the newest batches has one.
 */
export async function newestFailure(tree: WalkedTree): Promise<RunRef | undefined> {
  for (const connection of tree.connections()) {
    const found = await newestIn(tree, connection);
    if (found) return found;
  }
  return undefined;
}

async function newestIn(tree: WalkedTree, connection: string): Promise<RunRef | undefined> {
  const batches = await batchesAmong(tree, await tree.rows({ connection, path: [] }));
  batches.sort((a, b) => timeOf(b) - timeOf(a));
  let unfinished: RunRef | undefined;
  for (const batch of batches.slice(0, mostBatches)) {
    const rows = await tree.rows(batch);
    const runs = rows.flatMap((row) => (row.kind === 'run' ? [row.item] : []));
    const failed = runs.find((run) => isFailure(outcomeOfItem(run)))?.ref;
    // A batch that is over tells more than one that runs.
    if (failed && !runs.some((run) => run.kind === 'run' && isUnfinished(run))) return failed;
    unfinished ??= failed;
  }
  return unfinished;
}

async function batchesAmong(tree: WalkedTree, rows: readonly Row[]): Promise<Collection[]> {
  const batches: Collection[] = [];
  for (const row of rows) {
    if (row.kind !== 'collection') continue;
    if (row.item.holds === 'runs') batches.push(row.item);
    else batches.push(...(await batchesAmong(tree, await tree.rows(row.item))));
  }
  return batches;
}

function timeOf({ createdAt }: Collection): number {
  return createdAt?.ms ?? Number.NEGATIVE_INFINITY;
}

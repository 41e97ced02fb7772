/** Runs of which a list holds less than the run itself does: rows and whole runs. */
import type { RunItem } from './run.ts';

/** Whether only a part of the run is known, as a list holds it. */
export function isExcerpt(item: RunItem): boolean {
  return item.kind === 'run' && item.edition?.isWhole === false;
}

/** Whether the known item is all of the run of which the other is a row. */
export function saysMore(known: RunItem | undefined, row: RunItem): boolean {
  if (!isExcerpt(row) || known?.kind !== 'run' || row.kind !== 'run' || known.archived) return false;
  return known.edition?.isWhole === true && known.edition.name === row.edition?.name;
}

import type { RunItem } from '../core/run/run.ts';

/** A run on its way out, and where it lives: titles from the connection down to its collection. */
export interface ExportedRun {
  readonly item: RunItem;
  readonly where: readonly string[];
}

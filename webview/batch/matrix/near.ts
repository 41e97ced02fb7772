import { useRef } from 'preact/hooks';
import type { RunLine, RunReasons } from '../../../src/panel/batch/views.ts';
import type { BatchClient } from '../client.ts';
import type { Range } from './geometry.ts';

/** A run whose cells exist as elements, and why it did not pass, as far as that is known. */
export interface Near {
  readonly run: RunLine;
  readonly reasons: RunReasons | undefined;
}

/** The runs around the reader: the same list as long as nothing of them changes, so that their cells stay as they are. */
export function useNear(
  runs: readonly RunLine[],
  { from, to }: Range,
  client: Pick<BatchClient, 'reasons'>,
): readonly Near[] {
  const before = useRef<readonly Near[]>([]);
  const now = runs.slice(from, to).map((run): Near => ({ run, reasons: client.reasons(run.key) }));
  const same =
    now.length === before.current.length &&
    now.every(({ run, reasons }, at) => {
      const known = before.current[at];
      return known?.run === run && known.reasons === reasons;
    });
  if (!same) before.current = now;
  return before.current;
}

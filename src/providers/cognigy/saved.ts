/** Reads runs of the Simulator from what it once sent. */
import { parseJsonText } from '../../core/json.ts';
import type { SavedReader } from '../../core/provider.ts';
import { readRun, type RunReader } from '../items.ts';
import { runOf } from './map.ts';
import { run as runSchema, type RunAnswer } from './schema.ts';

export const savedReader: SavedReader = {
  run: (raw, ref) => {
    const reader: RunReader<RunAnswer> = {
      provider: 'cognigy',
      schema: runSchema,
      map: (answer, source, text) => runOf(answer, source, ref, text),
      ref: () => ref,
    };
    return { ...readRun(reader, parseJsonText(raw), () => raw, 1), ref };
  },
};

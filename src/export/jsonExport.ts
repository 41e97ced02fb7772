/** Runs as the service sent them, byte for byte, but for what was redacted. */
import type { ExportedRun } from './exported.ts';
import { compactJson } from './redaction/redactJson.ts';

/** One array. */
export function* jsonPieces(runs: readonly ExportedRun[]): Generator<string> {
  yield '[';
  for (const [index, { item }] of runs.entries()) yield `${index > 0 ? ',' : ''}\n${item.raw()}`;
  yield '\n]\n';
}

/** One run a line. */
export function* jsonLinesPieces(runs: readonly ExportedRun[]): Generator<string> {
  for (const { item } of runs) yield `${compactJson(item.raw())}\n`;
}

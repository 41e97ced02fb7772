/** Runs as the service sent them, byte for byte, but for what was redacted. */
import { isJson } from '../core/kit/json.ts';
import type { RunItem } from '../core/run/run.ts';
import type { ExportedRun } from './exported.ts';
import { compactJson } from './redaction/redactJson.ts';

/** One array. */
export function* jsonPieces(runs: readonly ExportedRun[]): Generator<string> {
  yield '[';
  for (const [index, { item }] of runs.entries()) yield `${index > 0 ? ',' : ''}\n${jsonOf(item)}`;
  yield '\n]\n';
}

/** One run a line. */
export function* jsonLinesPieces(runs: readonly ExportedRun[]): Generator<string> {
  for (const { item } of runs) yield `${compactJson(jsonOf(item))}\n`;
}

/** What is no JSON, as a broken line of a file, comes as a text, so that the whole is JSON and the text stays. */
function jsonOf(item: RunItem): string {
  const raw = item.raw();
  if (isJson(raw)) return raw;
  return JSON.stringify({ notJson: item.kind === 'broken' ? item.problem : item.title, text: raw });
}

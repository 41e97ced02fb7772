import type { RunItem } from '../core/run/run.ts';
import type { ExportedRun } from '../export/exported.ts';
import { batchRule } from '../export/redaction/redact.ts';
import { redactedRun } from '../export/redaction/redactRun.ts';
import { builtInRules } from '../export/redaction/rules.ts';

/** Runs on their way out, without what the default rules find. */
export function redactedRuns(runs: readonly RunItem[]): ExportedRun[] {
  const rules = builtInRules.map(batchRule);
  return runs.map((item) => ({ item: redactedRun(item, rules), where: [] }));
}

import type { ExportedRun } from '../../export/exported.ts';
import { batchRule, redactTexts, type BatchRule } from '../../export/redaction/redact.ts';
import { redactedRun } from '../../export/redaction/redactRun.ts';
import { builtInRules } from '../../export/redaction/rules.ts';
import { ownRules, type OwnPatterns } from './exportPatterns.ts';

/** @throws PatternError when an own pattern cannot be used */
export function allRules(own: OwnPatterns): readonly BatchRule[] {
  return [...ownRules(own), ...builtInRules.map(batchRule)];
}

/** Also the titles of the places a run lies in. */
export function redacted({ item, where }: ExportedRun, rules: readonly BatchRule[]): ExportedRun {
  const replaced = redactTexts(where, rules);
  return { item: redactedRun(item, rules), where: where.map((title) => replaced.get(title) ?? title) };
}

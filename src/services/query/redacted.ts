/** What must not leave the machine is taken out of runs before anything is made of them, as in exports. */
import type { RunItem } from '../../core/run/run.ts';
import { redactTexts, type BatchRule } from '../../export/redaction/redact.ts';
import { redactedRun } from '../../export/redaction/redactRun.ts';

/** The run keeps its reference, by which it is asked for. */
export function cleanItem(item: RunItem, rules: readonly BatchRule[]): RunItem {
  const clean = redactedRun(item, rules);
  return clean === item ? item : { ...clean, ref: item.ref };
}

export function cleanText(text: string, rules: readonly BatchRule[]): string {
  return redactTexts([text], rules).get(text) ?? text;
}

export function cleanTexts(texts: readonly string[], rules: readonly BatchRule[]): string[] {
  const replaced = redactTexts(texts, rules);
  return texts.map((text) => replaced.get(text) ?? text);
}

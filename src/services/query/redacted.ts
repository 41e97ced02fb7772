/** What must not leave the machine is taken out of runs before anything is made of them, as in exports. */
import type { Run, RunItem } from '../../core/run/run.ts';
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

/**
 * What is told of a run beside others: its criteria, its error and one turn at its own place; the rest is left out, as
 * to redact it takes long.
 * @param turn index of the turn; `null` for none
 */
export function cleanPart(run: Run, turn: number | null, rules: readonly BatchRule[]): Run {
  const turns = run.turns?.map((each, index) => (index === turn ? each : emptyTurn));
  const criteria = run.criteria
    .filter(({ met }) => met === 'notMet')
    .map((each) => ({ ...each, raw: undefined, result: undefined }));
  const part: Run = {
    ...run,
    turns,
    criteria,
    summary: undefined,
    facts: [],
    ids: [],
    rest: {},
    raw: () => '{}',
  };
  const clean = cleanItem(part, rules);
  return clean.kind === 'run' ? clean : part;
}

const emptyTurn: NonNullable<Run['turns']>[number] = {
  ...{ id: undefined, sequence: undefined, role: undefined, text: undefined, blocks: [] },
  ...{ data: undefined, createdAt: undefined, extra: undefined },
};

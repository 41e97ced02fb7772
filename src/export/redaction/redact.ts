/** Puts placeholders where rules found something, and counts. */
import type { Rule } from './rules.ts';
import type { Span } from './span.ts';

/** A rule over many texts at once: own patterns are run with a limit of time, which is dear to set up. */
export interface BatchRule {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  /** Spans for each text, in the same order. */
  readonly findAll: (texts: readonly string[]) => readonly (readonly Span[])[];
  /** In JSON it goes by the names of members, too, whatever their values look like. */
  readonly byName?: true;
}

export interface Finding {
  readonly rule: BatchRule;
  count: number;
  /** The first few, as they stand in the runs: for the person's own eyes only. */
  readonly examples: string[];
}

export function batchRule({ find, ...rule }: Rule): BatchRule {
  return { ...rule, findAll: (texts) => texts.map(find) };
}

/**
 * Each text with what the rules found replaced. Where two rules find overlapping places, all of it goes, under
 * the placeholder of the first rule.
 * @param counts counts what was replaced, by rule id
 */
export function redactTexts(
  texts: readonly string[],
  rules: readonly BatchRule[],
  counts?: Map<string, Finding>,
): Map<string, string> {
  const found = rules.map((rule) => rule.findAll(texts));
  const replaced = new Map<string, string>();
  texts.forEach((text, index) => {
    const spans = rules.flatMap((rule, order) =>
      (found[order]?.[index] ?? []).map((span) => ({ rule, order, span })),
    );
    if (spans.length === 0) return;
    const merged = merge(spans);
    if (counts) for (const place of merged) countFinding(counts, place.rule, text.slice(...place.span));
    replaced.set(text, replace(text, merged));
  });
  return replaced;
}

interface Found {
  readonly rule: BatchRule;
  readonly order: number;
  readonly span: Span;
}

function merge(spans: readonly Found[]): Found[] {
  const merged: Found[] = [];
  for (const next of spans.toSorted((a, b) => a.span[0] - b.span[0] || a.order - b.order)) {
    const last = merged.at(-1);
    if (!last || next.span[0] >= last.span[1]) {
      merged.push(next);
      continue;
    }
    const { rule, order } = next.order < last.order ? next : last;
    merged[merged.length - 1] = {
      ...{ rule, order },
      span: [last.span[0], Math.max(last.span[1], next.span[1])],
    };
  }
  return merged;
}

function replace(text: string, merged: readonly Found[]): string {
  let out = '';
  let at = 0;
  for (const { rule, span } of merged) {
    out += text.slice(at, span[0]) + rule.placeholder;
    at = span[1];
  }
  return out + text.slice(at);
}

export function countFinding(counts: Map<string, Finding>, rule: BatchRule, example: string): void {
  const finding = counts.get(rule.id) ?? { rule, count: 0, examples: [] };
  counts.set(rule.id, finding);
  finding.count++;
  if (finding.examples.length < 3 && !finding.examples.includes(example)) finding.examples.push(example);
}

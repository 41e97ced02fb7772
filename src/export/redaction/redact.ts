/** Puts placeholders where rules found something, and counts. */
import type { Rule } from './rules.ts';
import type { Span } from './span.ts';
import { unescaped } from './unescaped.ts';

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
  const replaced = new Map<string, string>();
  const found = findIn(texts, rules);
  texts.forEach((text, index) => {
    const merged = found[index] ?? [];
    if (merged.length === 0) return;
    if (counts) for (const place of merged) countFinding(counts, place.rule, text.slice(...place.span));
    replaced.set(text, replace(text, merged, [0, text.length]));
  });
  return replaced;
}

/** A part of a text that is shown, while rules look at all of it: what is cut in two by the edge is found, too. */
export interface Stretch {
  readonly text: string;
  readonly span: Span;
}

export function redactStretches(stretches: readonly Stretch[], rules: readonly BatchRule[]): string[] {
  const found = findIn(
    stretches.map(({ text }) => text),
    rules,
  );
  return stretches.map(({ text, span }, index) => replace(text, found[index] ?? [], span));
}

/** For each text what is to be replaced in it, in order and apart. */
function findIn(texts: readonly string[], rules: readonly BatchRule[]): Found[][] {
  const read = texts.map(unescaped);
  const found = rules.map((rule) => rule.findAll(read.map(({ text }) => text)));
  return read.map(({ placeOf }, index) =>
    merge(
      rules.flatMap((rule, order) =>
        (found[order]?.[index] ?? []).map((span) => ({ rule, order, span: placeOf(span) })),
      ),
    ),
  );
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

function replace(text: string, merged: readonly Found[], [from, to]: Span): string {
  let out = '';
  let at = from;
  for (const { rule, span } of merged) {
    if (span[1] <= from || span[0] >= to) continue;
    out += text.slice(at, Math.max(at, span[0])) + rule.placeholder;
    at = span[1];
  }
  return out + text.slice(at, Math.max(at, to));
}

export function countFinding(counts: Map<string, Finding>, rule: BatchRule, example: string): void {
  const finding = counts.get(rule.id) ?? { rule, count: 0, examples: [] };
  counts.set(rule.id, finding);
  finding.count++;
  if (finding.examples.length < 3 && !finding.examples.includes(example)) finding.examples.push(example);
}

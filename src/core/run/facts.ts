/**
 * Facts: named values of a run (its model, its cost ...). Each is described once, here or in the folder of the
 * provider that reports it; the page, tooltips, rows, exports, redaction, filters, charts and the archive go by the
 * description and know no fact by name.
 */
import { formatValue, type ValueKind } from '../kit/format.ts';
import { msg, t } from '../kit/l10n.ts';

/** Text as reported; a number in the unit that the description names; a moment in ms since the epoch. */
export type FactValue = string | number;

/** What the program knows of a fact, whatever its value. */
export interface FactDescription {
  /** What people read, e.g. `Endpoint type`. */
  readonly label: string;
  readonly kind: ValueKind;
  /** The far end of the scale, e.g. 100 for a score of at most 100. */
  readonly most?: number;
  /** Where people see it without asking; exports and tooltips list every fact that was reported. */
  readonly shown: readonly ShownIn[];
  /** The row shows what follows the last ` / `: `gpt-5` of `openai / gpt-5`. */
  readonly shortInRow?: true;
  /** Heading of its column in CSV. */
  readonly column: string;
  /** Whether redaction looks into it. */
  readonly redacted: boolean;
  /** Whether the text filter of the tree and the words of the archive's search find it. */
  readonly searched: boolean;
  /** What is typed before the colon to search by its value, e.g. `model` for `model:gpt-4`. */
  readonly filter?: string;
  /** Whether the runs of a collection are compared by it. */
  readonly ranked: boolean;
  /** It says how runs were made, not how they went: batches that differ in it are compared with care. */
  readonly setup?: true;
}

/** The figures at the top of the page, the page's section Metrics, and the row of the tree. */
export type ShownIn = 'summary' | 'metrics' | 'row';

/** Facts by their keys, which never change: exports and other programs name them. In the order people read them. */
export type FactRegistry = Readonly<Record<string, FactDescription>>;

export interface Fact {
  readonly key: string;
  /** `undefined` where the source has such a value as a rule, but reported none for this run. */
  readonly value: FactValue | undefined;
  readonly about: FactDescription;
}

/** What several kinds of service report. */
export const commonFacts = {
  model: {
    ...{ label: msg('Model'), kind: 'text', shown: ['summary'], column: 'model' },
    ...{ redacted: true, searched: true, filter: 'model', ranked: false, setup: true },
  },
  score: {
    ...{ label: msg('Score'), kind: 'number', shown: ['summary', 'metrics', 'row'], column: 'score' },
    ...{ redacted: false, searched: false, ranked: true },
  },
  costUsd: {
    ...{ label: msg('Cost'), kind: 'usd', shown: ['summary', 'metrics'], column: 'cost_usd' },
    ...{ redacted: false, searched: false, ranked: true },
  },
  tokens: {
    ...{ label: msg('Tokens'), kind: 'tokens', shown: ['summary', 'metrics'], column: 'tokens' },
    ...{ redacted: false, searched: false, ranked: true },
  },
} satisfies FactRegistry;

/**
 * A run's facts, one for each entry of the registry and in its order.
 * @param values as reported; what is missing becomes a fact without a value
 */
export function factsFrom<Key extends string>(
  registry: Readonly<Record<Key, FactDescription>>,
  values: Readonly<Record<Key, FactValue | null | undefined>>,
): Fact[] {
  return Object.entries<FactDescription>(registry).map(([key, about]) => ({
    key,
    value: values[key as Key] ?? undefined,
    about,
  }));
}

/** @param item a run; one that could not be read has no facts */
export function factValue(
  item: { readonly kind: string; readonly facts?: readonly Fact[] },
  key: string,
): FactValue | undefined {
  return item.facts?.find((fact) => fact.key === key)?.value;
}

/** Facts with a value, in reading order. */
export function reportedFacts(facts: readonly Fact[]): ReportedFact[] {
  return facts.filter((fact): fact is ReportedFact => fact.value !== undefined);
}

export interface ReportedFact extends Fact {
  readonly value: FactValue;
}

/** What a search for words finds of them. */
export function searchedWords(facts: readonly Fact[]): string[] {
  return reportedFacts(facts)
    .filter(({ about }) => about.searched)
    .map(({ value, about }) => formatValue(about.kind, value));
}

/** `Node 24`, `40 of 100`, `$0.34`. */
export function factText({ value, about }: ReportedFact): string {
  const text = formatValue(about.kind, value);
  return about.most === undefined ? text : t('{0} of {1}', text, formatValue(about.kind, about.most));
}

/** Whether two batches may be compared at all: what else than the agent changed, before any number (docs/analysis.md 6.2 C). */
import { formatCount, formatPart, plural } from '../../core/kit/format.ts';
import { msg, sent, t, withinSentence, type Message } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import { reportedFacts, factText } from '../../core/run/facts.ts';
import type { RunItem } from '../../core/run/run.ts';
import type { BatchStats } from '../batch/batch.ts';
import type { CriterionStats } from '../batch/criteria.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { Rate } from '../stats/rate.ts';
import type { Diff } from '../stats/verdict.ts';
import { verdictWords } from '../words.ts';
import type { Units } from './matched.ts';

/** One reason for care; `words` is its sentence. "Before" is the first batch, "now" the second. */
export type Comparability = { readonly words: string } & (
  | { readonly kind: 'otherCases' }
  | { readonly kind: 'criterionText'; readonly name: string; readonly before: string; readonly now: string }
  | { readonly kind: 'criterionAdded' | 'criterionRemoved'; readonly name: string }
  | {
      /** Persona, mission, model, endpoint and others of which the runs or their scenario tell. */
      readonly kind: 'setup';
      readonly label: string;
      readonly before: readonly string[];
      readonly now: readonly string[];
    }
  | { readonly kind: 'units'; readonly onlyBefore: number; readonly onlyNow: number }
  | { readonly kind: 'errors'; readonly before: Rate; readonly now: Rate }
  | { readonly kind: 'unfinished'; readonly before: number; readonly now: number }
);

/** What is known of a batch besides its runs: facts of its scenario as they were then, such as persona and mission. */
export type Setup = readonly (readonly [label: string, value: string])[];

export interface Side {
  readonly runs: readonly RunItem[];
  readonly stats: BatchStats;
  readonly setup: Setup;
}

/** What the comparison has found already. */
interface Found extends Pick<AnalysisSettings, 'erroredRuns'> {
  readonly errors: Diff;
  readonly units: Units | undefined;
  readonly otherCases: boolean;
}

export function comparabilityOf(
  before: Side,
  now: Side,
  { errors, erroredRuns, units, otherCases }: Found,
): Comparability[] {
  return [
    ...(otherCases
      ? [
          {
            kind: 'otherCases' as const,
            words: t('The batches try different things: facts only, no verdict.'),
          },
        ]
      : []),
    ...unfinished(before.stats, now.stats),
    ...criteriaChanges(before.stats.criteria, now.stats.criteria),
    ...setupChanges(before, now),
    ...(units ? unitChanges(units) : []),
    ...errorChange(errors, erroredRuns),
  ];
}

function unfinished(a: BatchStats, b: BatchStats): Comparability[] {
  if (a.unfinished + b.unfinished === 0) return [];
  const [ofA, ofB] = [plural(a.runs.length, 'run'), plural(b.runs.length, 'run')];
  const parts = [
    ...(a.unfinished > 0 ? [t('{0} of {1} before', formatCount(a.unfinished), ofA)] : []),
    ...(b.unfinished > 0 ? [t('{0} of {1} now', formatCount(b.unfinished), ofB)] : []),
  ];
  const words = t('Not finished: {0}. There is no verdict until they have.', commas(parts));
  return [{ kind: 'unfinished', before: a.unfinished, now: b.unfinished, words }];
}

function criteriaChanges(before: readonly CriterionStats[], now: readonly CriterionStats[]): Comparability[] {
  const [had, has] = [new Set(before.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
  const removed = before.filter(({ id }) => !has.has(id)).sort(byName);
  const added = now.filter(({ id }) => !had.has(id)).sort(byName);
  const changed = removed.flatMap((one) => {
    const at = added.findIndex(({ name }) => name === one.name);
    return at < 0 ? [] : added.splice(at, 1).map((other) => ({ one, other }));
  });
  const kept = new Set(changed.map(({ one }) => one));
  return [
    ...changed.map(({ one, other }): Comparability => {
      const words = t('The text or kind of “{0}” changed: it is another criterion now.', one.name);
      return {
        ...{ kind: 'criterionText', name: one.name, before: one.text ?? '', now: other.text ?? '' },
        words,
      };
    }),
    ...removed
      .filter((each) => !kept.has(each))
      .map(({ name }): Comparability => {
        return { kind: 'criterionRemoved', name, words: t('“{0}” is no criterion any more.', name) };
      }),
    ...added.map(({ name }): Comparability => {
      return { kind: 'criterionAdded', name, words: t('“{0}” was no criterion before.', name) };
    }),
  ];
}

function byName(a: CriterionStats, b: CriterionStats): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;
}

/** Only what both batches tell of: what one of them does not report may well be the same. */
function setupChanges(before: Side, now: Side): Comparability[] {
  const [had, has] = [setupOf(before), setupOf(now)];
  return [...had].flatMap(([label, values]): Comparability[] => {
    const others = has.get(label);
    if (!others) return [];
    const [first, second] = [[...values].sort(), [...others].sort()];
    if (JSON.stringify(first) === JSON.stringify(second)) return [];
    const words = t('{0} differs: {1} before, {2} now.', t(label), valuesWords(first), valuesWords(second));
    return [{ kind: 'setup', label, before: first, now: second, words }];
  });
}

function setupOf({ runs, setup }: Side): Map<Message, Set<string>> {
  const values = new Map<Message, Set<string>>();
  const add = (label: Message, value: string) => {
    const known = values.get(label) ?? new Set();
    values.set(label, known);
    known.add(value);
  };
  for (const [label, value] of setup) add(sent(label), value);
  for (const run of runs) {
    if (run.kind === 'broken') continue;
    if (run.maxTurns !== undefined) add(turnLimit, formatCount(run.maxTurns));
    for (const fact of reportedFacts(run.facts))
      if (fact.about.setup) add(sent(fact.about.label), factText(fact));
  }
  return values;
}

/** As the scenario's own fact is called, so that the two are one. */
const turnLimit = msg('Max turns');
const mostValues = 3;
const longestValue = 80;

function valuesWords(values: readonly string[]): string {
  const shown = values.slice(0, mostValues).map((value) => {
    return value.length > longestValue
      ? `${value
          .slice(0, longestValue - 1)
          .toWellFormed()
          .trimEnd()}…`
      : value;
  });
  const more = values.length - shown.length;
  return more > 0 ? t('{0} and {1} more', commas(shown), formatCount(more)) : commas(shown);
}

function unitChanges({ both, onlyA, onlyB }: Units): Comparability[] {
  if (onlyA + onlyB === 0) return [];
  const words = t(
    'Tried in both: {0}; only before: {1}; only now: {2}.',
    ...[both, onlyA, onlyB].map(formatCount),
  );
  return [{ kind: 'units', onlyBefore: onlyA, onlyNow: onlyB, words }];
}

function errorChange(errors: Diff, erroredRuns: AnalysisSettings['erroredRuns']): Comparability[] {
  if (errors.verdict !== 'higher' && errors.verdict !== 'lower') return [];
  const { a, b } = errors;
  const part = ({ passed, judged }: Rate) => formatPart(passed, judged);
  const figures = [part(a), part(b), withinSentence(verdictWords(errors))] as const;
  const words =
    erroredRuns === 'failed'
      ? t('Errored runs count as failed, and there were {0} before and {1} now ({2}).', ...figures)
      : t('Errored runs are not judged, and there were {0} before and {1} now ({2}).', ...figures);
  return [{ kind: 'errors', before: a, now: b, words }];
}

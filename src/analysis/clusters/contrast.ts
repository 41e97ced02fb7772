/**
 * What sets the runs of a failure group apart from those that passed (docs/analysis.md 4.3): words, tools and measures that
 * are in more of them, each counted once a run, since words of one run are not independent of each other.
 */
import { formatCount, formatValue } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { medianOf } from '../../core/kit/numbers.ts';
import { inQuotes } from '../../core/kit/punctuation.ts';
import { measuresOf } from '../../core/run/measures.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import type { Run, RunItem } from '../../core/run/run.ts';
import { spokenText } from '../../core/run/toolWords.ts';
import type { RunId } from '../batch/runsInOrder.ts';
import { compareText, inOrder, isRun, runIdOf } from '../batch/runsInOrder.ts';
import type { Work } from '../slices.ts';
import { withoutFalseAlarms } from '../stats/falseAlarms.ts';
import { fisher } from '../stats/fisher.ts';
import { fewestRuns } from '../stats/verdict.ts';
import { wordsOf } from '../text/words.ts';

export interface Contrast {
  /** `“refund”`, `calls find`, `Duration over 42 s`. */
  readonly what: string;
  /** Runs of the group, and passed runs, that have it. */
  readonly inGroup: number;
  readonly ofGroup: number;
  readonly inPassed: number;
  readonly ofPassed: number;
  /** Fisher's mid-P as one of all that were looked at. */
  readonly q: number;
}

const largestQ = 0.05;
const mostTold = 8;
/** What fewer runs have cannot tell two sides apart. */
const fewestWithIt = 3;
/** A letter alone says nothing. */
const shortestWord = 2;

/** The clearest first; empty where a side has fewer than five runs. @param group ids of its runs */
export function* contrastOf(group: readonly RunId[], items: readonly RunItem[]): Work<Contrast[]> {
  const own = new Set(group);
  const runs = inOrder(items).filter(isRun);
  const inGroup = runs.filter((run) => own.has(runIdOf(run.ref)));
  const passed = runs.filter((run) => outcomeOf(run) === 'passed' && !own.has(runIdOf(run.ref)));
  if (inGroup.length < fewestRuns || passed.length < fewestRuns) return [];
  const limits = limitsOf(passed);
  const quoted = quoting();
  const counts = new Map<string, { group: number; passed: number }>();
  for (const [side, all] of [['group', inGroup] as const, ['passed', passed] as const])
    for (const run of all) {
      for (const trait of traitsOf(run, limits, quoted)) {
        const count = counts.get(trait) ?? { group: 0, passed: 0 };
        counts.set(trait, count);
        count[side]++;
      }
      yield;
    }
  return clearest(counts, inGroup.length, passed.length);
}

/** `“refund”: in 6 of 7 of these, in 1 of 12 passed runs`. */
export function contrastWords({ what, inGroup, ofGroup, inPassed, ofPassed }: Contrast): string {
  return t(
    '{0}: in {1} of {2} of these, in {3} of {4} passed runs',
    what,
    ...[inGroup, ofGroup, inPassed, ofPassed].map(formatCount),
  );
}

function clearest(
  counts: ReadonlyMap<string, { readonly group: number; readonly passed: number }>,
  ofGroup: number,
  ofPassed: number,
): Contrast[] {
  // Chosen by both sides together, so that the choice favours none.
  const tested = [...counts].filter(([, { group, passed }]) => {
    return group + passed >= fewestWithIt && group + passed < ofGroup + ofPassed;
  });
  const qs = withoutFalseAlarms(
    tested.map(([, { group, passed }]) => fisher(group, ofGroup - group, passed, ofPassed - passed).midP),
  );
  return tested
    .map(([what, { group, passed }], index): Contrast => {
      return { what, inGroup: group, ofGroup, inPassed: passed, ofPassed, q: qs[index] ?? 1 };
    })
    .filter((each) => each.q <= largestQ && each.inGroup / ofGroup > each.inPassed / ofPassed)
    .sort((a, b) => a.q - b.q || b.inGroup - a.inGroup || compareText(a.what, b.what))
    .slice(0, mostTold);
}

interface Limit {
  readonly key: string;
  readonly most: number;
  readonly words: string;
}

/** Of each measure the middle of the passed runs. */
function limitsOf(passed: readonly Run[]): Limit[] {
  const measures = Map.groupBy(passed.flatMap(measuresOf), ({ key }) => key);
  return [...measures].flatMap(([key, all]): Limit[] => {
    const most = medianOf(all.map(({ value }) => value).sort((a, b) => a - b));
    const [first] = all;
    if (most === undefined || !first) return [];
    return [{ key, most, words: t('{0} over {1}', first.label, formatValue(first.kind, most)) }];
  });
}

/** Quotes words, each once: runs have most of them in common. */
function quoting(): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const quoted = known.get(word) ?? inQuotes(word);
    known.set(word, quoted);
    return quoted;
  };
}

function traitsOf(run: Run, limits: readonly Limit[], quoted: (word: string) => string): Set<string> {
  const traits = new Set<string>();
  for (const turn of run.turns ?? []) {
    for (const word of wordsOf(spokenText(turn) ?? ''))
      if (word.length >= shortestWord) traits.add(quoted(word));
    for (const block of turn.blocks)
      if (block.kind === 'toolCall' && block.name !== undefined) traits.add(t('calls {0}', block.name));
  }
  const measures = new Map(measuresOf(run).map(({ key, value }) => [key, value]));
  for (const { key, most, words } of limits) if ((measures.get(key) ?? -Infinity) > most) traits.add(words);
  return traits;
}

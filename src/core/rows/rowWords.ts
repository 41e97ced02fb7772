/** What a row says beside its title: counts of a collection, state and figures of a run. */
import {
  formatCount,
  formatDuration,
  formatPart,
  formatPercent,
  formatValue,
  plural,
} from '../kit/format.ts';
import { reportedFacts } from '../run/facts.ts';
import type { Collection, Run } from '../run/run.ts';
import type { Judged } from './tree.ts';

/** Verdicts of loaded runs are exact; what the service counts is shown in its own words. */
export function countsOf({ counts, expects }: Collection, judged: Judged | undefined): string | undefined {
  // Conversations have no verdict: that none of them passed says nothing.
  const verdicts = judged ? judged.passed + judged.failed + judged.errored : 0;
  if (judged && !expects.includes('verdicts') && verdicts === 0) return plural(judged.runs, 'run');
  if (judged) {
    const of = judged.complete ? formatCount(judged.runs) : `${formatCount(judged.runs)} loaded`;
    // A rate while runs are still going would count them as failed.
    const settled = judged.complete && judged.unfinished === 0;
    const rate = settled ? ` (${formatPercent((100 * judged.passed) / judged.runs)})` : '';
    const going = judged.unfinished > 0 ? `, ${formatCount(judged.unfinished)} not finished` : '';
    return `${formatCount(judged.passed)} of ${of} passed${rate}${going}`;
  }
  if (!counts) return undefined;
  const { runs, completed, passed, failed } = counts;
  if (passed !== undefined && runs !== undefined)
    return `${formatCount(passed)} of ${formatCount(runs)} passed`;
  const done =
    completed !== undefined && runs !== undefined
      ? `${formatCount(completed)} of ${plural(runs, 'run')} completed`
      : runs !== undefined
        ? plural(runs, 'run')
        : undefined;
  const bad = failed ? `${formatCount(failed)} failed` : undefined;
  return (
    [done, bad].filter(Boolean).join(', ') || (expects.includes('counts') ? 'counts not reported' : undefined)
  );
}

export function stateWords(run: Run): string {
  const word = run.rawState?.replaceAll('_', ' ');
  if (run.state === 'finished') return 'finished, no verdict reported';
  if (run.state === 'unknown') return word ? `status "${word}"` : 'outcome not reported';
  return word ?? run.state;
}

/** A text stands for itself; a figure says what it is. */
export function factWords({ facts }: Run): string[] {
  return reportedFacts(facts)
    .filter(({ about }) => about.shown.includes('row'))
    .map(({ value, about: { kind, label } }) => {
      const text = formatValue(kind, value);
      return kind === 'text' ? text : `${label.toLowerCase()} ${text}`;
    });
}

export function figuresOf(run: Run): (string | undefined)[] {
  const turns = run.turns?.length ?? run.totalTurns;
  return [
    run.repeat && `repeat ${formatPart(run.repeat.number, run.repeat.total)}`,
    turns === undefined ? undefined : plural(turns, 'turn'),
    run.duration && formatDuration(run.duration.ms),
    run.deletedAt && 'deleted',
  ];
}

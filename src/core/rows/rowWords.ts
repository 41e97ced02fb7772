/** What a row says beside its title: counts of a collection, state and figures of a run. */
import {
  formatCount,
  formatDuration,
  formatPart,
  formatPercent,
  formatValue,
  plural,
} from '../kit/format.ts';
import { sent } from '../kit/l10n.ts';
import { reportedFacts } from '../run/facts.ts';
import { leadOfUnmet } from '../run/unmet.ts';
import type { Collection, CountsOfService, Run } from '../run/run.ts';
import type { Judged } from './judged.ts';

/** Verdicts of loaded runs are exact; what the service counts is shown in its own words. */
export function countsOf({ counts, expects }: Collection, judged: Judged | undefined): string | undefined {
  // Conversations have no verdict: that none of them passed says nothing.
  const verdicts = judged ? judged.passed + judged.failed + judged.errored : 0;
  if (judged && !expects.includes('verdicts') && verdicts === 0) return plural(judged.runs, 'run');
  if (judged) return judgedWords(judged);
  if (!counts) return undefined;
  if (counts.ofService) return serviceCounts(counts.ofService);
  const { runs, completed, passed, failed } = counts;
  if (passed !== undefined && runs !== undefined)
    return `${formatCount(passed)} of ${formatCount(runs)} passed`;
  const done =
    completed !== undefined && runs !== undefined
      ? `${formatCount(completed)} of ${plural(runs, 'run')} completed`
      : runs !== undefined
        ? plural(runs, 'run')
        : undefined;
  // It may count technical failures only, so it reads as the service's count and not as a verdict.
  const bad = failed ? `the service counts ${formatCount(failed)} failed` : undefined;
  return (
    [done, bad].filter(Boolean).join(', ') || (expects.includes('counts') ? 'counts not reported' : undefined)
  );
}

/** Told as the service's own, since its cases are no runs, and nobody here has counted them. */
function serviceCounts({ cases, noun, passRate }: CountsOfService): string | undefined {
  const words = [
    cases === undefined ? undefined : plural(cases, sent(noun)),
    passRate === undefined ? undefined : `the service counts ${formatPercent(passRate)} passed`,
  ];
  return words.filter(Boolean).join(', ') || undefined;
}

/** E.g. `11 of 20 passed (55 %)`. */
export function judgedWords(judged: Judged): string {
  const known = judged.complete ? '' : judged.kept ? ' archived' : ' loaded';
  // A rate while runs are still going would count them as failed.
  const settled = judged.complete && judged.unfinished === 0;
  const rate = settled ? ` (${formatPercent((100 * judged.passed) / judged.runs)})` : '';
  const going = judged.unfinished > 0 ? `, ${formatCount(judged.unfinished)} not finished` : '';
  return `${formatCount(judged.passed)} of ${formatCount(judged.runs)}${known} passed${rate}${going}`;
}

/** The same for a narrow row: `11/20 passed`. */
export function shortCounts(item: Collection, judged: Judged | undefined): string | undefined {
  const counts = countsOf(item, judged);
  return counts && shortened(counts);
}

export function shortened(counts: string): string {
  return counts.replace(/ \([^)]*%\)/, '').replace(/^([\d,]+) of ([\d,]+) (?:runs? )?/, '$1/$2 ');
}

/** Why a run failed, beginning with what tells it from its siblings: `Rule Cited +1`. */
export function shortReason({ reason, criteria }: Run): string | undefined {
  const unmet = leadOfUnmet(criteria);
  if (!unmet || !reason?.includes(` not met: ${unmet.name}`)) return reason;
  return unmet.others > 0 ? `${unmet.name} +${formatCount(unmet.others)}` : unmet.name;
}

export function stateWords(run: Run): string {
  const word = run.rawState?.replaceAll('_', ' ');
  if (run.state === 'finished') return 'finished, no verdict reported';
  if (run.state === 'unknown') return word ? `status "${word}"` : 'outcome not reported';
  return word ?? run.state;
}

/**
 * A text stands for itself; a figure says what it is.
 * @param said what the row says already, e.g. `score 31 of 100`: that fact is left out
 */
export function factWords({ facts }: Run, said: string | undefined): string[] {
  const begins = said?.toLowerCase();
  return reportedFacts(facts)
    .filter(({ about }) => about.shown.includes('row'))
    .filter(({ value, about: { label } }) => {
      if (begins === undefined) return true;
      const isSaid = typeof value === 'number' && /^-?\d/.test(begins.slice(label.length + 1));
      return (
        !(isSaid && begins.startsWith(`${label.toLowerCase()} `)) && begins !== String(value).toLowerCase()
      );
    })
    .map(({ value, about: { kind, label, shortInRow } }) => {
      const whole = formatValue(kind, value);
      const text = shortInRow ? (whole.split(' / ').at(-1) ?? whole) : whole;
      return kind === 'text' ? text : `${label.toLowerCase()} ${text}`;
    });
}

/** A row is no stopwatch: from ten minutes on, whole minutes tell runs apart. */
function rowDuration(ms: number): string {
  return ms < 10 * minute
    ? formatDuration(ms)
    : formatDuration(Math.round(ms / minute) * minute).replace(/ 00 s$/, '');
}

const minute = 60_000;

export function figuresOf(run: Run): (string | undefined)[] {
  const turns = run.turns?.length ?? run.totalTurns;
  return [
    run.repeat && `repeat ${formatPart(run.repeat.number, run.repeat.total)}`,
    turns === undefined ? undefined : plural(turns, 'turn'),
    run.duration && rowDuration(run.duration.ms),
    run.deletedAt && 'deleted',
  ];
}

/** What a row says beside its title: counts of a collection, state and figures of a run. */
import {
  formatCount,
  formatDuration,
  formatPart,
  formatPercent,
  formatValue,
  plural,
} from '../kit/format.ts';
import { msg, sent, t, withinSentence } from '../kit/l10n.ts';
import { commas } from '../kit/punctuation.ts';
import { reportedFacts } from '../run/facts.ts';
import { isUnmetReason, leadOfUnmet } from '../run/unmet.ts';
import type { Collection, CountsOfService, Run } from '../run/run.ts';
import type { Judged } from './judged.ts';

/** In full, or for a narrow row: `11 of 20 passed (55 %)` is `11/20 passed` there. */
export type Width = 'full' | 'short';

/** Verdicts of loaded runs are exact; what the service counts is shown in its own words. */
export function countsOf(
  { counts, expects }: Collection,
  judged: Judged | undefined,
  width: Width = 'full',
): string | undefined {
  // Conversations have no verdict: that none of them passed says nothing.
  const verdicts = judged ? judged.passed + judged.failed + judged.errored : 0;
  if (judged && !expects.includes('verdicts') && verdicts === 0) return plural(judged.runs, 'run');
  if (judged) return judgedWords(judged, width);
  if (!counts) return undefined;
  if (counts.ofService) return serviceCounts(counts.ofService);
  const { runs, completed, passed, failed } = counts;
  if (passed !== undefined && runs !== undefined) {
    const both = [formatCount(passed), formatCount(runs)] as const;
    return width === 'short' ? t('{0}/{1} passed', ...both) : t('{0} of {1} passed', ...both);
  }
  // It may count technical failures only, so it reads as the service's count and not as a verdict.
  const bad = failed ? t('the service counts {0} failed', formatCount(failed)) : undefined;
  return (
    commas([doneWords(completed, runs, width), bad]) ||
    (expects.includes('counts') ? t('counts not reported') : undefined)
  );
}

function doneWords(
  completed: number | undefined,
  runs: number | undefined,
  width: Width,
): string | undefined {
  if (runs === undefined) return undefined;
  if (completed === undefined) return plural(runs, 'run');
  const done = formatCount(completed);
  return width === 'short'
    ? t('{0}/{1} completed', done, formatCount(runs))
    : t('{0} of {1} completed', done, plural(runs, 'run'));
}

/** Told as the service's own, since its cases are no runs, and nobody here has counted them. */
function serviceCounts({ cases, noun, passRate }: CountsOfService): string | undefined {
  const words = [
    cases === undefined ? undefined : plural(cases, sent(noun)),
    passRate === undefined ? undefined : t('the service counts {0} passed', formatPercent(passRate)),
  ];
  return commas(words) || undefined;
}

/** `11 of 20 passed (55 %)`, `3/5 loaded passed, 2 not finished`. */
export function judgedWords(judged: Judged, width: Width = 'full'): string {
  // A rate while runs are still going would count them as failed.
  const settled = judged.complete && judged.unfinished === 0 && width === 'full';
  const rate = settled ? ` (${formatPercent((100 * judged.passed) / judged.runs)})` : '';
  const going = judged.unfinished > 0 ? [t('{0} not finished', formatCount(judged.unfinished))] : [];
  return commas([`${passedWords(judged, width)}${rate}`, ...going]);
}

function passedWords({ complete, kept, passed, runs }: Judged, width: Width): string {
  const both = [formatCount(passed), formatCount(runs)] as const;
  if (width === 'short') {
    if (complete) return t('{0}/{1} passed', ...both);
    return kept ? t('{0}/{1} archived passed', ...both) : t('{0}/{1} loaded passed', ...both);
  }
  if (complete) return t('{0} of {1} passed', ...both);
  return kept ? t('{0} of {1} archived passed', ...both) : t('{0} of {1} loaded passed', ...both);
}

/** Why a run failed, beginning with what tells it from its siblings: `Rule Cited +1`. */
export function shortReason({ reason, criteria }: Run): string | undefined {
  const unmet = leadOfUnmet(criteria);
  if (!unmet || !isUnmetReason(reason, unmet)) return reason;
  return unmet.others > 0 ? `${unmet.name} +${formatCount(unmet.others)}` : unmet.name;
}

export function stateWords(run: Run): string {
  const word = run.rawState?.replaceAll('_', ' ');
  if (run.state === 'finished') return t('finished, no verdict reported');
  if (run.state === 'unknown') return word ? t('status "{0}"', word) : t('outcome not reported');
  return word ?? t(states[run.state]);
}

const states = { queued: msg('queued'), running: msg('running'), stopped: msg('stopped') };

/**
 * A text stands for itself; a figure says what it is.
 * @param said what the row says already, e.g. `score 31 of 100`: that fact is left out
 */
export function factWords({ facts }: Run, said: string | undefined): string[] {
  const begins = said?.toLowerCase();
  return reportedFacts(facts)
    .filter(({ about }) => about.shown.includes('row'))
    .filter(({ value, about }) => {
      const label = t(sent(about.label));
      if (begins === undefined) return true;
      const isSaid = typeof value === 'number' && /^-?\d/.test(begins.slice(label.length + 1));
      return (
        !(isSaid && begins.startsWith(`${label.toLowerCase()} `)) && begins !== String(value).toLowerCase()
      );
    })
    .map(({ value, about: { kind, label, shortInRow } }) => {
      const whole = formatValue(kind, value);
      const text = shortInRow ? (whole.split(' / ').at(-1) ?? whole) : whole;
      return kind === 'text' ? text : `${withinSentence(t(sent(label)))} ${text}`;
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
    run.repeat && t('repeat {0}', formatPart(run.repeat.number, run.repeat.total)),
    turns === undefined ? undefined : plural(turns, 'turn'),
    run.duration && rowDuration(run.duration.ms),
    run.deletedAt && t('deleted'),
  ];
}

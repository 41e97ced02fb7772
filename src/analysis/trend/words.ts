import { formatCount, formatPercent, plural } from '../../core/kit/format.ts';
import { counted, type Message, msg, t } from '../../core/kit/l10n.ts';
import { commas, inQuotes, semicolons, sentence } from '../../core/kit/punctuation.ts';
import type { ChangePoint } from '../stats/changePoint.ts';
import type { Flips } from '../stats/flips.ts';
import { shareOf, type Rate } from '../stats/rate.ts';
import { rateWords } from '../words.ts';
import type { CriterionHabits, Habit } from './habits.ts';
import { fewestToTell, soughtIn, type CriteriaChange, type Trend, type TrendPoint } from './trend.ts';

/** `Lower since Simulation 14: 62 % of 58 runs, before 91 % of 140 runs.` */
export function trendWords(trend: Trend): string {
  const { points, segments, change } = trend;
  if (points.length === 0) return t('There are no batches yet.');
  if (change) return sinceWords(change, points[change.at]?.title ?? '');
  const batches = soughtIn(trend);
  const isBroken = segments.length > 1;
  if (batches < fewestToTell) {
    const count = formatCount(batches);
    return isBroken
      ? t('Too few batches to tell a change: {0} since the criteria changed; six are needed.', count)
      : t('Too few batches to tell a change: {0}; six are needed.', count);
  }
  const all = plural(batches, 'batch', 'batches');
  return isBroken
    ? t('No clear change over {0} since the criteria changed.', all)
    : t('No clear change over {0}.', all);
}

export function sinceWords({ before, after }: ChangePoint, title: string): string {
  const values = [title, partWords(after), partWords(before)];
  return (shareOf(after) ?? 0) < (shareOf(before) ?? 0)
    ? t('Lower since {0}: {1}, before {2}.', ...values)
    : t('Higher since {0}: {1}, before {2}.', ...values);
}

/** What a point says besides its rate. */
export function pointWords({
  title,
  rate,
  expected,
  stands,
  expired,
  unfinished,
  ...point
}: TrendPoint): string {
  const words = [`${title}: ${rateWords(rate)}`];
  if (unfinished > 0) words.push(t('{0} not finished', plural(unfinished, 'run')));
  if (point.errored > 0) words.push(t('{0} errored', formatCount(point.errored)));
  if (expected && stands !== 'within') {
    const range = [formatCount(expected[0]), formatCount(expected[1])];
    words.push(
      stands === 'below'
        ? t('below what is to be expected if nothing changed ({0} to {1} passed)', ...range)
        : t('above what is to be expected if nothing changed ({0} to {1} passed)', ...range),
    );
  }
  if (expired) words.push(t('no longer at the service, from the archive'));
  if (point.criteriaChanged) words.push(criteriaChangeWords(point.criteriaChanged));
  return sentence(semicolons(words));
}

/** `criteria changed: text of “Polite”; new “Fast”; without “Located”` */
export function criteriaChangeWords({ text, added, removed }: CriteriaChange): string {
  const named = (words: Message, names: readonly string[]) =>
    names.length === 0 ? [] : [t(words, commas(names.map(inQuotes)))];
  const parts = [
    ...named(msg('text of {0}'), text),
    ...named(msg('new {0}'), added),
    ...named(msg('without {0}'), removed),
  ];
  return t('criteria changed: {0}', semicolons(parts));
}

/** `its verdict changed 3 of 7 times`; empty where that cannot be told. */
export function flipsWords(flips: Flips | null): string {
  return flips
    ? t('its verdict changed {0} of {1} times', formatCount(flips.flips), formatCount(flips.of))
    : '';
}

/** What criteria tell nothing of their own: `Met every time: “Polite” (160 runs).` */
export function habitLines({ neverMissed, neverMet, together }: CriterionHabits): string[] {
  return [
    ...(neverMissed.length > 0 ? [t('Met every time: {0}.', habitsWords(neverMissed))] : []),
    ...(neverMet.length > 0 ? [t('Never met: {0}.', habitsWords(neverMet))] : []),
    ...(together.length > 0
      ? [t('Not met in exactly the same runs: {0}.', habitsWords(together, semicolons))]
      : []),
  ];
}

const mostHabits = 8;

function habitsWords(habits: readonly Habit[], join: (parts: readonly string[]) => string = commas): string {
  const shown = join(
    habits
      .slice(0, mostHabits)
      .map(({ names, runs }) => t('{0} ({1})', commas(names.map(inQuotes)), plural(runs, 'run'))),
  );
  const more = habits.length - mostHabits;
  return more > 0 ? t('{0} and {1} more', shown, formatCount(more)) : shown;
}

function partWords(rate: Rate): string {
  return counted(
    rate.judged,
    '{0} of {1} run',
    '{0} of {1} runs',
    formatPercent((shareOf(rate) ?? 0) * 100),
    formatCount(rate.judged),
  );
}

/** What an export is called: where its runs are from, and how they went. */
import { formatCount, formatPercent, plural } from '../core/kit/format.ts';
import { t } from '../core/kit/l10n.ts';
import { commas } from '../core/kit/punctuation.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import { outcomeWord } from '../core/run/outcomeWords.ts';
import type { RunItem } from '../core/run/run.ts';
import type { ExportedRun } from './exported.ts';

/** `Order status › Simulation 2: 11 of 20 passed (55 %)`; of a run `Run 4: failed · Order status › Simulation 2`. */
export function titleOf(runs: readonly ExportedRun[]): string {
  const place = placesOf(runs).join(' › ');
  const [only] = runs;
  if (only && runs.length === 1)
    return [`${only.item.title}: ${resultOf(only.item)}`, place].filter(Boolean).join(' · ');
  const count = plural(runs.length, 'run');
  const result = rateOf(runs) ?? (place === '' ? undefined : count);
  return [place || count, result].filter((part) => part !== undefined).join(': ');
}

/** The same for the name of a file: what may be shortened, and what may not. */
export function fileTitleOf(runs: readonly ExportedRun[]): {
  readonly name: string;
  readonly ending: string;
} {
  const [only] = runs;
  const parts = placesOf(runs);
  if (only && runs.length === 1)
    return { name: [...parts, only.item.title].join(' - '), ending: resultOf(only.item) };
  const passed = passedOf(runs);
  const count = plural(runs.length, 'run');
  return { name: parts.join(' - '), ending: passed === undefined ? count : passed };
}

/** Titles of what all these runs lie in; the connection only where there is nothing else. */
function placesOf(runs: readonly ExportedRun[]): readonly string[] {
  const [first, ...others] = runs.map(({ where }) => where);
  const common = (first ?? []).filter((_, depth) =>
    others.every((where) => where.slice(0, depth + 1).join('\n') === first?.slice(0, depth + 1).join('\n')),
  );
  return common.length > 1 ? common.slice(1) : common;
}

function resultOf(item: RunItem): string {
  if (item.kind === 'broken') return t('could not be read');
  const outcome = outcomeOfItem(item);
  return outcome === 'unknown' ? t('no verdict') : outcomeWord(outcome);
}

/** `11 of 20 passed`; nothing where no run has a verdict. */
function passedOf(runs: readonly ExportedRun[]): string | undefined {
  const outcomes = runs.map(({ item }) => outcomeOfItem(item));
  const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
  if (count('passed') + count('failed') + count('errored') === 0) return undefined;
  return t('{0} of {1} passed', formatCount(count('passed')), formatCount(runs.length));
}

/** `11 of 20 passed (55 %)`; nothing where no run has a verdict. A rate while runs are still going would count them as failed. */
export function rateOf(runs: readonly ExportedRun[]): string | undefined {
  const passed = passedOf(runs);
  const outcomes = runs.map(({ item }) => outcomeOfItem(item));
  const going = outcomes.filter((outcome) => outcome === 'running' || outcome === 'queued').length;
  if (passed === undefined) return undefined;
  if (going > 0) return commas([passed, t('{0} not finished', formatCount(going))]);
  const share = outcomes.filter((outcome) => outcome === 'passed').length / runs.length;
  return `${passed} (${formatPercent(100 * share)})`;
}

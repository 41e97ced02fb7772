/** What the cells of the matrix mean, in words. */
import { formatValue, plural } from '../../../src/core/kit/format.ts';
import { msg, t, withinSentence, type Message } from '../../../src/core/kit/l10n.ts';
import { commas } from '../../../src/core/kit/punctuation.ts';
import type {
  BatchView,
  CellState,
  CriterionLine,
  RunLine,
  RunReasons,
} from '../../../src/panel/batch/views.ts';
import { outcomeWords } from '../../kit/outcomeWords.ts';

/** By the digit in a run's cells. */
const states = [
  'notInList',
  'met',
  'notMet',
  'noVerdict',
  'errored',
  'notFinished',
] as const satisfies readonly CellState[];

export function cellAt(run: RunLine, criterion: number): CellState {
  return states[run.cells.charCodeAt(criterion) - 48] ?? 'notInList';
}

export const stateWords: Readonly<Record<CellState, Message>> = {
  ...{ met: msg('met'), notMet: msg('not met'), noVerdict: msg('no verdict') },
  ...{ errored: msg('the run errored'), notFinished: msg('not finished') },
  notInList: msg('not among its criteria'),
};

/** `Run 12, Order Located, not met: the agent never asked for the number`. */
export function cellWords(
  run: RunLine,
  criterion: CriterionLine,
  index: number,
  reasons: RunReasons | undefined,
): string {
  const state = cellAt(run, index);
  const reason = reasons?.criteria.find((each) => each.criterion === index)?.reason;
  const words = commas([run.title, criterion.name, t(stateWords[state])]);
  return reason === undefined ? words : `${words}: ${reason}`;
}

/** `Run 12, failed, 2 criteria not met, 42 s`. */
export function runWords(run: RunLine, measures: BatchView['measures']): string {
  const missed = run.cells.split(String(states.indexOf('notMet'))).length - 1;
  const figures = measures.flatMap(({ kind, label }, at) => {
    const value = run.values[at];
    if (value === null || value === undefined) return [];
    return kind === 'milliseconds'
      ? formatValue(kind, value)
      : `${withinSentence(label)} ${formatValue(kind, value)}`;
  });
  const unmet = missed > 0 ? [t('{0} not met', plural(missed, 'criterion', 'criteria'))] : [];
  return commas([run.title, t(outcomeWords[run.outcome]), ...unmet, ...figures]);
}

/** `Rule Cited: 14 of 20 met (...), flaky (...); fails in exactly the same runs as Order Located`. */
export function criterionWords(criterion: CriterionLine, criteria: readonly CriterionLine[]): string {
  const others = criterion.failsWith.flatMap((index) => criteria[index]?.name ?? []);
  const { name, words } = criterion;
  return others.length > 0
    ? t('{0}: {1}; fails in exactly the same runs as {2}', name, words, commas(others))
    : `${name}: ${words}`;
}

/** Rows whose name holds the words and, where only differences are wanted, in which these runs differ. */
export function shownRows(
  criteria: readonly CriterionLine[],
  runs: readonly RunLine[],
  { text, onlyDifferent }: { readonly text: string; readonly onlyDifferent: boolean },
): number[] {
  const wanted = text.trim().toLowerCase();
  return [...criteria.keys()].filter((index) => {
    const name = criteria[index]?.name ?? '';
    if (wanted !== '' && !name.toLowerCase().includes(wanted)) return false;
    return !onlyDifferent || differs(runs, index);
  });
}

function differs(runs: readonly RunLine[], criterion: number): boolean {
  const seen = new Set(runs.map((run) => cellAt(run, criterion)));
  return seen.has('met') && seen.has('notMet');
}

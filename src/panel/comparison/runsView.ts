/** What the page of several runs shows, made of the runs and their alignment. Pure. */
import { t } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import { criterionIds } from '../../analysis/batch/criteria.ts';
import type { Star } from '../../analysis/align/star.ts';
import { splitWords } from '../../analysis/align/words.ts';
import type { Divergence } from '../../analysis/align/firstSplit.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import { outcomeWord } from '../../core/run/outcomeWords.ts';
import type { Run } from '../../core/run/run.ts';
import { turnText } from '../../export/analysis/turnLine.ts';
import { factsOf, resultOf } from '../../export/facts.ts';
import { clip, cutAt } from '../text.ts';
import type { ComparedRun, CriterionRow, FactRow, RunsView, SplitView, TurnCell, TurnRow } from './views.ts';

export interface RunsAbout {
  readonly threshold: number;
  /** Of a run's key for the page. */
  readonly keyOf: (run: Run) => number;
  readonly trailOf: (run: Run) => readonly string[];
  /** What could not be loaded or read, in words. */
  readonly missing: readonly string[];
}

export interface RunsPicture {
  readonly view: RunsView;
  readonly rows: readonly TurnRow[];
}

/** @param runs the reference first, then those that the star aligns with it, in its order */
export function runsPicture(runs: readonly Run[], star: Star, about: RunsAbout): RunsPicture {
  const splits = star.splits.map((split, index) => splitView(split, index, star, runs.length));
  const rows = star.rows.map((row, index): TurnRow => {
    const parting = splits.flatMap((split, other) => (split.row === index ? letterOf(other + 1) : []));
    const [reference, ...others] = runs;
    const own = row.reference;
    return {
      cells: [
        own === null || !reference ? null : cellOf(reference, { turn: own, kind: 'same', similarity: 1 }),
        ...others.map((run, other) => {
          const cell = row.others[other];
          return cell ? cellOf(run, cell) : null;
        }),
      ],
      parts: commas(parting),
    };
  });
  const firstRows = splits.flatMap(({ row }) => row ?? []);
  const noTurns = runs.filter(({ turns }) => !turns?.length).map(({ title }) => title);
  return {
    rows,
    view: {
      runs: runs.map((run, index) => runHead(run, index, about)),
      facts: factRows(runs),
      criteria: criterionRows(runs),
      splits,
      splitRow: firstRows.length === 0 ? undefined : Math.min(...firstRows),
      rows: rows.length,
      threshold: about.threshold,
      notes: [
        ...about.missing.map((words) => clip(words, 500)),
        ...(noTurns.length > 0 ? [t('No transcript: {0}.', clip(commas(noTurns), 500))] : []),
        ...(star.approximate ? [t('The transcripts are so long that they were aligned approximately.')] : []),
      ],
    },
  };
}

const longestTitle = 200;
const longestValue = 500;
/** Of one turn beside others; the run itself shows the rest. */
const longestTurn = 2000;

export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

function runHead(run: Run, index: number, { keyOf, trailOf }: RunsAbout): ComparedRun {
  return {
    ...{ key: keyOf(run), letter: letterOf(index), title: clip(run.title, longestTitle) },
    trail: trailOf(run).map((title) => clip(title, longestTitle)),
    outcome: outcomeOf(run),
    reason: run.reason === undefined ? undefined : clip(run.reason, longestValue),
  };
}

function factRows(runs: readonly Run[]): FactRow[] {
  const columns = runs.map((run) => new Map([[t('Outcome'), outcomeWord(outcomeOf(run))], ...factsOf(run)]));
  const names = new Set(columns.flatMap((column) => [...column.keys()]));
  return [...names].map((name) => {
    const values = columns.map((column) => {
      const value = column.get(name);
      return value === undefined ? null : clip(value, longestValue);
    });
    return { name: clip(name, longestTitle), values, differs: new Set(values).size > 1 };
  });
}

function criterionRows(runs: readonly Run[]): CriterionRow[] {
  const names = new Map<string, string>();
  const columns = runs.map(({ criteria }) => {
    const ids = criterionIds(criteria);
    return new Map(
      criteria.map((criterion, index) => {
        const id = ids[index] ?? '';
        names.set(id, criterion.name);
        return [id, criterion] as const;
      }),
    );
  });
  const rows = [...names].map(([id, name]): CriterionRow => {
    const cells = columns.map((column) => {
      const criterion = column.get(id);
      if (!criterion) return null;
      const { met, reason } = criterion;
      const words = resultOf(criterion);
      return { met, words, reason: reason === undefined ? undefined : clip(reason, longestValue) };
    });
    return {
      name: clip(name, longestTitle),
      cells,
      differs: new Set(cells.map((cell) => cell?.met)).size > 1,
    };
  });
  return rows.sort((one, other) => Number(other.differs) - Number(one.differs));
}

function splitView(split: Divergence, index: number, { rows }: Star, runs: number): SplitView {
  const letter = letterOf(index + 1);
  const words = splitWords(split, letter, runs > 2);
  if (split.level === 'none') return { level: 'none', words, row: undefined };
  const row = rows.findIndex(({ reference, others }) => {
    const turn = others[index]?.turn;
    return (reference !== null && reference >= split.turnA) || (turn !== undefined && turn >= split.turnB);
  });
  return { level: split.level, words, row: row < 0 ? undefined : row };
}

function cellOf(run: Run, { turn, kind, similarity }: Omit<TurnCell, 'role' | 'text' | 'cut'>): TurnCell {
  const text = turnText(run, turn);
  const end = cutAt(text, 0, longestTurn);
  const role = run.turns?.[turn]?.role;
  return {
    ...{ turn, kind, similarity: Math.round(similarity * 100) / 100, text: text.slice(0, end) },
    ...{ cut: end < text.length, role: role === undefined ? undefined : clip(role, 60) },
  };
}

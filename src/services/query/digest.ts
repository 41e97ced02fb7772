/** What matters of a run, most of all first: why it went as it did, and the turns around what is cited. */
import { criterionWords } from '../../core/run/criterionWords.ts';
import { factText, reportedFacts } from '../../core/run/facts.ts';
import { unmetFirst } from '../../core/run/unmet.ts';
import type { Criterion, Met, Run } from '../../core/run/run.ts';
import { factsOf, printed } from '../../export/facts.ts';
import type { Entry, Line } from './sheet.ts';
import { piecesOf, turnEntries } from './turns.ts';

const longestText = 500;
const longestTurn = 700;
/** Turns at the end that are shown where nothing is cited. */
const lastTurns = 4;

/** @param where titles from the connection down to the run's collection */
export function digestEntries(run: Run, where: readonly string[]): Entry[] {
  const unmet = unmetFirst(run.criteria);
  const met = run.criteria.filter((criterion) => criterion.met !== 'notMet');
  return [
    { lines: ['title:', { quote: [...where, run.title].join(' › '), most: 300 }] },
    ...(unmet.length === 0 && run.reason
      ? [{ lines: ['reason:', { quote: run.reason, most: longestText }] }]
      : []),
    ...errorEntries(run, longestText),
    ...unmet.map((criterion) => criterionEntry(criterion, run, longestText)),
    ...turnEntries(run, turnsThatMatter(run), longestTurn),
    ...(run.summary ? [{ lines: ['summary:', { quote: run.summary, most: longestText }] }] : []),
    ...met.map((criterion) => shortCriterion(criterion, run)),
    ...factEntries(run),
  ];
}

/** All that is known of a run, its turns last. */
export function wholeEntries(run: Run, where: readonly string[]): Entry[] {
  return [
    { lines: ['title:', { quote: [...where, run.title].join(' › ') }] },
    ...(run.reason ? [{ lines: ['reason:', { quote: run.reason }] }] : []),
    ...errorEntries(run),
    ...criteriaEntries(run),
    ...(run.summary ? cutEntries('summary:', run.summary) : []),
    ...factsOf(run).map(([name, value]): Entry => ({ lines: [{ quote: `${name}: ${value}` }] })),
    ...turnEntries(run, range(0, run.turns?.length ?? 0)),
  ];
}

export function criteriaEntries(run: Run): Entry[] {
  return run.criteria.map((criterion) => criterionEntry(criterion, run));
}

/** Indexes of the turns that are cited with one before and one after each; the last ones where none is. */
export function turnsThatMatter({ turns = [], criteria }: Run): number[] {
  const cited = unmetFirst(criteria).flatMap(({ turn }) =>
    turn === undefined || !turns[turn] ? [] : [turn],
  );
  if (cited.length === 0) return range(Math.max(0, turns.length - lastTurns), turns.length);
  const around = cited.flatMap((turn) => range(Math.max(0, turn - 1), Math.min(turns.length, turn + 2)));
  return [...new Set(around)].sort((a, b) => a - b);
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function criterionEntry(criterion: Criterion, run: Run, most?: number): Entry {
  const { name, text, reason } = criterion;
  return {
    lines: [
      headOf(criterion, run),
      { quote: name, most },
      ...(text !== undefined && text !== name ? ['asks:', { quote: text, most }] : []),
      ...(reason === undefined ? [] : ['the judge says:', { quote: reason, most }]),
    ],
  };
}

function shortCriterion(criterion: Criterion, run: Run): Entry {
  return { lines: [headOf(criterion, run), { quote: criterion.name, most: 160 }] };
}

/** `criterion 2 not met, score 0.4, cites turn 5:` */
function headOf(criterion: Criterion, { criteria }: Run): string {
  const { met, turn } = criterion;
  const cites = turn === undefined ? [] : [`cites turn ${turn + 1}`];
  const words = [metWords[met], ...criterionWords(criterion), ...cites];
  return `criterion ${criteria.indexOf(criterion) + 1} ${words.join(', ')}:`;
}

const metWords: Readonly<Record<Met, string>> = {
  met: 'met',
  notMet: 'not met',
  notReported: 'without a result',
};

function errorEntries({ error }: Run, most?: number): Entry[] {
  if (!error) return [];
  const { message, technicalDetails: details } = error;
  const lines: Line[] = ['error:', { quote: message ?? 'no message was reported', most }];
  if (details === undefined) return [{ lines }];
  const text = typeof details === 'string' ? details : printed(details);
  return most === undefined
    ? [{ lines }, ...cutEntries('technical details:', text)]
    : [{ lines: [...lines, 'technical details:', { quote: text, most }] }];
}

function cutEntries(label: string, text: string): Entry[] {
  return piecesOf(text).map((quote, piece): Entry => ({
    lines: [piece === 0 ? label : 'continued:', { quote }],
  }));
}

function factEntries({ facts }: Run): Entry[] {
  const lines = reportedFacts(facts).map((fact): Line => ({
    quote: `${fact.about.label}: ${factText(fact)}`,
    most: 160,
  }));
  return lines.length === 0 ? [] : [{ lines: ['facts:', ...lines] }];
}

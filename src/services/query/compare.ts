import * as z from 'zod/mini';
import { nearestPassingRun } from '../../analysis/align/counterpart.ts';
import { splitWords } from '../../analysis/align/words.ts';
import { inSlices } from '../../analysis/slices.ts';
import { formatPercent } from '../../core/kit/format.ts';
import { msg, t } from '../../core/kit/l10n.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import { placeOfRun, type Place } from '../../core/run/refs.ts';
import type { Run, RunRef } from '../../core/run/run.ts';
import { sameRef } from '../../core/run/runSource.ts';
import { keyOf } from '../../core/store/listing.ts';
import { runsReport, type RunsReport, type SideBySide } from '../../export/analysis/runsReport.ts';
import { turnText } from '../../export/analysis/turnLine.ts';
import { rateWords } from '../../analysis/words.ts';
import { slicing } from '../slicing.ts';
import { againstOf, batchAt, comparedWith } from './batches.ts';
import { careEntries, changeLines, criterionChanges, measureChanges } from './changes.ts';
import { budget, budgetSchema, define } from './define.ts';
import { groupEntry, runsById } from './groups.ts';
import { idOfPlace, idOfRun, readId } from './ids.ts';
import * as inputs from './inputs.ts';
import { linkHint } from './links.ts';
import { placeNamed, runNamed } from './places.ts';
import { Advice, type Answer, type Asked } from './question.ts';
import { runWords } from './rows.ts';
import { answerOf, type Entry, type Line } from './sheet.ts';
import type { QuerySource } from './source.ts';

const longestTurn = 500;
/** Rows of the aligned transcripts that are told from where they part on. */
const mostRows = 40;
const mostRuns = 1000;
/** Of each age. */
const mostGroups = 20;

export const compare = define({
  name: 'compare',
  title: msg('Compare'),
  description:
    'Compares two runs, or two batches. Of runs: where their transcripts part first, what each says from there on, and the criteria and facts that differ. Of batches: what else changed, the pass rates with a verdict about the change, criteria and measures that moved, and new, known and gone groups of failures. Without b, a run that did not pass is compared with the nearest run of its batch that passed, and a batch with its baseline or the batch before.',
  inputSchema: {
    type: 'object',
    properties: {
      a: inputs.idSchema('Id of a run or of a batch: the one before, or the one to begin with.'),
      b: inputs.idSchema('Id of the other, of the same kind.'),
      cursor: inputs.cursorSchema,
      budget: budgetSchema,
    },
    required: ['a'],
    additionalProperties: false,
  },
  schema: z.strictObject({ a: inputs.id, b: z.optional(inputs.id), cursor: inputs.cursor, budget }),
  doing: (input) =>
    input ? t('Comparing {0} with {1}', input.a, input.b ?? t('its counterpart')) : t('Comparing'),
  answer: async ({ a, b, cursor }, source, asked) => {
    const offset = inputs.offsetOf(cursor);
    if (isBatch(a) || (b !== undefined && isBatch(b))) return batches(a, b, offset, source, asked);
    return runs(a, b, offset, source, asked);
  },
});

/** What has no `#` but levels is a place; a bare id is that of a run. */
function isBatch(id: string): boolean {
  const named = readId(id);
  return named?.kind === 'place' && named.place.path.length > 0;
}

async function batches(
  a: string,
  b: string | undefined,
  offset: number,
  source: QuerySource,
  asked: Asked,
): Promise<Answer> {
  const one = await placeNamed(a, source, asked.signal);
  const [before, now] =
    b === undefined ? await withBefore(one, source, asked) : [one, await placeNamed(b, source, asked.signal)];
  if (keyOf(before) === keyOf(now)) throw new Advice('This is one and the same batch: name two.');
  const first = await batchAt(before, source, asked.signal);
  const second = await batchAt(now, source, asked.signal);
  const found = await inSlices(comparedWith(first, second, source), { ...slicing, signal: asked.signal });
  const rules = source.rules();
  const { added, known, gone } = found.clusters;
  const groups = (age: 'new' | 'known' | 'gone', all: typeof added, side: typeof first) =>
    all
      .slice(0, mostGroups)
      .map((group) => groupEntry(group, { runs: runsById(side.runs), all: side.runs.length, age, rules }));
  const entries: Entry[] = [
    {
      lines: [
        'before:',
        { quote: first.titles.join(' › '), most: 300 },
        'now:',
        { quote: second.titles.join(' › '), most: 300 },
      ],
    },
    ...careEntries(found, rules),
    ...criterionChanges(found, 40, rules),
    ...groups('new', added, second),
    ...groups('gone', gone, first),
    ...groups('known', known, second),
    ...measureChanges(found),
  ];
  return answerOf(
    {
      head: [
        `Before: batch ${idOfPlace(before)}: ${rateWords(found.rate.a)}.`,
        `Now: batch ${idOfPlace(now)}: ${rateWords(found.rate.b)}.`,
        ...linkTo(source, before, now),
        ...changeLines(found, source.settings()),
        ...new Set([...first.notes, ...second.notes]),
        ...inputs.nothingBehind(offset, entries.slice(offset).length),
      ],
      source: 'the runs of both batches',
      entries: from(entries, offset),
      tail: linkHint(source),
    },
    asked,
  );
}

async function withBefore(now: Place, source: QuerySource, { signal }: Asked): Promise<[Place, Place]> {
  const against = await againstOf(now, 'either', source, signal);
  if (!against)
    throw new Advice(
      'No batch before this one is known. Name another one as b; list_runs names those beside it.',
    );
  return [against.place, now];
}

async function runs(
  a: string,
  b: string | undefined,
  offset: number,
  source: QuerySource,
  asked: Asked,
): Promise<Answer> {
  const first = await wholeRun(a, source, asked);
  const second =
    b === undefined ? await passingBeside(first, source, asked) : await wholeRun(b, source, asked);
  if (sameRef(first.ref, second.ref)) throw new Advice('This is one and the same run: name two.');
  const work = runsReport(first, second, source.settings());
  const report = await inSlices(work, { ...slicing, signal: asked.signal });
  const entries = entriesOf(report);
  return answerOf(
    {
      head: [
        `A: run ${idOfRun(first.ref)}: ${runWords(first).join(', ')}.`,
        `B: run ${idOfRun(second.ref)}: ${runWords(second).join(', ')}.`,
        ...linkTo(source, first.ref, second.ref),
        `${splitWords(report.split)} That runs part is normal; whether it decides, explain_batch tells.`,
        ...inputs.nothingBehind(offset, entries.slice(offset).length),
      ],
      source: 'the two runs',
      entries: from(entries, offset).map((entry) => ({ ...entry, runs: [first.ref, second.ref] })),
    },
    asked,
  );
}

async function wholeRun(id: string, source: QuerySource, { signal }: Asked): Promise<Run> {
  const item = await runNamed(id, source, signal);
  if (item.kind === 'run') return item;
  throw new Advice(
    `Run ${idOfRun(item.ref)} could not be read, so that there is nothing to compare. get_run tells what is wrong with it.`,
  );
}

async function passingBeside(run: Run, source: QuerySource, asked: Asked): Promise<Run> {
  if (outcomeOf(run) === 'passed') throw new Advice('This run passed. Name the run to compare it with as b.');
  const { runs: others } = await source.children(placeOfRun(run.ref), mostRuns, asked.signal);
  const work = nearestPassingRun(run, others, source.settings().similarityThreshold);
  const found = await inSlices(work, { ...slicing, signal: asked.signal });
  if (found) return wholeRun(idOfRun(found.run.ref), source, asked);
  throw new Advice('No run of its batch passed with a transcript. Name another run as b.');
}

function entriesOf({ a, b, criteria, facts, alignment, split }: RunsReport): Entry[] {
  const start = alignment.splitRow ?? alignment.rows.length;
  const rows = alignment.rows.slice(Math.max(0, start - 1));
  return [
    { lines: ['A is called:', { quote: a.title, most: 160 }, 'B is called:', { quote: b.title, most: 160 }] },
    ...criteria.filter(differs).map((each) => sidesEntry('criterion', each)),
    ...(split.level === 'none' ? [] : rows.slice(0, mostRows).map((row) => rowEntry(a, b, row))),
    ...facts.filter(differs).map((each) => sidesEntry('fact', each)),
  ];
}

function rowEntry(
  a: Run,
  b: Run,
  { a: inA, b: inB, kind, similarity }: RunsReport['alignment']['rows'][number],
): Entry {
  const alike = `${formatPercent(similarity * 100)} alike`;
  const words = {
    same: 'both say',
    reworded: `other words, ${alike}`,
    different: `different, ${alike}`,
    onlyA: 'only in A',
    onlyB: 'only in B',
  };
  const side = (name: string, run: Run, index: number | null): Line[] =>
    index === null
      ? []
      : [
          `${name}, turn ${index + 1}${roleWords(run, index)}:`,
          { quote: turnText(run, index), most: longestTurn },
        ];
  const sides = kind === 'same' ? side('A', a, inA) : [...side('A', a, inA), ...side('B', b, inB)];
  return { lines: [`${words[kind]}:`, ...sides] };
}

function roleWords({ turns }: Run, index: number): string {
  const role = turns?.[index]?.role?.toLowerCase();
  return role === 'user' || role === 'agent' || role === 'assistant' ? ` (${role})` : '';
}

function sidesEntry(what: string, { name, a, b }: SideBySide): Entry {
  const side = (text: string | null): Line => (text === null ? '(not reported)' : { quote: text, most: 300 });
  return { lines: [`${what} that differs:`, { quote: name, most: 160 }, 'in A:', side(a), 'in B:', side(b)] };
}

function differs({ a, b }: SideBySide): boolean {
  return a !== b;
}

function linkTo({ links }: QuerySource, one: RunRef | Place, other: RunRef | Place): string[] {
  const link = links?.of(one, other);
  return link === undefined ? [] : [`Open the comparison: ${link}`];
}

function from(entries: readonly Entry[], offset: number): Entry[] {
  return entries.slice(offset).map((entry, index) => ({ ...entry, at: String(offset + index) }));
}

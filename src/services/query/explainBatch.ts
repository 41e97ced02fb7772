import * as z from 'zod/mini';
import { batchStats, firstRate, type BatchStats } from '../../analysis/batch/batch.ts';
import { clusterWork } from '../../analysis/clusters/clusters.ts';
import { contrastOf } from '../../analysis/clusters/contrast.ts';
import { countWords } from '../../analysis/compare/words.ts';
import type { BatchComparison } from '../../analysis/compare/batches.ts';
import { forksOf, type Fork } from '../../analysis/forks/forks.ts';
import { forkHead } from '../../analysis/forks/words.ts';
import { inSlices, type Work } from '../../analysis/slices.ts';
import { rateWords } from '../../analysis/words.ts';
import { formatCount, formatValue, plural } from '../../core/kit/format.ts';
import { msg, t } from '../../core/kit/l10n.ts';
import { outcomes } from '../../core/run/outcome.ts';
import type { Place } from '../../core/run/refs.ts';
import { keyOf } from '../../core/store/listing.ts';
import type { BatchRule } from '../../export/redaction/redact.ts';
import { turnText } from '../../export/analysis/turnLine.ts';
import { slicing } from '../slicing.ts';
import { againstOf, batchAt, comparedWith, type Against, type Batch } from './batches.ts';
import { careEntries, changeLines, criterionChanges } from './changes.ts';
import { budget, budgetSchema, define } from './define.ts';
import { groupEntry, runsById } from './groups.ts';
import { idOfPlace, idOfRun } from './ids.ts';
import * as inputs from './inputs.ts';
import { linkHint } from './links.ts';
import { placeNamed } from './places.ts';
import { Advice } from './question.ts';
import { cleanPart, cleanText } from './redacted.ts';
import { outcomeWords } from './rows.ts';
import { answerOf, type Entry, type Line } from './sheet.ts';
import type { QuerySource } from './source.ts';

/** Groups of which it is asked what sets them apart: that reads all transcripts for each. */
const mostContrasted = 2;
/** Runs of which all transcripts are read for where they part; of more, as many from all over. */
const mostWalked = 120;
const mostCriteria = 12;
/** An answer of 4,000 tokens has room for hardly more. */
const mostGroups = 20;

export const explainBatch = define({
  name: 'explain_batch',
  title: msg('Explain Batch'),
  description:
    'Explains all runs of one batch (a simulation, evaluation, task or log) at once: pass rate with its likely range, groups of failed runs with a common cause and an example each, the turn at which passed and failed runs part, criteria by how often they were met, and the change against the baseline or the batch before. Ask it for why a batch failed or got worse, before reading single runs.',
  inputSchema: {
    type: 'object',
    properties: {
      batch: inputs.idSchema('Id of the batch, as list_runs names it.'),
      against: inputs.idSchema(
        'What it is held against: baseline, previous, none, or the id of another batch. Left out: the baseline that the person has set, else the batch before.',
      ),
      budget: budgetSchema,
    },
    required: ['batch'],
    additionalProperties: false,
  },
  schema: z.strictObject({ batch: inputs.id, against: z.optional(inputs.id), budget }),
  doing: (input) => (input ? t('Explaining batch {0}', input.batch) : t('Explaining a batch')),
  answer: async ({ batch: id, against: wanted }, source, asked) => {
    const place = await placeNamed(id, source, asked.signal);
    const batch = await batchAt(place, source, asked.signal);
    const against = await otherOf(place, wanted, source, asked.signal);
    const before = against && (await knownBatch(against.place, wanted, source, asked.signal));
    asked.signal.throwIfAborted();
    const sliced = { ...slicing, signal: asked.signal };
    const found = before && (await inSlices(comparedWith(before, batch, source), sliced));
    const stats = found ? found.b : batchStats(batch.runs, source.settings());
    const link = source.links?.of(place);
    const entries = await inSlices(entriesOf(batch, { stats, found }, source), sliced);
    return answerOf(
      {
        head: [
          `Batch ${idOfPlace(place)}, from ${source.origin}.`,
          ...(link === undefined ? [] : [`Open its overview: ${link}`]),
          ...rateLines(stats, source),
          ...(found
            ? [
                `Against ${against.why}, ${idOfPlace(against.place)}: ${changeLines(found, source.settings()).join(' ')}`,
              ]
            : []),
          ...(found ? [] : [noComparison(wanted)]),
          ...batch.notes,
        ],
        source: 'the runs of the batch',
        entries,
        tail: [
          'Next: get_run with the id of an example; compare with two ids; list_runs for all runs.',
          ...linkHint(source),
        ],
      },
      asked,
    );
  },
});

function* entriesOf(
  batch: Batch,
  { stats, found }: { readonly stats: BatchStats; readonly found: BatchComparison | undefined },
  source: QuerySource,
): Work<Entry[]> {
  const rules = source.rules();
  return [
    { lines: ['title:', { quote: batch.titles.join(' › '), most: 300 }] },
    ...(found ? careEntries(found, rules) : []),
    ...(yield* forkEntries(batch, source)),
    ...(yield* groupEntries(batch, found, rules)),
    ...criterionEntries(stats, rules),
    ...(found ? criterionChanges(found, mostCriteria, rules) : []),
    ...measureEntries(stats),
  ];
}

function noComparison(wanted: string | undefined): string {
  if (wanted === 'none') return 'It was not held against another batch.';
  return 'No other batch to hold it against is known here.';
}

async function otherOf(
  place: Place,
  wanted: string | undefined,
  source: QuerySource,
  signal: AbortSignal,
): Promise<Against | undefined> {
  switch (wanted) {
    case 'none':
      return undefined;
    case undefined:
      return againstOf(place, 'either', source, signal);
    case 'baseline':
    case 'previous':
      return againstOf(place, wanted, source, signal);
    default:
      return { place: await anotherThan(place, wanted, source, signal), why: 'the one asked for' };
  }
}

/** @throws Advice for the batch itself */
async function anotherThan(
  place: Place,
  wanted: string,
  source: QuerySource,
  signal: AbortSignal,
): Promise<Place> {
  const other = await placeNamed(wanted, source, signal);
  if (keyOf(other) === keyOf(place))
    throw new Advice('This is one and the same batch: name another one as against, or none.');
  return other;
}

/** What was not asked for by its id is no reason to answer nothing. */
async function knownBatch(
  place: Place,
  wanted: string | undefined,
  source: QuerySource,
  signal: AbortSignal,
): Promise<Batch | undefined> {
  const isGiven = wanted !== undefined && wanted !== 'baseline' && wanted !== 'previous';
  if (isGiven) return batchAt(place, source, signal);
  const { runs } = await source.children(place, 1, signal);
  return runs.length === 0 ? undefined : batchAt(place, source, signal);
}

const judged = 'Of those judged';
const withErrored = 'With errored runs as failed';

function rateLines(stats: BatchStats, source: QuerySource): string[] {
  const { rate, rateErrorsFailed, counts, runs, unfinished } = stats;
  const first = firstRate(stats, source.settings());
  const other = first === rate ? rateErrorsFailed : rate;
  const words = outcomes.flatMap((each) =>
    counts[each] > 0 ? [`${formatCount(counts[each])} ${outcomeWords(each)}`] : [],
  );
  return [
    `${plural(runs.length, 'run')}: ${words.join(', ')}. ${first === rate ? judged : withErrored}: ${rateWords(first)}.`,
    ...(other ? [`${first === rate ? withErrored : judged}: ${rateWords(other)}.`] : []),
    ...(unfinished > 0 ? [`Not finished: ${formatCount(unfinished)}; the figures are those so far.`] : []),
  ];
}

function* groupEntries(
  { runs }: Batch,
  found: BatchComparison | undefined,
  rules: readonly BatchRule[],
): Work<Entry[]> {
  const { clusters } = found
    ? { clusters: [...found.clusters.added, ...found.clusters.known] }
    : yield* clusterWork(runs);
  const isNew = new Set(found?.clusters.added.map(({ id }) => id));
  const byId = runsById(runs);
  const sorted = clusters.toSorted((a, b) => b.runs.length - a.runs.length);
  const rest = sorted.slice(mostGroups);
  const entries: Entry[] = [];
  for (const [index, group] of sorted.slice(0, mostGroups).entries()) {
    const isContrasted = index < mostContrasted;
    const walked = isContrasted ? sampleOf(runs, group.runs) : runs;
    const contrasts = isContrasted ? yield* contrastOf(group.runs, walked) : [];
    const age = found && (isNew.has(group.id) ? 'new' : 'known');
    entries.push(
      groupEntry(group, { runs: byId, all: runs.length, rules, age, contrasts, walked: walked.length }),
    );
    yield;
  }
  if (rest.length === 0) return entries;
  const others = plural(rest.flatMap((group) => group.runs).length, 'run');
  return [...entries, { lines: [`and ${plural(rest.length, 'smaller group')} of ${others} together`] }];
}

/** Some of the runs from all over, and in their order: what is read word by word must not take long. */
function sampleOf(runs: Batch['runs'], wanted: readonly string[] = []): Batch['runs'] {
  if (runs.length <= mostWalked) return runs;
  const own = new Set(wanted);
  const byId = [...runsById(runs)];
  const spread = (all: Batch['runs']) => {
    const step = Math.max(1, Math.ceil(all.length / (mostWalked / 2)));
    return all.filter((_, index) => index % step === 0);
  };
  if (own.size === 0) return spread(runs);
  const [group, others] = [true, false].map((isOwn) =>
    byId.filter(([id]) => own.has(id) === isOwn).map(([, run]) => run),
  );
  return [...spread(group ?? []), ...spread(others ?? [])];
}

function* forkEntries({ runs }: Batch, source: QuerySource): Work<Entry[]> {
  const walked = sampleOf(runs);
  const { deciding } = yield* forksOf(walked, source.settings().similarityThreshold);
  if (!deciding) return [];
  const of = walked.length < runs.length ? ` (of ${formatCount(walked.length)} of the runs)` : '';
  return [{ lines: [`${forkHead(deciding)}${of}:`, ...branchLines(deciding, runs, source.rules())] }];
}

function branchLines({ branches }: Fork, runs: Batch['runs'], rules: readonly BatchRule[]): Line[] {
  const byId = runsById(runs);
  return branches.slice(0, 4).flatMap(({ runs: own, passed, example, words }): Line[] => {
    const run = byId.get(example.run);
    const which = run ? `, e.g. run ${idOfRun(run.ref)}` : '';
    const head = `${plural(own.length, 'run')}, ${formatCount(passed)} passed${which}`;
    if (words === null || run?.kind !== 'run') return [`${head}: ended here`];
    const said = turnText(cleanPart(run, example.turn, rules), example.turn);
    return [`${head}:`, { quote: said, most: 120 }];
  });
}

/** Those that were missed at all, the worst first. */
function criterionEntries({ criteria }: BatchStats, rules: readonly BatchRule[]): Entry[] {
  return criteria
    .filter(({ rate }) => rate.passed < rate.judged)
    .slice(0, mostCriteria)
    .map(({ name, rate }) => ({
      lines: [`criterion met in ${countWords(rate)}:`, { quote: cleanText(name, rules), most: 160 }],
    }));
}

function measureEntries({ measures }: BatchStats): Entry[] {
  const lines = Object.values(measures).flatMap(({ label, kind, n, median }) =>
    median === null ? [] : [`${label}: median ${formatValue(kind, median)} of ${plural(n, 'run')}`],
  );
  return lines.length === 0 ? [] : [{ lines }];
}

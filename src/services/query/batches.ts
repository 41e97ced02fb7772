/** A batch with its runs as the questions look at it, and the batch that it is held against. */
import { comparisonWork, type BatchComparison } from '../../analysis/compare/batches.ts';
import type { Setup } from '../../analysis/compare/comparability.ts';
import { areOtherCases } from '../../analysis/compare/otherCases.ts';
import type { Work } from '../../analysis/slices.ts';
import { arrangeCollections } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem } from '../../core/run/run.ts';
import { keyOf } from '../../core/store/listing.ts';
import { idOfPlace } from './ids.ts';
import { Advice } from './question.ts';
import { cleanTexts } from './redacted.ts';
import type { Children, QuerySource } from './source.ts';

/** More are not looked at together. */
const mostRuns = 5000;
/** Batches of one scenario among which the one before is sought. */
const mostBatches = 500;

export interface Batch {
  readonly place: Place;
  /** Redacted, from the connection down to the batch. */
  readonly titles: readonly string[];
  /** As they are: to redact all words of a thousand runs takes seconds, so what is shown of them is redacted. */
  readonly runs: readonly RunItem[];
  /** Redacted. */
  readonly setup: Setup;
  /** What is missing, in sentences of ours. */
  readonly notes: readonly string[];
}

/** @throws Advice where there are no runs to look at */
export async function batchAt(place: Place, source: QuerySource, signal: AbortSignal): Promise<Batch> {
  const children = await source.children(place, mostRuns, signal);
  if (children.runs.length === 0) throw new Advice(noRuns(place, children));
  const rules = source.rules();
  const names = await source.names(place, signal);
  return {
    place,
    titles: cleanTexts(names.titles, rules),
    runs: children.runs,
    setup: await setupOf(place, source, signal),
    notes: [
      ...(children.more ? ['Not all of its runs are here: there are more than are looked at together.'] : []),
      ...(children.problem === undefined
        ? []
        : ['The service did not answer now; this is what was known before.']),
    ],
  };
}

function noRuns(place: Place, { collections, problem }: Children): string {
  const id = idOfPlace(place);
  const [first] = collections;
  if (first)
    return `${id} is no batch: it holds others. Ask about one of them, e.g. ${idOfPlace(first)}; list_runs names all.`;
  if (problem !== undefined)
    return `The service did not answer, and no runs of ${id} are archived. Try again later.`;
  return `There are no runs in ${id} that are known here. list_runs with in: "${idOfPlace(above(place))}" tells what there is.`;
}

/** Which batch another one is held against, and how it comes to that. */
export interface Against {
  readonly place: Place;
  readonly why: 'the baseline' | 'the one before' | 'the one asked for';
}

/** The person's baseline, else the batch before; `undefined` where neither is known. */
export async function againstOf(
  place: Place,
  wanted: 'either' | 'baseline' | 'previous',
  source: QuerySource,
  signal: AbortSignal,
): Promise<Against | undefined> {
  const baseline = wanted === 'previous' ? undefined : source.baseline(place);
  if (baseline && keyOf(baseline) !== keyOf(place)) return { place: baseline, why: 'the baseline' };
  if (wanted === 'baseline' || place.path.length === 0) return undefined;
  const { collections } = await source.children(above(place), mostBatches, signal);
  const batches = arrangeCollections(collections.filter(({ holds }) => holds === 'runs'));
  const at = batches.findIndex((each) => keyOf(each) === keyOf(place));
  const before = at < 0 ? undefined : batches[at + 1];
  return before && { place: { connection: before.connection, path: before.path }, why: 'the one before' };
}

export function comparedWith(before: Batch, now: Batch, source: QuerySource): Work<BatchComparison> {
  return comparisonWork(before.runs, now.runs, source.settings(), {
    before: before.setup,
    now: now.setup,
    otherCases: areOtherCases({ before: before.place, now: now.place }, before.runs, now.runs),
  });
}

export function above({ connection, path }: Place): Place {
  return { connection, path: path.slice(0, -1) };
}

/** Persona, mission and turn limit stand at the scenario. */
async function setupOf(place: Place, source: QuerySource, signal: AbortSignal): Promise<Setup> {
  const { collection } = await source.names(above(place), signal);
  const facts = (collection?.facts ?? []).filter(([label]) => setupLabels.has(label));
  const values = cleanTexts(
    facts.map(([, value]) => value),
    source.rules(),
  );
  return facts.map(([label], index) => [label, values[index] ?? ''] as const);
}

const setupLabels = new Set(['Persona', 'Mission', 'Max turns']);

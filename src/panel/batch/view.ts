/** What the page of a batch shows, made of its runs. Pure: the same runs, whatever their order, make the same picture. */
import { batchStats, type BatchStats } from '../../analysis/batch/batch.ts';
import { criterionIds } from '../../analysis/batch/criteria.ts';
import { criterionWords, shortHealth } from '../../analysis/batch/criterionWords.ts';
import { inOrder, type RunId } from '../../analysis/batch/runsInOrder.ts';
import type { Cluster } from '../../analysis/clusters/clusters.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Work } from '../../analysis/slices.ts';
import { formatCount, formatPart, plural } from '../../core/kit/format.ts';
import { counted, t } from '../../core/kit/l10n.ts';
import { outcomes } from '../../core/run/outcome.ts';
import type { RunItem } from '../../core/run/run.ts';
import { clip } from '../text.ts';
import { againstWork, type Against } from './against.ts';
import { longestTitle } from './lines.ts';
import type { BatchMemory, ShownOrder } from './memory.ts';
import { keptOrder } from './numbering.ts';
import type { BatchView, CriterionLine, GroupView, Headline, Loading, RunLine, RunReasons } from './views.ts';
import { barOf, headlineOf, inARowLines, measureWords } from './words.ts';

/** What the batch is called, and what surrounds its figures. */
export interface BatchCircumstances {
  readonly title: string;
  readonly noun: string;
  readonly trail: readonly string[];
  readonly loading: Loading;
  /** What the service was asked to leave out, in words; empty when nothing. */
  readonly filter: string;
  readonly settings: AnalysisSettings;
  /** The baseline; none for the baseline itself. */
  readonly against?: Against | undefined;
}

export interface BatchPicture {
  readonly view: BatchView;
  readonly runs: readonly RunLine[];
  readonly order: ShownOrder;
}

/** Can be left now and then: no step of it takes long, even the first time. */
export function* batchPicture(
  items: readonly RunItem[],
  circumstances: BatchCircumstances,
  memory: BatchMemory,
): Work<BatchPicture> {
  const { settings, noun, title, trail, loading, against } = circumstances;
  const runs = inOrder(items);
  const stats = batchStats(runs, settings, memory.stats);
  yield;
  const { order } = memory;
  const criteria = keptOrder(order.criteria, [...stats.criteria.entries()], ([, { id }]) => id);
  const groups = keptOrder(order.groups, yield* memory.clusters(runs), ({ id }) => id);
  const measures = keptOrder(order.measures, Object.entries(stats.measures), ([key]) => key);
  const keys = stats.runs.map((id) => memory.runs.of(id));
  const groupOf = new Map<RunId, number>();
  for (const { id, runs: own } of groups) for (const run of own) groupOf.set(run, memory.groups.of(id));
  const names = new Map(stats.criteria.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? '';
  const titleOf = (run: number) => clip(runs[run]?.title ?? '', longestTitle);
  yield;
  const lines = memory.lines({
    ...{ runs, stats, keys, criteria, measures },
    groups: stats.runs.map((id) => groupOf.get(id)),
  });
  yield;
  const line = against && (yield* againstWork(against, { runs, stats }, settings, memory.statsBefore));
  const { large, single } = folded(groups);
  const view: BatchView = {
    ...{
      title: clip(title, longestTitle),
      noun,
      trail: trail.map((each) => clip(each, longestTitle)),
      loading,
    },
    headline: withLine(headlineOf(stats, settings, noun), line),
    hasBaseline: against !== undefined,
    counts: outcomes.flatMap((outcome) =>
      stats.counts[outcome] > 0 ? [{ outcome, count: stats.counts[outcome] }] : [],
    ),
    inARow: inARowLines(stats.inARow),
    criteria: criterionLines(criteria.map(([, each]) => each)),
    groups: large.map((each) => memory.groupView(each, () => groupView(each, memory, nameOf))),
    others: single.flatMap((group) => group.runs.map((run) => memory.runs.of(run))),
    measures: measures.map(([key, measure]) => ({
      label: measure.label,
      kind: measure.kind,
      median: measure.median ?? undefined,
      middle: measure.quartiles ?? undefined,
      limited: key === 'duration' || key === 'turns',
      most: measure.largest === null ? undefined : keys[measure.values.indexOf(measure.largest)],
      words: measureWords(measure, titleOf),
    })),
    notes: notesOf(runs, stats, circumstances),
  };
  return {
    ...{ view, runs: lines },
    order: {
      criteria: criteria.map(([, { id }]) => id),
      groups: groups.map(({ id }) => id),
      measures: measures.map(([key]) => key),
    },
  };
}

/** Why a run did not pass. @param criteria ids of the batch's criteria, as they are shown */
export function reasonsOf(item: RunItem, key: number, criteria: readonly string[]): RunReasons {
  if (item.kind === 'broken') return { key, reason: clip(item.problem, longestReason), criteria: [] };
  const ids = criterionIds(item.criteria);
  const reasons = item.criteria.flatMap(({ met, reason }, index) => {
    const criterion = criteria.indexOf(ids[index] ?? '');
    if (met !== 'notMet' || reason === undefined || criterion < 0) return [];
    return { criterion, reason: clip(reason, longestReason) };
  });
  return {
    key,
    reason: item.reason === undefined ? undefined : clip(item.reason, longestReason),
    criteria: reasons,
  };
}

/** The place of a criterion of the batch in the list of one run; `undefined` when the run does not have it. */
export function criterionInRun(item: RunItem, id: string | undefined): number | undefined {
  if (item.kind === 'broken' || id === undefined) return undefined;
  const index = criterionIds(item.criteria).indexOf(id);
  return index < 0 ? undefined : index;
}

function withLine(headline: Headline, line: string | undefined): Headline {
  return line === undefined ? headline : { ...headline, more: [...headline.more, clip(line, 500)] };
}

const longestReason = 200;
const mostReasons = 5;

function criterionLines(criteria: BatchStats['criteria']): CriterionLine[] {
  const places = new Map(criteria.map(({ id }, index) => [id, index]));
  return criteria.map((criterion): CriterionLine => {
    const { name, text, rate, noVerdict, failsWith, health } = criterion;
    const words = criterionWords(criterion);
    return {
      name: clip(name, longestTitle),
      text: text === null ? undefined : clip(text, 300),
      counts: rate.judged === 0 ? t('no verdicts') : formatPart(rate.passed, rate.judged),
      bar: barOf(rate),
      health: shortHealth(criterion),
      state: health,
      words: noVerdict > 0 ? t('{0}; no verdict in {1}', words, plural(noVerdict, 'run')) : words,
      failsWith: failsWith.flatMap((id) => places.get(id) ?? []),
    };
  });
}

/** Groups of a single run are told as one, where there are many of them. */
function folded(groups: readonly Cluster[]): { large: readonly Cluster[]; single: readonly Cluster[] } {
  const single = groups.filter((group) => group.runs.length === 1);
  if (groups.length <= 5 || single.length < 3) return { large: groups, single: [] };
  return { large: groups.filter((group) => group.runs.length > 1), single };
}

function groupView(cluster: Cluster, memory: BatchMemory, nameOf: (criterion: string) => string): GroupView {
  const { id, kind, title, why, runs, criteria, reasons, alsoIn } = cluster;
  // Where several criteria were missed, each has its own reasons.
  const about = (criterion: string | null) =>
    criterion === null || criteria.length < 2 ? '' : `${nameOf(criterion)}: `;
  return {
    key: memory.groups.of(id),
    kind,
    title: clip(title, longestTitle),
    why: clip(why, 1000),
    runs: runs.map((run) => memory.runs.of(run)),
    reasons: reasons.slice(0, mostReasons).map((reason) => ({
      title: clip(`${about(reason.criterion)}${reason.title}`, longestReason),
      runs: reason.runs.length,
    })),
    alsoIn: alsoIn
      .slice(0, mostReasons)
      .map((other) => ({ title: clip(other.title, longestTitle), runs: other.runs })),
  };
}

function notesOf(runs: readonly RunItem[], stats: BatchStats, about: BatchCircumstances): string[] {
  const { filter, loading } = about;
  const archived = runs.filter((run) => run.archived).length;
  const gone = runs.filter((run) => run.archived?.gone).length;
  const broken = runs.filter((run) => run.kind === 'broken').length;
  const { length: disagreeing } = stats.disagreeing;
  const of = (count: number) =>
    counted(runs.length, '{0} of {1} run', '{0} of {1} runs', formatCount(count), formatCount(runs.length));
  return [
    ...(loading.kind === 'part'
      ? [t('Not all runs are loaded; the figures are of {0}.', plural(runs.length, 'run'))]
      : []),
    ...(filter === '' ? [] : [t('Only runs that match the filter {0} are in this batch.', filter)]),
    ...(archived > gone ? [t('From the archive: {0}, as last seen.', of(archived - gone))] : []),
    ...(gone > 0 ? [t('The service has {0} no more; the archive keeps them.', of(gone))] : []),
    ...(broken > 0 ? [t('Could not be read: {0}. They count as runs without a verdict.', of(broken))] : []),
    ...(disagreeing > 0 ? [t('Run verdict and criteria disagree in {0}.', of(disagreeing))] : []),
  ];
}

import { plural } from '../../core/kit/format.ts';
import { remember } from '../../core/kit/remember.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import type { Criterion, Run, RunItem } from '../../core/run/run.ts';
import { criterionIds } from '../batch/criteria.ts';
import type { RunId } from '../batch/runsInOrder.ts';
import { compareText, inOrder, isRun, runIdOf } from '../batch/runsInOrder.ts';
import { hashOf } from '../text/hash.ts';
import { errorKeyOf } from './errorKey.ts';
import { masked } from './mask.ts';
import type { Template } from './templates.ts';
import { cut, templatesIn, templateTitle } from './templates.ts';

export type ClusterId = string;

/** Runs that did not pass for one reason that can be named. */
export interface Cluster {
  /** The same in every batch where the same goes wrong. */
  readonly id: ClusterId;
  /** `error`: errored, not judged. `unmet`: failed. `stopped`: ended before its time. */
  readonly kind: 'error' | 'unmet' | 'stopped';
  readonly title: string;
  /** Why these runs are one group, in a sentence. */
  readonly why: string;
  readonly runs: readonly RunId[];
  /** The run to look at first, with the turn that the judge cites. */
  readonly example: { readonly run: RunId; readonly turn: number | null };
  /** Ids of the criteria that all of these runs missed. */
  readonly criteria: readonly string[];
  /** What judges wrote, in groups of one wording; the groups of all criteria of this cluster. */
  readonly reasons: readonly ReasonCluster[];
  /** Groups that missed these criteria and further ones. */
  readonly alsoIn: readonly { readonly id: ClusterId; readonly title: string; readonly runs: number }[];
}

export interface ReasonCluster {
  readonly id: ClusterId;
  readonly kind: 'reason';
  /** `null`: of the run as a whole. */
  readonly criterion: string | null;
  readonly title: string;
  readonly why: string;
  readonly runs: readonly RunId[];
}

/** The templates of an earlier batch by their scope: a criterion's id, or `run`. */
export type KnownReasons = ReadonlyMap<string, readonly Template[]>;

export interface Clustered {
  /** The largest first. */
  readonly clusters: readonly Cluster[];
  readonly reasons: KnownReasons;
}

/** Every run that errored, failed or was stopped is in exactly one cluster (analysis.md 4.3). */
export function clustersOf(items: readonly RunItem[], known: KnownReasons = new Map()): Clustered {
  const runs = inOrder(items).filter(isRun);
  const reasons = new Map<string, readonly Template[]>();
  const failed = runs.filter((run) => outcomeOf(run) === 'failed').map(missedBy);
  const reasonsOf = reasonsByRun(failed, known, reasons);
  const errored = Map.groupBy(
    runs.flatMap((run) => (run.error ? [{ run, ...errorKeyOf(run.error) }] : [])),
    ({ key }) => key,
  );
  const errors = [...errored].map(([key, all]) => errorCluster(key, all));
  const sets = Map.groupBy(failed, ({ key }) => key);
  const unmet = [...sets].map(([key, all]) => unmetCluster(key, all, reasonsOf));
  const stopped = runs.filter((run) => outcomeOf(run) === 'stopped');
  const widerThan = findWider(unmet);
  const clusters = [
    ...errors,
    ...unmet.map((cluster) => ({ ...cluster, alsoIn: widerThan(cluster) })),
    ...(stopped.length > 0 ? [stoppedCluster(stopped)] : []),
  ];
  clusters.sort(
    (a, b) => b.runs.length - a.runs.length || compareText(a.title, b.title) || compareText(a.id, b.id),
  );
  return { clusters, reasons };
}

interface Missed {
  readonly run: Run;
  readonly missed: readonly { readonly id: string; readonly criterion: Criterion }[];
  /** The same for all that missed the same. */
  readonly key: string;
  readonly reasons: readonly Reason[];
}

// A batch that is watched is looked at again with each run that changes: what the others missed stays known.
const missedBy = remember((run: Run): Missed => {
  const ids = criterionIds(run.criteria);
  const missed = run.criteria.flatMap((criterion, index) =>
    criterion.met === 'notMet' ? [{ id: ids[index] ?? '', criterion }] : [],
  );
  missed.sort((a, b) => compareText(a.id, b.id));
  return { run, missed, key: missed.map(({ id }) => id).join(), reasons: reasonsIn(run, missed) };
});

function errorCluster(key: string, all: readonly { run: Run; title: string; why: string }[]): Cluster {
  const [first] = all;
  const runs = all.map(({ run }) => runIdOf(run.ref));
  return {
    ...{ id: hashOf(`error ${key}`), kind: 'error', title: cut(first?.title ?? ''), why: first?.why ?? '' },
    ...{ runs, example: { run: runs[0] ?? '', turn: null }, criteria: [], reasons: [], alsoIn: [] },
  };
}

function stoppedCluster(all: readonly Run[]): Cluster {
  const runs = all.map(({ ref }) => runIdOf(ref));
  return {
    ...{
      id: hashOf('stopped'),
      kind: 'stopped',
      title: 'Stopped',
      why: 'They ended before they were judged.',
    },
    ...{ runs, example: { run: runs[0] ?? '', turn: null }, criteria: [], reasons: [], alsoIn: [] },
  };
}

function unmetCluster(
  key: string,
  all: readonly Missed[],
  reasonsOf: (all: readonly Missed[]) => ReasonCluster[],
): Cluster {
  const missed = all[0]?.missed ?? [];
  const names = missed.map(({ criterion }) => criterion.name).sort(compareText);
  const runs = all.map(({ run }) => runIdOf(run.ref));
  const turn = missed.map(({ criterion }) => criterion.turn).find((cited) => cited !== undefined) ?? null;
  const count = plural(names.length, 'criterion', 'criteria');
  return {
    ...{ id: hashOf(`unmet ${key}`), kind: 'unmet' },
    title: cut(names.length > 0 ? names.join(' + ') : 'Failed'),
    why:
      names.length > 0
        ? `Exactly ${count} not met: ${names.join(', ')}.`
        : 'Failed; no criterion was reported as not met.',
    ...{ runs, example: { run: runs[0] ?? '', turn }, criteria: missed.map(({ id }) => id) },
    ...{ reasons: reasonsOf(all), alsoIn: [] },
  };
}

/** For each cluster those that missed its criteria and further ones. */
function findWider(clusters: readonly Cluster[]): (cluster: Cluster) => Cluster['alsoIn'] {
  const withCriterion = new Map<string, Cluster[]>();
  for (const cluster of clusters)
    for (const id of cluster.criteria) {
      const all = withCriterion.get(id) ?? [];
      withCriterion.set(id, all);
      all.push(cluster);
    }
  return ({ id: own, criteria }) => {
    // Whoever missed all of them is among those with the rarest.
    const lists = criteria.map((each) => withCriterion.get(each) ?? []);
    const [rarest = []] = lists.toSorted((a, b) => a.length - b.length);
    return rarest
      .filter(({ id, criteria: all }) => id !== own && criteria.every((each) => all.includes(each)))
      .map(({ id, title, runs }) => ({ id, title, runs: runs.length }))
      .sort((a, b) => b.runs - a.runs || compareText(a.id, b.id));
  };
}

interface Reason {
  readonly run: RunId;
  readonly scope: string;
  readonly text: string;
  /** The text without what parts one from the next. */
  readonly masked: string;
}

/** Templates are mined over all failed runs of the batch, so that one wording has one id in every cluster. */
function reasonsByRun(
  failed: readonly Missed[],
  known: KnownReasons,
  found: Map<string, readonly Template[]>,
): (all: readonly Missed[]) => ReasonCluster[] {
  const byRun = new Map<RunId, Omit<ReasonCluster, 'runs'>[]>();
  for (const [scope, all] of Map.groupBy(
    failed.flatMap(({ reasons }) => reasons),
    ({ scope }) => scope,
  )) {
    const templates = templatesIn(all, scope, known.get(scope));
    found.set(scope, templates);
    for (const template of templates) {
      const cluster = {
        ...{ id: template.id, kind: 'reason' as const, criterion: scope === wholeRun ? null : scope },
        ...{ title: templateTitle(template), why: 'Reasons of one wording, names and numbers aside.' },
      };
      for (const member of template.members) {
        const run = all[member]?.run ?? '';
        const own = byRun.get(run) ?? [];
        byRun.set(run, own);
        own.push(cluster);
      }
    }
  }
  return (all) => {
    const runsOf = new Map<Omit<ReasonCluster, 'runs'>, RunId[]>();
    for (const { run } of all) {
      const id = runIdOf(run.ref);
      for (const cluster of byRun.get(id) ?? []) {
        const runs = runsOf.get(cluster) ?? [];
        runsOf.set(cluster, runs);
        runs.push(id);
      }
    }
    return [...runsOf]
      .map(([cluster, runs]) => ({ ...cluster, runs }))
      .sort((a, b) => b.runs.length - a.runs.length || compareText(a.id, b.id));
  };
}

const wholeRun = 'run';

function reasonsIn(run: Run, missed: Missed['missed']): Reason[] {
  const reason = (scope: string, text: string | undefined) =>
    text === undefined ? [] : [{ run: runIdOf(run.ref), scope, text, masked: masked(text) }];
  if (missed.length === 0) return reason(wholeRun, run.reason ?? run.summary);
  return missed.flatMap(({ id, criterion }) => reason(id, criterion.reason));
}

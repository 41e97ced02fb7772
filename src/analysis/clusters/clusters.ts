import { plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import { remember } from '../../core/kit/remember.ts';
import { sameItems } from '../../core/kit/sameItems.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import type { Criterion, Run, RunItem } from '../../core/run/run.ts';
import { criterionIds } from '../batch/criteria.ts';
import type { RunId } from '../batch/runsInOrder.ts';
import { compareText, inOrder, isRun, runIdOf } from '../batch/runsInOrder.ts';
import { finished, type Work } from '../slices.ts';
import { hashOf } from '../text/hash.ts';
import { errorKeyOf } from './errorKey.ts';
import { masked } from './mask.ts';
import type { FoundReasons, KnownReasons, Reason, ReasonCluster } from './reasons.ts';
import { reasonsByRun, reasonsOf, wholeRun } from './reasons.ts';
import { cut } from './templates.ts';

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

export interface Clustered {
  /** The largest first. */
  readonly clusters: readonly Cluster[];
  readonly reasons: KnownReasons;
  /** What it was made of: when a run of the batch changes, what is as it was is not sought again. */
  readonly parts: Parts;
}

interface Parts {
  readonly scopes: FoundReasons['scopes'];
  readonly unmet: Unmet;
}

/** By what was missed: who missed exactly that, and their cluster. */
type Unmet = ReadonlyMap<string, { readonly all: readonly Missed[]; readonly cluster: Cluster }>;

/**
 * Every run that errored, failed or was stopped is in exactly one cluster (docs/analysis.md 4.3).
 * @param before the same, of the batch as it was before
 */
export function clustersOf(
  items: readonly RunItem[],
  known?: KnownReasons,
  before?: Pick<Clustered, 'parts'>,
): Clustered {
  return finished(clusterWork(items, known, before));
}

/** {@link clustersOf}, which can be left now and then. */
export function* clusterWork(
  items: readonly RunItem[],
  known: KnownReasons = new Map(),
  before?: Pick<Clustered, 'parts'>,
): Work<Clustered> {
  const runs = inOrder(items).filter(isRun);
  const failed: Missed[] = [];
  const errored = new Map<string, ErroredRun[]>();
  const stopped: Run[] = [];
  for (const [index, run] of runs.entries()) {
    if (index % portion === portion - 1) yield;
    const outcome = outcomeOf(run);
    if (run.error) {
      const { key, ...named } = keyOfError(run.error);
      const all = errored.get(key) ?? [];
      errored.set(key, all);
      all.push({ run, ...named });
    }
    if (outcome === 'failed') failed.push(missedBy(run));
    else if (outcome === 'stopped') stopped.push(run);
  }
  const found = yield* reasonsByRun(
    failed.flatMap(({ reasons }) => reasons),
    known,
    before?.parts.scopes,
  );
  const errors = [...errored].map(([key, all]) => errorCluster(key, all));
  const unmet = yield* unmetOf(failed, found, before?.parts.unmet);
  const clusters = [
    ...errors,
    ...[...unmet.values()].map(({ cluster }) => cluster),
    ...(stopped.length > 0 ? [stoppedCluster(stopped)] : []),
  ];
  clusters.sort(
    (a, b) => b.runs.length - a.runs.length || compareText(a.title, b.title) || compareText(a.id, b.id),
  );
  return { clusters, reasons: found.templates, parts: { scopes: found.scopes, unmet } };
}

/** So many runs or groups are looked at in a few milliseconds, cold too. */
const portion = 32;

const keyOfError = remember(errorKeyOf);

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

/** @param before the same, of the batch as it was before */
function* unmetOf(failed: readonly Missed[], found: FoundReasons, before: Unmet = new Map()): Work<Unmet> {
  const sets = Map.groupBy(failed, ({ key }) => key);
  const changed = new Set([...before].flatMap(([key, { cluster }]) => (sets.has(key) ? [] : [cluster])));
  const unmet = new Map<string, { readonly all: readonly Missed[]; readonly cluster: Cluster }>();
  for (const [key, all] of sets) {
    if (unmet.size % portion === portion - 1) yield;
    const known = before.get(key);
    const isSame = known && sameItems(known.all, all);
    if (isSame && !isAnyMoved(all, found)) {
      unmet.set(key, known);
      continue;
    }
    const cluster = unmetCluster(key, all, found);
    // Other groups say how many runs this one has, not what was written of them.
    if (isSame) unmet.set(key, { all, cluster: { ...cluster, alsoIn: known.cluster.alsoIn } });
    else {
      changed.add(cluster);
      unmet.set(key, { all, cluster });
    }
  }
  if (changed.size === 0) return unmet;
  const widerThan = findWider([...unmet.values()].map(({ cluster }) => cluster));
  let looked = 0;
  for (const [key, { all, cluster }] of unmet) {
    if (++looked % portion === 0) yield;
    if (isNarrower(cluster, changed))
      unmet.set(key, { all, cluster: { ...cluster, alsoIn: widerThan(cluster) } });
  }
  return unmet;
}

/** Whether one of these missed all that the cluster missed: itself, or a wider one. */
function isNarrower(cluster: Cluster, changed: ReadonlySet<Cluster>): boolean {
  if (changed.has(cluster)) return true;
  const { criteria: own } = cluster;
  for (const { criteria } of changed) if (own.every((id) => criteria.includes(id))) return true;
  return false;
}

/** Whether what judges wrote of any of these is in another group by now. */
function isAnyMoved(all: readonly Missed[], { moved }: FoundReasons): boolean {
  return moved.size > 0 && all.some(({ run }) => moved.has(runIdOf(run.ref)));
}

interface ErroredRun {
  readonly run: Run;
  readonly title: string;
  readonly why: string;
}

function errorCluster(key: string, all: readonly ErroredRun[]): Cluster {
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
      title: t('Stopped'),
      why: t('They ended before they were judged.'),
    },
    ...{ runs, example: { run: runs[0] ?? '', turn: null }, criteria: [], reasons: [], alsoIn: [] },
  };
}

function unmetCluster(key: string, all: readonly Missed[], found: FoundReasons): Cluster {
  const missed = all[0]?.missed ?? [];
  const criteria = missed.map(({ id }) => id);
  const names = missed.map(({ criterion }) => criterion.name).sort(compareText);
  const runs = all.map(({ run }) => runIdOf(run.ref));
  const turn = missed.map(({ criterion }) => criterion.turn).find((cited) => cited !== undefined) ?? null;
  const count = plural(names.length, 'criterion', 'criteria');
  return {
    ...{ id: hashOf(`unmet ${key}`), kind: 'unmet' },
    title: cut(names.length > 0 ? names.join(' + ') : t('Failed')),
    why:
      names.length > 0
        ? t('Exactly {0} not met: {1}.', count, commas(names))
        : t('Failed; no criterion was reported as not met.'),
    ...{ runs, example: { run: runs[0] ?? '', turn }, criteria },
    ...{ reasons: reasonsOf(runs, criteria, found), alsoIn: [] },
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
      .filter(
        ({ id, criteria: all }) =>
          id !== own && all.length > criteria.length && criteria.every((each) => all.includes(each)),
      )
      .map(({ id, title, runs }) => ({ id, title, runs: runs.length }))
      .sort((a, b) => b.runs - a.runs || compareText(a.id, b.id));
  };
}

function reasonsIn(run: Run, missed: Missed['missed']): Reason[] {
  const reason = (scope: string, text: string | undefined) =>
    text === undefined ? [] : [{ run: runIdOf(run.ref), scope, text, masked: masked(text) }];
  if (missed.length === 0) return reason(wholeRun, run.reason ?? run.summary);
  return missed.flatMap(({ id, criterion }) => reason(id, criterion.reason));
}

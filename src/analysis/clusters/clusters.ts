import { plural } from '../../core/kit/format.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import type { Criterion, Run, RunItem } from '../../core/run/run.ts';
import { criterionIds } from '../batch/criteria.ts';
import type { RunId } from '../batch/runsInOrder.ts';
import { compareText, inOrder, isRun, runIdOf } from '../batch/runsInOrder.ts';
import { hashOf } from '../text/hash.ts';
import { errorKeyOf } from './errorKey.ts';
import type { Template } from './templates.ts';
import { cut, templatesOf, templateTitle } from './templates.ts';

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
  const sets = Map.groupBy(failed, ({ missed }) => setKey(missed));
  const unmet = [...sets].map(([key, all]) => unmetCluster(key, all, reasonsOf));
  const stopped = runs.filter((run) => outcomeOf(run) === 'stopped');
  const clusters = [
    ...errors,
    ...unmet.map((cluster) => ({ ...cluster, alsoIn: widerThan(cluster, unmet) })),
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
}

function missedBy(run: Run): Missed {
  const ids = criterionIds(run.criteria);
  const missed = run.criteria.flatMap((criterion, index) =>
    criterion.met === 'notMet' ? [{ id: ids[index] ?? '', criterion }] : [],
  );
  return { run, missed: missed.sort((a, b) => compareText(a.id, b.id)) };
}

function setKey(missed: Missed['missed']): string {
  return missed.map(({ id }) => id).join();
}

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

function widerThan(cluster: Cluster, others: readonly Cluster[]): Cluster['alsoIn'] {
  if (cluster.criteria.length === 0) return [];
  return others
    .filter(
      ({ id, criteria }) => id !== cluster.id && cluster.criteria.every((each) => criteria.includes(each)),
    )
    .map(({ id, title, runs }) => ({ id, title, runs: runs.length }))
    .sort((a, b) => b.runs - a.runs || compareText(a.id, b.id));
}

interface Reason {
  readonly run: RunId;
  readonly scope: string;
  readonly text: string;
}

/** Templates are mined over all failed runs of the batch, so that one wording has one id in every cluster. */
function reasonsByRun(
  failed: readonly Missed[],
  known: KnownReasons,
  found: Map<string, readonly Template[]>,
): (all: readonly Missed[]) => ReasonCluster[] {
  const mined = [...Map.groupBy(failed.flatMap(reasonsIn), ({ scope }) => scope)].map(([scope, all]) => {
    const templates = templatesOf(
      all.map(({ text }) => text),
      scope,
      known.get(scope),
    );
    found.set(scope, templates);
    return {
      scope,
      templates: templates.map((template) => ({
        template,
        runs: template.members.map((at) => all[at]?.run ?? ''),
      })),
    };
  });
  return (all) => {
    const own = new Set(all.map(({ run }) => runIdOf(run.ref)));
    return mined
      .flatMap(({ scope, templates }) =>
        templates.map(({ template, runs }) => ({
          ...{ id: template.id, kind: 'reason' as const, criterion: scope === wholeRun ? null : scope },
          ...{ title: templateTitle(template), why: 'Reasons of one wording, names and numbers aside.' },
          runs: runs.filter((run) => own.has(run)),
        })),
      )
      .filter(({ runs }) => runs.length > 0)
      .sort((a, b) => b.runs.length - a.runs.length || compareText(a.id, b.id));
  };
}

const wholeRun = 'run';

function reasonsIn({ run, missed }: Missed): Reason[] {
  const id = runIdOf(run.ref);
  if (missed.length === 0) {
    const text = run.reason ?? run.summary;
    return text === undefined ? [] : [{ run: id, scope: wholeRun, text }];
  }
  return missed.flatMap((each) =>
    each.criterion.reason === undefined ? [] : [{ run: id, scope: each.id, text: each.criterion.reason }],
  );
}

/** Analyses for programs. Members are a stable contract (docs of the terminal): they are added to, and never renamed. */
import type { Cluster } from '../../analysis/clusters/clusters.ts';
import { decisive, type BatchComparison } from '../../analysis/compare/batches.ts';
import type { Fork } from '../../analysis/forks/forks.ts';
import type { ForkOfTwo, ForksOfTwo } from '../../analysis/forks/forksOfTwo.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { BatchReport } from './batchReport.ts';
import { ownId } from './batchReport.ts';
import { methodOf } from './method.ts';

export function batchJson(report: BatchReport): object {
  const { stats, clusters, contrasts, forks, disagreements, compared, settings } = report;
  const { counts, rate, rateErrorsFailed, errors, inARow, unfinished } = stats;
  const names = new Map(stats.criteria.map(({ id, name }) => [id, name]));
  const criteria = stats.criteria.map(({ name, text, rate: own, noVerdict, health, failsWith }) => ({
    ...{ name, text, rate: own, noVerdict, health },
    failsWith: failsWith.map((id) => names.get(id) ?? id),
  }));
  const measures = Object.fromEntries(
    Object.entries(stats.measures).map(([key, measure]) => [key, { ...measure, values: undefined }]),
  );
  return {
    ...{ counts, rate, rateErrorsFailed: rateErrorsFailed ?? null, errors, inARow, criteria, measures },
    clusters: clusters.map((each) => ({ ...clusterJson(each), contrast: contrasts.get(each.id) ?? [] })),
    forks: { deciding: forks.deciding ? forkJson(forks.deciding) : null, forks: forks.forks.map(forkJson) },
    disagreements: disagreements.map(({ criterion, met, notMet, similarity }) => ({
      criterion: criterion?.name ?? null,
      ...{ met: met.map(ownId), notMet: notMet.map(ownId), similarity },
    })),
    ...{ unfinished, change: compared?.rate ?? null, matched: compared?.matched ?? null },
    decisive: compared ? decisive(compared) : null,
    method: methodOf(settings),
  };
}

/** @param forks where runs of both part, if that was looked for */
export function comparisonJson(
  found: BatchComparison,
  settings: AnalysisSettings,
  forks?: ForksOfTwo,
): object {
  const { comparability, rate, matched, errors, criteria, measures, clusters, runsNeeded } = found;
  return {
    ...{ comparability, rate, matched, decisive: decisive(found), errors },
    criteria: criteria.map((criterion) => ({ ...criterion, id: undefined })),
    measures,
    clusters: {
      added: clusters.added.map(clusterJson),
      known: clusters.known.map(clusterJson),
      gone: clusters.gone.map(clusterJson),
    },
    ...(forks ? { forks: forks.forks.map(forkOfTwoJson) } : {}),
    ...{ runsNeeded, method: methodOf(settings) },
  };
}

function clusterJson({ id, kind, title, why, runs, reasons }: Cluster): object {
  return {
    ...{ id, kind, title, why, count: runs.length, runs: runs.map(ownId) },
    reasons: reasons.map((reason) => ({
      ...{ id: reason.id, title: reason.title, count: reason.runs.length, runs: reason.runs.map(ownId) },
    })),
  };
}

function forkJson({ turn, by, branches, p, q }: Fork): object {
  return {
    turn,
    by,
    branches: branches.map((each) => ({ ...each, runs: each.runs.map(ownId), example: ownExample(each) })),
    p,
    q,
  };
}

function forkOfTwoJson({ branches, ...fork }: ForkOfTwo): object {
  return { ...fork, branches: branches.map((each) => ({ ...each, example: ownExample(each) })) };
}

function ownExample({ example }: Pick<Fork['branches'][number], 'example'>): object {
  return { run: ownId(example.run), turn: example.turn };
}

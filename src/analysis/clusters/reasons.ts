import { sameItems } from '../../core/kit/sameItems.ts';
import type { RunId } from '../batch/runsInOrder.ts';
import { compareText } from '../batch/runsInOrder.ts';
import type { Template } from './templates.ts';
import { templatesIn, templateTitle } from './templates.ts';

/** Runs whose judges wrote the same. */
export interface ReasonCluster {
  readonly id: string;
  readonly kind: 'reason';
  /** `null`: of the run as a whole. */
  readonly criterion: string | null;
  readonly title: string;
  readonly why: string;
  readonly runs: readonly RunId[];
}

/** What a judge wrote of a run. */
export interface Reason {
  readonly run: RunId;
  /** A criterion's id, or {@link wholeRun}. */
  readonly scope: string;
  readonly text: string;
  /** The text without what parts one from the next. */
  readonly masked: string;
}

export const wholeRun = 'run';

/** The templates of an earlier batch by their scope. */
export type KnownReasons = ReadonlyMap<string, readonly Template[]>;

type Wording = Omit<ReasonCluster, 'runs'>;

interface FoundScope {
  readonly all: readonly Reason[];
  readonly known: readonly Template[] | undefined;
  readonly templates: readonly Template[];
  /** One for each template. */
  readonly wordings: readonly Wording[];
}

export interface FoundReasons {
  readonly templates: KnownReasons;
  readonly scopes: ReadonlyMap<string, FoundScope>;
  /** Scopes in which not all is as it was the last time. */
  readonly anew: ReadonlySet<string>;
  /** The largest first. */
  readonly reasonsOf: (runs: readonly RunId[]) => ReasonCluster[];
}

/**
 * Templates are mined over all failed runs of the batch, so that one wording has one id in every cluster.
 * @param before what was found in the batch as it was before
 */
export function reasonsByRun(
  reasons: readonly Reason[],
  known: KnownReasons,
  before: FoundReasons['scopes'] = new Map(),
): FoundReasons {
  const byRun = new Map<RunId, Wording[]>();
  const templates = new Map<string, readonly Template[]>();
  const scopes = new Map<string, FoundScope>();
  const anew = new Set<string>();
  for (const [scope, all] of Map.groupBy(reasons, (reason) => reason.scope)) {
    const last = before.get(scope);
    const isSame = last && last.known === known.get(scope) && sameItems(last.all, all);
    const found = isSame ? last : findIn(scope, all, known.get(scope));
    if (!isSame) anew.add(scope);
    scopes.set(scope, found);
    templates.set(scope, found.templates);
    found.templates.forEach(({ members }, at) => {
      const wording = found.wordings[at];
      for (const member of members) {
        const run = all[member]?.run ?? '';
        const own = byRun.get(run) ?? [];
        byRun.set(run, own);
        if (wording) own.push(wording);
      }
    });
  }
  return { templates, scopes, anew, reasonsOf: (runs) => reasonsOf(runs, byRun) };
}

function findIn(scope: string, all: readonly Reason[], known: readonly Template[] | undefined): FoundScope {
  const templates = templatesIn(all, scope, known);
  const wordings = templates.map((template): Wording => ({
    ...{ id: template.id, kind: 'reason', criterion: scope === wholeRun ? null : scope },
    ...{ title: templateTitle(template), why: 'Reasons of one wording, names and numbers aside.' },
  }));
  return { all, known, templates, wordings };
}

function reasonsOf(runs: readonly RunId[], byRun: ReadonlyMap<RunId, readonly Wording[]>): ReasonCluster[] {
  const runsOf = new Map<Wording, RunId[]>();
  for (const run of runs) {
    for (const wording of byRun.get(run) ?? []) {
      const own = runsOf.get(wording) ?? [];
      runsOf.set(wording, own);
      own.push(run);
    }
  }
  return [...runsOf]
    .map(([wording, own]) => ({ ...wording, runs: own }))
    .sort((a, b) => b.runs.length - a.runs.length || compareText(a.id, b.id));
}

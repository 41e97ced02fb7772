import { sameItems } from '../../core/kit/sameItems.ts';
import { t } from '../../core/kit/l10n.ts';
import type { RunId } from '../batch/runsInOrder.ts';
import { compareText } from '../batch/runsInOrder.ts';
import type { Work } from '../slices.ts';
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
  readonly wordingOf: ReadonlyMap<RunId, Wording>;
}

export interface FoundReasons {
  readonly templates: KnownReasons;
  readonly scopes: ReadonlyMap<string, FoundScope>;
  /** Runs whose reasons are not in the same groups as before. */
  readonly moved: ReadonlySet<RunId>;
}

/**
 * Templates are mined over all failed runs of the batch, so that one wording has one id in every cluster.
 * @param before what was found in the batch as it was before
 */
export function* reasonsByRun(
  reasons: readonly Reason[],
  known: KnownReasons,
  before: FoundReasons['scopes'] = new Map(),
): Work<FoundReasons> {
  const scopes = new Map<string, FoundScope>();
  const moved = new Set<RunId>();
  for (const [scope, all] of Map.groupBy(reasons, (reason) => reason.scope)) {
    const last = before.get(scope);
    const isSame = last && last.known === known.get(scope) && sameItems(last.all, all);
    const found = isSame ? last : yield* findIn(scope, all, known.get(scope), last);
    scopes.set(scope, found);
    if (isSame) continue;
    yield;
    for (const [run, wording] of found.wordingOf) if (last?.wordingOf.get(run) !== wording) moved.add(run);
  }
  const templates = new Map([...scopes].map(([scope, found]) => [scope, found.templates]));
  return { templates, scopes, moved };
}

function* findIn(
  scope: string,
  all: readonly Reason[],
  known: readonly Template[] | undefined,
  last: FoundScope | undefined,
): Work<FoundScope> {
  const templates = yield* templatesIn(all, scope, known);
  const before = new Map([...(last?.wordingOf.values() ?? [])].map((wording) => [wording.id, wording]));
  const wordingOf = new Map<RunId, Wording>();
  for (const template of templates) {
    const { id, members } = template;
    const title = templateTitle(template);
    const same = before.get(id);
    const wording: Wording =
      same?.title === title
        ? same
        : {
            ...{ id, kind: 'reason', criterion: scope === wholeRun ? null : scope, title },
            why: t('Reasons of one wording, names and numbers aside.'),
          };
    for (const member of members) wordingOf.set(all[member]?.run ?? '', wording);
  }
  return { all, known, templates, wordingOf };
}

/** What judges wrote of runs that all missed the same, the largest group first. @param criteria ids of what they missed */
export function reasonsOf(
  runs: readonly RunId[],
  criteria: readonly string[],
  { scopes }: Pick<FoundReasons, 'scopes'>,
): ReasonCluster[] {
  const runsOf = new Map<Wording, RunId[]>();
  for (const scope of criteria.length > 0 ? criteria : [wholeRun]) {
    const wordingOf = scopes.get(scope)?.wordingOf;
    for (const run of runs) {
      const wording = wordingOf?.get(run);
      if (!wording) continue;
      const own = runsOf.get(wording) ?? [];
      runsOf.set(wording, own);
      own.push(run);
    }
  }
  return [...runsOf]
    .map(([wording, own]) => ({ ...wording, runs: own }))
    .sort((a, b) => b.runs.length - a.runs.length || compareText(a.id, b.id));
}

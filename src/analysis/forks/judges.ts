/**
 * Where the judge disagrees with itself (docs/analysis.md 6.9): runs whose conversations are nearly the same, turn by turn,
 * and whose verdicts are not. Tells a flaky judge from a flaky agent.
 */
import { plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import type { Run, RunItem } from '../../core/run/run.ts';
import { likeness, TurnReader, type ComparedTurn } from '../align/turnWords.ts';
import { criterionIds } from '../batch/criteria.ts';
import type { RunId } from '../batch/runsInOrder.ts';
import { compareText, inOrder, isRun, runIdOf } from '../batch/runsInOrder.ts';
import { thresholds } from '../settings.ts';
import type { Work } from '../slices.ts';

export interface Disagreement {
  /** Of which the verdicts differ; `null`: of the run as a whole. */
  readonly criterion: { readonly id: string; readonly name: string } | null;
  /** Runs of nearly the same conversation, by what was said of them. */
  readonly met: readonly RunId[];
  readonly notMet: readonly RunId[];
  /** How alike the two least alike turns at one place are, 0.9..1. */
  readonly similarity: number;
}

/** Those of the most runs first. Runs with an error, without a verdict or without turns are not compared. */
export function* disagreementsOf(items: readonly RunItem[]): Work<Disagreement[]> {
  const groups = yield* sameConversations(inOrder(items).filter(isRun).filter(isJudged));
  return groups
    .flatMap(disagreementsIn)
    .sort(
      (a, b) =>
        b.met.length + b.notMet.length - a.met.length - a.notMet.length ||
        compareText(a.criterion?.name ?? '', b.criterion?.name ?? '') ||
        compareText(a.met[0] ?? '', b.met[0] ?? ''),
    );
}

/** `The judge disagrees with itself on “Polite”: of 3 runs that are nearly the same, 1 met it and 2 did not.` */
export function disagreementWords({ criterion, met, notMet }: Disagreement): string {
  const runs = plural(met.length + notMet.length, 'run');
  return criterion
    ? t(
        'The judge disagrees with itself on “{0}”: of {1} that are nearly the same, {2} met it and {3} did not.',
        ...[criterion.name, runs, met.length, notMet.length],
      )
    : t(
        'The judge disagrees with itself: of {0} that are nearly the same, {1} passed and {2} failed.',
        ...[runs, met.length, notMet.length],
      );
}

function isJudged(run: Run): boolean {
  const outcome = outcomeOf(run);
  return (outcome === 'passed' || outcome === 'failed') && (run.turns ?? []).length > 0;
}

interface Conversation {
  readonly turns: readonly ComparedTurn[];
  readonly runs: Run[];
  similarity: number;
}

/** Each run goes with the first one before it that it is nearly the same as. */
function* sameConversations(runs: readonly Run[]): Work<Conversation[]> {
  const reader = new TurnReader();
  const byLength = new Map<number, Conversation[]>();
  for (const run of runs) {
    const turns = yield* reader.read(run.turns ?? []);
    const known = byLength.get(turns.length) ?? [];
    byLength.set(turns.length, known);
    const found = known
      .map((conversation) => ({ conversation, similarity: leastAlike(conversation.turns, turns) }))
      .find(({ similarity }) => similarity >= thresholds.sameConversation);
    if (found) {
      found.conversation.runs.push(run);
      found.conversation.similarity = Math.min(found.conversation.similarity, found.similarity);
    } else known.push({ turns, runs: [run], similarity: 1 });
    yield;
  }
  return [...byLength.values()].flat().filter((conversation) => conversation.runs.length > 1);
}

/** 0 as soon as two turns are not nearly the same. */
function leastAlike(a: readonly ComparedTurn[], b: readonly ComparedTurn[]): number {
  let least = 1;
  for (const [index, turn] of a.entries()) {
    const other = b[index];
    const alike = other ? likeness(turn, other) : 0;
    if (alike < thresholds.sameConversation) return 0;
    least = Math.min(least, alike);
  }
  return least;
}

function disagreementsIn({ runs, similarity }: Conversation): Disagreement[] {
  const said = new Map<string, Said>();
  const say = (key: string, criterion: Said['criterion'], run: Run, met: boolean) => {
    const own = said.get(key) ?? { criterion, met: [], notMet: [] };
    said.set(key, own);
    (met ? own.met : own.notMet).push(runIdOf(run.ref));
  };
  for (const run of runs) {
    say('', null, run, outcomeOf(run) === 'passed');
    const ids = criterionIds(run.criteria);
    run.criteria.forEach(({ name, met }, index) => {
      const id = ids[index] ?? '';
      if (met !== 'notReported') say(id, { id, name }, run, met === 'met');
    });
  }
  const found = [...said.values()].filter(({ met, notMet }) => met.length > 0 && notMet.length > 0);
  // Where the criteria say on what, the verdict of the whole only repeats it.
  const onCriteria = found.filter(({ criterion }) => criterion !== null);
  return (onCriteria.length > 0 ? onCriteria : found).map((each) => ({ ...each, similarity }));
}

interface Said {
  readonly criterion: { readonly id: string; readonly name: string } | null;
  readonly met: RunId[];
  readonly notMet: RunId[];
}

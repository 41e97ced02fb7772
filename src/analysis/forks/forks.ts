/**
 * Where the runs of a batch part, and whether who passed goes one way and who failed another (docs/analysis.md 3.4). That
 * runs part is normal; only the forks that go with the outcome say something.
 */
import { outcomeOf } from '../../core/run/outcome.ts';
import type { RunItem } from '../../core/run/run.ts';
import { stepAt, stepsOf, type Steps } from '../align/steps.ts';
import type { RunId } from '../batch/runsInOrder.ts';
import { inOrder, isRun, runIdOf } from '../batch/runsInOrder.ts';
import { unitOf } from '../batch/unit.ts';
import type { Work } from '../slices.ts';
import { withoutFalseAlarms } from '../stats/falseAlarms.ts';
import { fisher } from '../stats/fisher.ts';
import { Parter, type PartedBy } from './partition.ts';

export interface Branch {
  readonly runs: readonly RunId[];
  /** The first of these runs, with its turn at the fork; the number of its turns where it has ended. */
  readonly example: { readonly run: RunId; readonly turn: number };
  readonly passed: number;
  readonly failed: number;
  /** What the example does there: the tools it calls, or the beginning of what it says; `null` where it has ended. */
  readonly words: string | null;
}

export interface Fork {
  /** Index of the turn in the first run that came here, from 0. */
  readonly turn: number;
  readonly by: PartedBy;
  /** The largest first. */
  readonly branches: readonly Branch[];
  /**
   * Whether a branch goes with the outcome: the smallest of Fisher's mid-P of each branch against the others, times
   * the number of branches where there are more than two. `null` with fewer than two branches that were judged.
   */
  readonly p: number | null;
  /** The p as one of all forks. */
  readonly q: number | null;
}

export interface Forks {
  /** In the order of the way: the first fork of all runs, then those within its branches. */
  readonly forks: readonly Fork[];
  /** The fork that goes with the outcome most; `undefined` where none can be tested. */
  readonly deciding: Fork | undefined;
  /** Runs with a verdict and a transcript: only they are looked at. */
  readonly runs: number;
  readonly withoutTranscript: number;
}

/** @param threshold word Dice under which two turns say another thing */
export function* forksOf(items: readonly RunItem[], threshold: number): Work<Forks> {
  const judged = inOrder(items).flatMap((item) => {
    const outcome = isRun(item) ? outcomeOf(item) : undefined;
    return isRun(item) && (outcome === 'passed' || outcome === 'failed')
      ? [{ item, passed: outcome === 'passed' }]
      : [];
  });
  const walkers: Walker[] = [];
  for (const { item, passed } of judged) {
    if (!item.turns || item.turns.length === 0) continue;
    walkers.push({ id: runIdOf(item.ref), passed, steps: stepsOf(item.turns), unit: unitOf(item) });
    yield;
  }
  const found: Omit<Fork, 'q'>[] = [];
  yield* walk(walkers, new Parter(threshold), found);
  const qs = withoutFalseAlarms(found.map(({ p }) => p));
  const forks = found.map((fork, index): Fork => ({ ...fork, q: qs[index] ?? null }));
  return {
    forks,
    deciding: decidingOf(forks),
    runs: walkers.length,
    withoutTranscript: judged.length - walkers.length,
  };
}

interface Walker {
  readonly id: RunId;
  readonly passed: boolean;
  readonly steps: Steps;
  readonly unit: string | undefined;
}

/**
 * Goes on with all runs that are together until they part, then with each branch. Runs that tried other tests or tasks
 * were never together: that they say other things decides nothing.
 */
function* walk(all: readonly Walker[], parter: Parter, found: Omit<Fork, 'q'>[]): Work<undefined> {
  const together = [...Map.groupBy(all, ({ unit }) => unit).values()];
  const waiting = together.map((runs): { runs: readonly Walker[]; at: number } => ({ runs, at: 0 }));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { runs } = next;
    const longest = Math.max(0, ...runs.map(({ steps }) => steps.steps.length));
    for (let { at } = next; at < longest && runs.length > 1; at++) {
      const parted = yield* parter.part(runs, at);
      yield;
      if (!parted) continue;
      const branches = parted.parts.map((part) => branchOf(part, at, parted.by));
      const [first] = runs;
      found.push({
        turn: first ? turnAt(first.steps, at, parted.by) : 0,
        by: parted.by,
        branches: branches.toSorted((a, b) => b.runs.length - a.runs.length),
        p: testOf(branches),
      });
      // By its tools a branch is one; its words at this place may part it still.
      const from = parted.by === 'wording' ? at + 1 : at;
      waiting.push(...parted.parts.map((part) => ({ runs: part, at: from })));
      break;
    }
  }
  return undefined;
}

function branchOf(part: readonly Walker[], at: number, by: PartedBy): Branch {
  const [first] = part;
  const passed = part.filter((walker) => walker.passed).length;
  return {
    runs: part.map(({ id }) => id),
    example: { run: first?.id ?? '', turn: first ? turnAt(first.steps, at, by) : 0 },
    ...{ passed, failed: part.length - passed },
    words: first ? wordsAt(first.steps, at, by) : null,
  };
}

function turnAt(steps: Steps, at: number, by: PartedBy): number {
  const step = stepAt(steps, at);
  return by === 'wording' ? step.turn : (step.calls[0]?.turn ?? step.turn);
}

const longestWords = 200;

function wordsAt(steps: Steps, at: number, by: PartedBy): string | null {
  const { calls, text } = stepAt(steps, at);
  if (by === 'wording' || calls.length === 0) return text?.slice(0, longestWords).toWellFormed() ?? null;
  const words = calls.map((call) => (by === 'arguments' ? `${call.name} ${call.arguments}` : call.name));
  return words.join(', ').slice(0, longestWords).toWellFormed();
}

/**
 * Whether a branch goes with the outcome: the smallest of Fisher's mid-P of each branch against the others, times the
 * number of branches where there are more than two. `null` with fewer than two branches.
 */
export function testOf(branches: readonly Pick<Branch, 'passed' | 'failed'>[]): number | null {
  if (branches.length < 2) return null;
  const passed = branches.reduce((sum, branch) => sum + branch.passed, 0);
  const failed = branches.reduce((sum, branch) => sum + branch.failed, 0);
  const ps = branches.map(
    (branch) => fisher(branch.passed, branch.failed, passed - branch.passed, failed - branch.failed).midP,
  );
  const tests = branches.length > 2 ? branches.length : 1;
  return Math.min(1, tests * Math.min(...ps));
}

/** The smallest p; of equals the one that comes first, since what follows it may follow from it. */
function decidingOf(forks: readonly Fork[]): Fork | undefined {
  let best: Fork | undefined;
  for (const fork of forks) {
    if (fork.p === null) continue;
    if (best?.p === undefined || best.p === null || fork.p < best.p - 1e-12) best = fork;
  }
  return best;
}

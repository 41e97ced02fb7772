/**
 * Where the runs of two batches part, walked together, so that a branch is the same way in both: whether it goes with
 * the outcome in each, and whether the second batch goes other ways than the first (docs/analysis.md, view C).
 */
import { outcomeOf } from '../../core/run/outcome.ts';
import type { RunItem } from '../../core/run/run.ts';
import { isRun, runIdOf, type RunId } from '../batch/runsInOrder.ts';
import type { Work } from '../slices.ts';
import { withoutFalseAlarms } from '../stats/falseAlarms.ts';
import { forksOf, testOf, type Branch, type Fork } from './forks.ts';
import { fewestRuns, largestQ } from './words.ts';

export interface ForkOfTwo {
  readonly turn: number;
  readonly by: Fork['by'];
  /** The largest first. */
  readonly branches: readonly BranchOfTwo[];
  /** Of the first batch, and of the second. */
  readonly sides: readonly [SideOfFork, SideOfFork];
  /** Whether the batches go other ways: q over all forks; `null` where one of them has no run here. */
  readonly between: number | null;
}

export interface BranchOfTwo extends Pick<Branch, 'example' | 'words'> {
  readonly sides: readonly [Judged, Judged];
}

export interface Judged {
  readonly passed: number;
  readonly failed: number;
}

export interface SideOfFork {
  readonly runs: number;
  /** Whether a branch goes with the outcome in this batch: q over all its forks; `null` where there is nothing to test. */
  readonly q: number | null;
  /** It does, more than chance would. */
  readonly separates: boolean;
}

export interface ForksOfTwo {
  /** In the order of the way. */
  readonly forks: readonly ForkOfTwo[];
  /** Runs with a verdict and without a transcript, in both. */
  readonly withoutTranscript: number;
  /** Runs that were walked, in both. */
  readonly runs: number;
}

/** @param threshold word Dice under which two turns say another thing */
export function* forksOfTwo(
  first: readonly RunItem[],
  second: readonly RunItem[],
  threshold: number,
): Work<ForksOfTwo> {
  const { forks, runs, withoutTranscript } = yield* forksOf([...first, ...second], threshold);
  const passed = new Set(
    [...first, ...second].flatMap((item) =>
      isRun(item) && outcomeOf(item) === 'passed' ? [runIdOf(item.ref)] : [],
    ),
  );
  const ofFirst = new Set(first.map(({ ref }) => runIdOf(ref)));
  const counted = forks.map(({ turn, by, branches }) => ({
    ...{ turn, by },
    branches: branches.map(({ example, words, runs: own }): BranchOfTwo => {
      const side = (isFirst: boolean) =>
        judged(
          own.filter((run) => ofFirst.has(run) === isFirst),
          passed,
        );
      return { example, words, sides: [side(true), side(false)] };
    }),
  }));
  const qsOf = (side: 0 | 1) =>
    withoutFalseAlarms(counted.map(({ branches }) => testOfTaken(branches.map(({ sides }) => sides[side]))));
  const [before, now] = [qsOf(0), qsOf(1)];
  const between = withoutFalseAlarms(counted.map(({ branches }) => testBetween(branches)));
  return {
    forks: counted.map((fork, index) => {
      const side = (which: 0 | 1, q: number | null): SideOfFork => {
        const all = fork.branches.reduce((sum, { sides }) => sum + sizeOf(sides[which]), 0);
        return { runs: all, q, separates: q !== null && q <= largestQ && all >= fewestRuns };
      };
      const sides = [side(0, before[index] ?? null), side(1, now[index] ?? null)] as const;
      return { ...fork, sides, between: between[index] ?? null };
    }),
    ...{ runs, withoutTranscript },
  };
}

/** Whether the batches go other ways there, more than chance would. */
export function goesOtherWays({ between, sides }: ForkOfTwo): boolean {
  return between !== null && between <= largestQ && sides.every(({ runs }) => runs >= fewestRuns);
}

function judged(runs: readonly RunId[], passed: ReadonlySet<RunId>): Judged {
  const count = runs.filter((run) => passed.has(run)).length;
  return { passed: count, failed: runs.length - count };
}

function sizeOf({ passed, failed }: Judged): number {
  return passed + failed;
}

/** Of the branches that any run of the batch took. */
function testOfTaken(branches: readonly Judged[]): number | null {
  return testOf(branches.filter((branch) => sizeOf(branch) > 0));
}

function testBetween(branches: readonly BranchOfTwo[]): number | null {
  const counts = branches.map(({ sides: [a, b] }) => ({ passed: sizeOf(a), failed: sizeOf(b) }));
  const hasBoth = counts.some(({ passed }) => passed > 0) && counts.some(({ failed }) => failed > 0);
  return hasBoth ? testOf(counts) : null;
}

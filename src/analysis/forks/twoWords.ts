import { formatCount } from '../../core/kit/format.ts';
import { goesOtherWays, type ForkOfTwo, type Judged, type SideOfFork } from './forksOfTwo.ts';
import { fewestRuns, wayWords } from './words.ts';

/** `Turn 6, by wording`. */
export function forkTitle({ turn, by }: Pick<ForkOfTwo, 'turn' | 'by'>): string {
  const how = { tool: 'by tool', arguments: "by a tool's arguments", wording: 'by wording' }[by];
  return `Turn ${formatCount(turn + 1)}, ${how}`;
}

/** Whether the fork goes with the outcome in one of the batches. */
export function sideWords({ runs, separates }: SideOfFork): string {
  if (separates) return 'separates passed from failed';
  if (runs === 0) return 'no run came here';
  return runs < fewestRuns ? 'too few runs to tell' : 'no clear link to the outcome';
}

/** `5 of 6 passed`; `no run`. */
export function judgedWords({ passed, failed }: Judged): string {
  return passed + failed === 0
    ? 'no run'
    : `${formatCount(passed)} of ${formatCount(passed + failed)} passed`;
}

/** One line: each way with its runs before and now, and what it says in each. */
export function forkOfTwoWords(fork: ForkOfTwo): string {
  const ways = fork.branches.map((branch) => {
    const [before, now] = branch.sides;
    return `${wayWords(branch, fork.by)}: ${judgedWords(before)} before, ${judgedWords(now)} now`;
  });
  const [before, now] = fork.sides;
  const other = goesOtherWays(fork) ? '; runs now go other ways' : '';
  return `${forkTitle(fork)}: before ${sideWords(before)}, now ${sideWords(now)}${other}. ${ways.join('; ')}.`;
}

/** Those first that say something, then the clearest; as many as asked for, in the order of the way. */
export function tellingForks(forks: readonly ForkOfTwo[], most: number): ForkOfTwo[] {
  const clearest = ({ sides, between }: ForkOfTwo) =>
    Math.min(...[...sides.map(({ q }) => q), between].map((q) => q ?? 2));
  const says = (fork: ForkOfTwo) => fork.sides.some(({ separates }) => separates) || goesOtherWays(fork);
  const chosen = new Set(
    forks.toSorted((a, b) => Number(says(b)) - Number(says(a)) || clearest(a) - clearest(b)).slice(0, most),
  );
  return forks.filter((fork) => chosen.has(fork));
}

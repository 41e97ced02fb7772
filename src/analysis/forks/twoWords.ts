import { formatCount } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { semicolons, sentence, sentences } from '../../core/kit/punctuation.ts';
import { goesOtherWays, type ForkOfTwo, type Judged, type SideOfFork } from './forksOfTwo.ts';
import { fewestRuns, wayWords } from './words.ts';

/** `Turn 6, by wording`. */
export function forkTitle({ turn, by }: Pick<ForkOfTwo, 'turn' | 'by'>): string {
  const number = formatCount(turn + 1);
  if (by === 'tool') return t('Turn {0}, by tool', number);
  return by === 'arguments'
    ? t("Turn {0}, by a tool's arguments", number)
    : t('Turn {0}, by wording', number);
}

/** Whether the fork goes with the outcome in one of the batches. */
export function sideWords({ runs, separates }: SideOfFork): string {
  if (separates) return t('separates passed from failed');
  if (runs === 0) return t('no run came here');
  return runs < fewestRuns ? t('too few runs to tell') : t('no clear link to the outcome');
}

/** `5 of 6 passed`; `no run`. */
export function judgedWords({ passed, failed }: Judged): string {
  return passed + failed === 0
    ? t('no run')
    : t('{0} of {1} passed', formatCount(passed), formatCount(passed + failed));
}

/** One line: each way with its runs before and now, and what it says in each. */
export function forkOfTwoWords(fork: ForkOfTwo): string {
  const ways = fork.branches.map((branch) => {
    const [before, now] = branch.sides;
    return t('{0}: {1} before, {2} now', wayWords(branch, fork.by), judgedWords(before), judgedWords(now));
  });
  const [before, now] = fork.sides;
  const values = [forkTitle(fork), sideWords(before), sideWords(now)];
  const sides = goesOtherWays(fork)
    ? t('{0}: before {1}, now {2}; runs now go other ways.', ...values)
    : t('{0}: before {1}, now {2}.', ...values);
  return sentences([sides, sentence(semicolons(ways))]);
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

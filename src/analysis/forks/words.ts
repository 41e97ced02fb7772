import { formatCount, plural } from '../../core/kit/format.ts';
import type { Branch, Fork } from './forks.ts';

/** Few runs on a fork tell nothing, however they part. */
export const fewestRuns = 5;
export const largestQ = 0.05;
const mostBranches = 4;
const longestQuote = 60;

/**
 * `Turn 6 separates: 6 runs say “Which number?”, 5 pass; 4 say “A refund”, 0 pass.` Where it may be chance, it says
 * so first.
 */
export function forkWords(fork: Fork): string {
  const shown = fork.branches.slice(0, mostBranches).map((branch) => branchWords(branch, fork.by));
  const rest = fork.branches.slice(mostBranches);
  const others = rest.flatMap(({ runs }) => runs).length;
  const passed = rest.reduce((sum, branch) => sum + branch.passed, 0);
  const more = others > 0 ? [`${plural(others, 'run')} in other ways, ${formatCount(passed)} pass`] : [];
  return `${forkHead(fork)}: ${[...shown, ...more].join('; ')}.`;
}

/** Whether the fork goes with the outcome more than chance would. */
export function separates({ q, branches }: Fork): boolean {
  return (
    q !== null && q <= largestQ && branches.reduce((sum, { runs }) => sum + runs.length, 0) >= fewestRuns
  );
}

/** `Turn 6 separates`, or that it may be chance; no word of a run is in it. */
export function forkHead(fork: Fork): string {
  const turn = `Turn ${formatCount(fork.turn + 1)}`;
  if (separates(fork)) return `${turn} separates`;
  const runs = fork.branches.reduce((sum, branch) => sum + branch.runs.length, 0);
  return runs < fewestRuns
    ? `${turn} parts them, with too few runs to tell whether that decides`
    : `${turn} parts them, with no clear link to the outcome`;
}

function branchWords({ runs, words, passed }: Branch, by: Fork['by']): string {
  const count = plural(runs.length, 'run');
  const one = runs.length === 1;
  const does =
    words === null
      ? one
        ? 'ends'
        : 'end'
      : by === 'wording'
        ? `${one ? 'says' : 'say'} “${quote(words)}”`
        : words === ''
          ? `${one ? 'calls' : 'call'} no tool`
          : `${one ? 'calls' : 'call'} ${quote(words)}`;
  return `${count} ${does}, ${formatCount(passed)} ${passed === 1 ? 'passes' : 'pass'}`;
}

/** What a branch does at its fork, without saying how many do: `“Which number?”`, `find_order`. */
export function wayWords({ words }: Pick<Branch, 'words'>, by: Fork['by']): string {
  if (words === null) return 'The end';
  if (by === 'wording') return `“${quote(words)}”`;
  return words === '' ? 'No tool' : quote(words);
}

function quote(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  return line.length <= longestQuote
    ? line
    : `${line
        .slice(0, longestQuote - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

import { formatCount, plural } from '../../core/kit/format.ts';
import { counted, t } from '../../core/kit/l10n.ts';
import { commas, inQuotes, semicolons, sentence } from '../../core/kit/punctuation.ts';
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
  const more =
    others > 0 ? [t('{0} in other ways, {1} pass', plural(others, 'run'), formatCount(passed))] : [];
  return sentence(`${forkHead(fork)}: ${semicolons([...shown, ...more])}`);
}

/** Whether the fork goes with the outcome more than chance would. */
export function separates({ q, branches }: Fork): boolean {
  return (
    q !== null && q <= largestQ && branches.reduce((sum, { runs }) => sum + runs.length, 0) >= fewestRuns
  );
}

/** `Turn 6 separates`, or that it may be chance; no word of a run is in it. */
export function forkHead(fork: Fork): string {
  const turn = formatCount(fork.turn + 1);
  if (separates(fork)) return t('Turn {0} separates', turn);
  const runs = fork.branches.reduce((sum, branch) => sum + branch.runs.length, 0);
  return runs < fewestRuns
    ? t('Turn {0} parts them, with too few runs to tell whether that decides', turn)
    : t('Turn {0} parts them, with no clear link to the outcome', turn);
}

function branchWords({ runs, words, passed }: Branch, by: Fork['by']): string {
  const { length } = runs;
  const pass = counted(passed, '{0} passes', '{0} pass', formatCount(passed));
  return commas([doneWords(length, words, by), pass]);
}

function doneWords(runs: number, words: string | null, by: Fork['by']): string {
  const count = formatCount(runs);
  if (words === null) return counted(runs, '{0} run ends', '{0} runs end', count);
  if (by === 'wording') return counted(runs, '{0} run says “{1}”', '{0} runs say “{1}”', count, quote(words));
  if (words === '') return counted(runs, '{0} run calls no tool', '{0} runs call no tool', count);
  return counted(runs, '{0} run calls {1}', '{0} runs call {1}', count, quote(words));
}

/** What a branch does at its fork, without saying how many do: `“Which number?”`, `find_order`. */
export function wayWords({ words }: Pick<Branch, 'words'>, by: Fork['by']): string {
  if (words === null) return t('The end');
  if (by === 'wording') return inQuotes(quote(words));
  return words === '' ? t('No tool') : quote(words);
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

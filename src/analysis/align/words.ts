import { formatPercent } from '../../core/kit/format.ts';
import type { Divergence } from './firstSplit.ts';

/**
 * `They go the same way until turn 6 (by wording, 12 % alike).` That they part is normal, and no fault.
 * @param other what the second one is called beside `A`
 */
export function splitWords(found: Divergence, other = 'B'): string {
  if (found.level === 'none') return 'They go the same way from the first turn to the last.';
  const { level, turnA, turnB, similarity } = found;
  const alike = similarity === null ? '' : `, ${formatPercent(similarity * 100)} alike`;
  const way = {
    tool: 'by tool',
    arguments: "by a tool's arguments",
    wording: `by wording${alike}`,
    length: 'one ends',
  };
  const where = turnA === turnB ? `turn ${turnA + 1}` : `turn ${turnA + 1} of A and ${turnB + 1} of ${other}`;
  return `They go the same way until ${where} (${way[level]}).`;
}

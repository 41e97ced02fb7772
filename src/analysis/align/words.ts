import { formatPercent } from '../../core/kit/format.ts';
import { msg, t } from '../../core/kit/l10n.ts';
import type { Divergence } from './firstSplit.ts';

/**
 * `They go the same way until turn 6 (by wording, 12 % alike).` That they part is normal, and no fault.
 * @param other what the second one is called beside `A`
 * @param isNamed whether the two are named, since there are more
 */
export function splitWords(found: Divergence, other = 'B', isNamed = false): string {
  if (found.level === 'none')
    return isNamed
      ? t('A and {0} go the same way from the first turn to the last.', other)
      : t('They go the same way from the first turn to the last.');
  const { level, turnA, turnB, similarity } = found;
  const way =
    level === 'wording' && similarity !== null
      ? t('by wording, {0} alike', formatPercent(similarity * 100))
      : t(ways[level]);
  const where =
    turnA === turnB
      ? t('turn {0}', turnA + 1)
      : t('turn {0} of A and {1} of {2}', turnA + 1, turnB + 1, other);
  return isNamed
    ? t('A and {0} go the same way until {1} ({2}).', other, where, way)
    : t('They go the same way until {0} ({1}).', where, way);
}

const ways = {
  ...{ tool: msg('by tool'), arguments: msg("by a tool's arguments") },
  ...{ wording: msg('by wording'), length: msg('one ends') },
};

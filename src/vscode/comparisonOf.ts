import { t } from '../core/kit/l10n.ts';
import { readComparison, type ComparisonTopic } from '../core/run/topic.ts';
import { showInformation } from './door.ts';

/** The comparison that is named; without an argument, the one whose page has the focus. */
export async function comparisonOf(
  inFront: () => ComparisonTopic | undefined,
  argument: unknown,
): Promise<ComparisonTopic | undefined> {
  if (argument !== undefined) return readComparison(argument);
  const shown = inFront();
  if (!shown) await showInformation(t('Compare two batches or some runs first.'));
  return shown;
}

/** How a criterion's figures read, beside whether it was met. */
import { formatValue } from '../kit/format.ts';
import { t } from '../kit/l10n.ts';
import type { Criterion } from './run.ts';

/** `score 0.4`, `weight 2`, `required`: those that were reported. */
export function criterionWords({
  score,
  weight,
  required,
}: Pick<Criterion, 'score' | 'weight' | 'required'>): string[] {
  return [
    ...(score === undefined ? [] : [t('score {0}', formatValue('number', score))]),
    ...(weight === undefined ? [] : [t('weight {0}', formatValue('number', weight))]),
    ...(required === true ? [t('required')] : []),
  ];
}

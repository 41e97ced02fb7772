/** How a criterion's figures read, beside whether it was met. */
import { formatValue } from '../kit/format.ts';
import type { Criterion } from './run.ts';

/** `score 0.4`, `weight 2`, `required`: those that were reported. */
export function criterionWords({
  score,
  weight,
  required,
}: Pick<Criterion, 'score' | 'weight' | 'required'>): string[] {
  return [
    ...(score === undefined ? [] : [`score ${formatValue('number', score)}`]),
    ...(weight === undefined ? [] : [`weight ${formatValue('number', weight)}`]),
    ...(required === true ? ['required'] : []),
  ];
}

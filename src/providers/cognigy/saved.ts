/** Saved answers of the Simulator: a list of runs with its envelope, or one run (docs/contracts.md A5, A6). */
import { isObject } from '../../core/kit/json.ts';
import type { SavedAnswers } from '../../core/provider/provider.ts';

export const savedAnswers: Omit<SavedAnswers, 'idOf'> = {
  lists: [['data']],
  // Scenarios and simulations share the envelope, `id` and `referenceId`, but none of these.
  claims: (value) =>
    'simulationRunBatchReference' in value ||
    'totalTurns' in value ||
    (isObject(value['metrics']) && 'simulationReference' in value) ||
    ('turns' in value && ('id' in value || 'metrics' in value)),
};

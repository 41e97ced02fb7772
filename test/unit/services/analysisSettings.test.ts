import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysisSettingsOf } from '../../../src/services/analysisSettings.ts';

test('what people chose for the analysis counts, and nonsense does not', () => {
  assert.deepEqual(
    analysisSettingsOf({ erroredRuns: 'failed', confidence: 0.99, similarityThreshold: 0.5 }),
    {
      ...{ erroredRuns: 'failed', confidence: 0.99, similarityThreshold: 0.5 },
    },
  );
  for (const nonsense of [undefined, null, 'all', 0, 1, Number.NaN, {}])
    assert.deepEqual(
      analysisSettingsOf({ erroredRuns: nonsense, confidence: nonsense, similarityThreshold: nonsense }),
      {
        ...{ erroredRuns: 'separate', confidence: 0.95, similarityThreshold: 0.3 },
      },
    );
});

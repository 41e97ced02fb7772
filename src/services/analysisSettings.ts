import { defaultSettings, type AnalysisSettings } from '../analysis/settings.ts';

/** What people chose for the analysis of batches; what is not one of the choices counts as not chosen. */
export function analysisSettingsOf(chosen: {
  readonly erroredRuns: unknown;
  readonly confidence: unknown;
  readonly similarityThreshold: unknown;
}): AnalysisSettings {
  const { erroredRuns, confidence, similarityThreshold } = defaultSettings;
  const threshold = chosen.similarityThreshold;
  return {
    ...defaultSettings,
    erroredRuns: erroredRunsChoices.find((each) => each === chosen.erroredRuns) ?? erroredRuns,
    confidence: confidences.find((each) => each === chosen.confidence) ?? confidence,
    similarityThreshold:
      typeof threshold === 'number' && threshold >= 0.05 && threshold <= 0.95
        ? threshold
        : similarityThreshold,
  };
}

const erroredRunsChoices = ['separate', 'failed'] as const;
const confidences = [0.9, 0.95, 0.99] as const;

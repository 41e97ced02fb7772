/** What formats say of how a run went. */
import { commonFacts, factsFrom, reportedFacts, type FactValue } from '../../../core/run/facts.ts';
import type { Duration, Json, Verdict } from '../../../core/run/run.ts';
import { numberOf, textOf } from '../../../core/kit/json.ts';

export function verdictOf(passed: Json | undefined): Verdict {
  return passed === true ? 'passed' : passed === false ? 'failed' : 'none';
}

/** A reward of 1 is the whole task done; so the benchmarks count that give one. */
export function verdictOfReward(reward: number | undefined): Verdict {
  return reward === undefined ? 'none' : reward >= 1 - 1e-6 ? 'passed' : 'failed';
}

export function factsOf(values: Partial<Record<keyof typeof commonFacts, Json | undefined>>) {
  const figure = (value: Json | undefined): FactValue | undefined => numberOf(value);
  return reportedFacts(
    factsFrom(commonFacts, {
      model: textOf(values.model),
      score: figure(values.score),
      costUsd: figure(values.costUsd),
      tokens: figure(values.tokens),
    }),
  );
}

export function secondsOf(value: Json | undefined): Duration | undefined {
  const raw = numberOf(value);
  return raw === undefined ? undefined : { ms: raw * 1000, raw, assumedUnit: false };
}

/** How figures were made: named in whatever goes out, since figures without their method say little. */
import { formatCount, formatPercent } from '../../core/kit/format.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { thresholds } from '../../analysis/settings.ts';
import { analysisSeed } from '../../analysis/stats/random.ts';
import { clearP, fewestRuns } from '../../analysis/stats/verdict.ts';

export interface Method {
  readonly confidence: number;
  readonly rate: string;
  readonly inARow: string;
  readonly difference: string;
  readonly test: string;
  readonly matched: string;
  readonly criteria: string;
  readonly measures: string;
  readonly groups: string;
  readonly fewestRuns: number;
  readonly clearP: number;
  readonly erroredRuns: AnalysisSettings['erroredRuns'];
  readonly similarityThreshold: number;
  readonly thresholds: typeof thresholds;
  readonly seed: number;
}

export function methodOf({ confidence, erroredRuns, similarityThreshold }: AnalysisSettings): Method {
  return {
    confidence,
    rate: 'Wilson',
    inARow: "pass^k, limits are Wilson's to the power of k",
    difference: 'Newcombe 10',
    test: 'Fisher, two sided, mid-P',
    matched: 'McNemar, mid-P; sign flips where a unit has several runs',
    criteria: 'Benjamini-Hochberg',
    measures: 'median and quartiles; Mann-Whitney, Hodges-Lehmann; means of costs by bootstrap',
    groups: 'code and frame of errors; set of unmet criteria; masked templates of reasons',
    ...{ fewestRuns, clearP, erroredRuns, similarityThreshold, thresholds, seed: analysisSeed },
  };
}

/** The same to read: name and words. */
export function methodRows(settings: AnalysisSettings): (readonly [name: string, words: string])[] {
  const method = methodOf(settings);
  const errored =
    method.erroredRuns === 'failed' ? 'count as failed' : 'are not judged, and counted beside the rate';
  return [
    ['Intervals of rates', `${method.rate}, ${formatPercent(method.confidence * 100)}`],
    ['In a row', method.inARow],
    ['Difference of rates', method.difference],
    ['Test of rates', method.test],
    ['Pairs of the same test or task', method.matched],
    ['Many criteria or measures', method.criteria],
    ['Measures', method.measures],
    ['Failure groups', method.groups],
    ['Errored runs', errored],
    ['No verdict', `under ${formatCount(method.fewestRuns)} judged runs on a side`],
    ['Clear', `p at most ${method.clearP}; probable: at most ${Number((1 - method.confidence).toFixed(2))}`],
    ['Words in common', `from ${method.similarityThreshold} on two turns say the same in other words`],
    [
      'Alike',
      Object.entries(method.thresholds)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    ],
    ['Seed of random draws', String(method.seed)],
  ];
}

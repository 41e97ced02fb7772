/** How figures were made: named in whatever goes out, since figures without their method say little. */
import { formatCount, formatPercent } from '../../core/kit/format.ts';
import { msg, t, type Message } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { thresholds } from '../../analysis/settings.ts';
import { analysisSeed } from '../../analysis/stats/random.ts';
import { clearP, fewestRuns } from '../../analysis/stats/verdict.ts';

/** Data that does not depend on the language; what is a `Message` is said in it by {@link methodRows}. */
export interface Method {
  readonly confidence: number;
  readonly rate: string;
  readonly inARow: Message;
  readonly difference: string;
  readonly test: Message;
  readonly matched: Message;
  readonly criteria: string;
  readonly measures: Message;
  readonly groups: Message;
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
    inARow: msg(
      "pass^k, limits are Wilson's to the power of k; averaged over tests or tasks that were tried several times, limits by seeded bootstrap",
    ),
    difference: 'Newcombe 10',
    test: msg('Fisher, two sided, mid-P'),
    matched: msg('McNemar, mid-P; sign flips where a unit has several runs'),
    criteria: 'Benjamini-Hochberg',
    measures: msg('median and quartiles; Mann-Whitney, Hodges-Lehmann; means of costs by bootstrap'),
    groups: msg('code and frame of errors; set of unmet criteria; masked templates of reasons'),
    ...{ fewestRuns, clearP, erroredRuns, similarityThreshold, thresholds, seed: analysisSeed },
  };
}

/** The same to read: name and words. */
export function methodRows(settings: AnalysisSettings): (readonly [name: string, words: string])[] {
  const method = methodOf(settings);
  const errored =
    method.erroredRuns === 'failed' ? t('count as failed') : t('are not judged, and counted beside the rate');
  return [
    [t('Intervals of rates'), commas([method.rate, formatPercent(method.confidence * 100)])],
    [t('In a row'), t(method.inARow)],
    [t('Difference of rates'), method.difference],
    [t('Test of rates'), t(method.test)],
    [t('Pairs of the same test or task'), t(method.matched)],
    [t('Many criteria or measures'), method.criteria],
    [t('Measures'), t(method.measures)],
    [t('Failure groups'), t(method.groups)],
    [t('Errored runs'), errored],
    [t('No verdict'), t('under {0} judged runs on a side', formatCount(method.fewestRuns))],
    [
      t('Clear'),
      t('p at most {0}; probable: at most {1}', method.clearP, Number((1 - method.confidence).toFixed(2))),
    ],
    [
      t('Words in common'),
      t('from {0} on two turns say the same in other words', method.similarityThreshold),
    ],
    [t('Alike'), commas(Object.entries(method.thresholds).map(([name, value]) => `${name} ${value}`))],
    [t('Seed of random draws'), String(method.seed)],
  ];
}

/** Where runs errored there are two rates, and both are said: without errored runs, and with them as failed ones. */
import { t } from '../../core/kit/l10n.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { Rate } from '../stats/rate.ts';
import { rateWords } from '../words.ts';
import type { BatchStats } from './batch.ts';

type Rates = Pick<BatchStats, 'rate' | 'rateErrorsFailed'>;

/** `With errored runs counted as failed: 17 of 20 passed (85 %, likely 64–95 %).`; `undefined` where there is one rate. */
export function secondRateWords(stats: Rates, settings: AnalysisSettings): string | undefined {
  const second = secondRate(stats, settings);
  if (!second) return undefined;
  return settings.erroredRuns === 'failed'
    ? t('Without the errored runs: {0}.', rateWords(second))
    : t('With errored runs counted as failed: {0}.', rateWords(second));
}

/** The same of two batches, where one of them has two rates. */
export function secondRatesWords(a: Rates, b: Rates, settings: AnalysisSettings): string | undefined {
  const [before, now] = [secondRate(a, settings), secondRate(b, settings)];
  if (!before && !now) return undefined;
  const values = [rateWords(before ?? a.rate), rateWords(now ?? b.rate)];
  return settings.erroredRuns === 'failed'
    ? t('Without the errored runs: {0} before, {1} now.', ...values)
    : t('With errored runs counted as failed: {0} before, {1} now.', ...values);
}

/** Nothing where no run was judged: then it is said that all errored. */
function secondRate({ rate, rateErrorsFailed }: Rates, { erroredRuns }: AnalysisSettings): Rate | undefined {
  if (!rateErrorsFailed) return undefined;
  if (erroredRuns === 'failed') return rate;
  return rate.judged > 0 ? rateErrorsFailed : undefined;
}

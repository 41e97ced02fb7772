/** What is said of a criterion of a batch (docs/analysis.md 6.1), on pages, in documents and in a terminal. */
import { formatCount, formatPercent } from '../../core/kit/format.ts';
import { msg, t, type Message } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import type { Health } from '../stats/health.ts';
import { shareOf, type Rate } from '../stats/rate.ts';
import { rangeWords } from '../words.ts';
import type { CriterionStats } from './criteria.ts';

/** `14 of 20 met (70 %, likely 48–85 %), flaky (6 of 20 not met)`. */
export function criterionWords(criterion: Pick<CriterionStats, 'health' | 'rate'>): string {
  const met = metWords(criterion.rate);
  return criterion.rate.judged === 0 ? met : commas([met, healthWords(criterion)]);
}

function metWords(rate: Rate): string {
  const share = shareOf(rate);
  if (share === null) return t('no verdicts');
  const [met, all, percent] = [
    formatCount(rate.passed),
    formatCount(rate.judged),
    formatPercent(share * 100),
  ];
  return rate.interval
    ? t('{0} of {1} met ({2}, likely {3})', met, all, percent, rangeWords(rate.interval))
    : t('{0} of {1} met ({2})', met, all, percent);
}

function healthWords({ health, rate }: Pick<CriterionStats, 'health' | 'rate'>): string {
  const { passed, judged } = rate;
  const all = formatCount(judged);
  if (health === 'flaky') return t('flaky ({0} of {1} not met)', formatCount(judged - passed), all);
  if (health === 'broken') return t('broken ({0} of {1} met)', formatCount(passed), all);
  return shortHealth({ health, rate });
}

/** The same without figures: `flaky`. */
export function shortHealth({ health, rate }: Pick<CriterionStats, 'health' | 'rate'>): string {
  return health === 'unknown' && rate.judged === 0 ? t('no verdicts') : t(healthNames[health]);
}

const healthNames: Readonly<Record<Health, Message>> = {
  ...{ stable: msg('stable'), flaky: msg('flaky'), broken: msg('broken') },
  unknown: msg('too few verdicts to tell'),
};

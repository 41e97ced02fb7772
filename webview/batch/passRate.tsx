import type { VNode } from 'preact';
import { formatCount } from '../../src/core/kit/format.ts';
import { msg, t } from '../../src/core/kit/l10n.ts';
import { countOf, sentences } from '../../src/core/kit/punctuation.ts';
import type { Outcome } from '../../src/core/run/run.ts';
import type { BatchView } from '../../src/panel/batch/views.ts';
import { Icon, outcomeIcons } from '../kit/icons.tsx';
import { IntervalBar } from '../kit/intervalBar.tsx';
import { outcomeWords } from '../kit/outcomeWords.ts';
import { Section } from '../kit/section.tsx';
import './passRate.css';

interface PassRateProps {
  readonly batch: Pick<BatchView, 'headline' | 'inARow' | 'counts'>;
  /** Those that are shown; empty: all. */
  readonly outcomes: readonly Outcome[];
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
}

/** How good the batch is and how sure that is; its chips choose which runs are shown. */
export function PassRate({ batch, outcomes, onOutcomes }: PassRateProps): VNode {
  const { headline, inARow, counts } = batch;
  const toggle = (outcome: Outcome): void =>
    onOutcomes(
      outcomes.includes(outcome) ? outcomes.filter((each) => each !== outcome) : [...outcomes, outcome],
    );
  return (
    <Section name={msg('Pass rate')} class={`pass-rate ${headline.soFar ? 'so-far' : ''}`}>
      <p class="headline" title={headline.how}>
        {headline.words}
      </p>
      {headline.bar && <IntervalBar bar={headline.bar} words={headline.how} class="wide" />}
      {headline.more.length > 0 && <p>{sentences(headline.more)}</p>}
      {inARow.length > 0 && (
        <p class="in-a-row">
          <span class="quiet">{t('All of several runs pass:')} </span>
          {inARow.map(({ words, how }) => (
            <span key={how} title={how}>
              {words}
            </span>
          ))}
        </p>
      )}
      {counts.length > 0 && (
        <div class="chips" role="group" aria-label={t('Show runs that')}>
          {counts.map(({ outcome, count }) => (
            <button
              key={outcome}
              class={`chip ${outcome}`}
              aria-pressed={outcomes.includes(outcome)}
              onClick={() => toggle(outcome)}
            >
              <Icon name={outcomeIcons[outcome]} /> {countOf(formatCount(count), t(outcomeWords[outcome]))}
            </button>
          ))}
          {outcomes.length > 0 && (
            <button class="link" onClick={() => onOutcomes([])}>
              {t('Show all')}
            </button>
          )}
        </div>
      )}
    </Section>
  );
}

import type { VNode } from 'preact';
import { formatCount } from '../../src/core/kit/format.ts';
import type { Outcome } from '../../src/core/run/run.ts';
import type { Bar, BatchView } from '../../src/panel/batch/views.ts';
import { Icon, outcomeIcons } from '../kit/icons.tsx';
import { Section } from '../kit/section.tsx';
import { outcomeWords } from './outcomeWords.ts';
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
    <Section name="Pass rate" class={`pass-rate ${headline.soFar ? 'so-far' : ''}`}>
      <p class="headline" title={headline.how}>
        {headline.words}
      </p>
      {headline.bar && <IntervalBar bar={headline.bar} words={headline.how} class="wide" />}
      {headline.more.length > 0 && <p>{headline.more.join(' ')}</p>}
      {inARow.length > 0 && (
        <p class="in-a-row">
          <span class="quiet">All of several runs pass: </span>
          {inARow.map(({ words, how }) => (
            <span key={how} title={how}>
              {words}
            </span>
          ))}
        </p>
      )}
      {counts.length > 0 && (
        <div class="chips" role="group" aria-label="Show runs that">
          {counts.map(({ outcome, count }) => (
            <button
              key={outcome}
              class={`chip ${outcome}`}
              aria-pressed={outcomes.includes(outcome)}
              onClick={() => toggle(outcome)}
            >
              <Icon name={outcomeIcons[outcome]} /> {formatCount(count)} {outcomeWords[outcome]}
            </button>
          ))}
          {outcomes.length > 0 && (
            <button class="link" onClick={() => onOutcomes([])}>
              Show all
            </button>
          )}
        </div>
      )}
    </Section>
  );
}

interface IntervalBarProps {
  readonly bar: Bar;
  /** The same in words; absent where they stand beside it. */
  readonly words?: string;
  readonly class?: string;
}

/** The range that the true rate probably lies in, and the rate itself as a tick, on a line from 0 to 100 %. */
export function IntervalBar({ bar, words, class: className = '' }: IntervalBarProps): VNode {
  const { share, low, high } = bar;
  return (
    <svg
      class={`interval ${className}`}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      {...(words === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words })}
    >
      <rect class="interval-line" x={0} y={3.5} width={100} height={1} />
      <rect class="interval-range" x={low * 100} y={2} width={Math.max(1, (high - low) * 100)} height={4} />
      <rect class="interval-rate" x={Math.min(99, share * 100)} y={0} width={1} height={8} />
    </svg>
  );
}

import type { VNode } from 'preact';
import type { Bar } from '../../src/panel/batch/views.ts';
import './intervalBar.css';

interface IntervalBarProps {
  readonly bar: Bar;
  /** The same in words; absent where they stand beside it. */
  readonly words?: string;
  readonly class?: string;
}

/** The range that the true rate probably lies in, and the rate itself as a tick, on a line from 0 to 100 %. */
export function IntervalBar({ bar, words, class: className = '' }: IntervalBarProps): VNode {
  const { share, low, high } = bar;
  const percent = (value: number): string => `${(value * 100).toFixed(1)}%`;
  return (
    <span
      class={`interval ${className}`}
      style={{ '--low': percent(low), '--high': percent(high), '--share': percent(share) }}
      {...(words === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words })}
    />
  );
}

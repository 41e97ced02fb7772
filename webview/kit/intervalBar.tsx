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

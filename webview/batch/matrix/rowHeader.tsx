import type { VNode } from 'preact';
import type { CriterionLine } from '../../../src/panel/batch/views.ts';
import { Words } from '../../kit/words.tsx';
import { IntervalBar } from '../../kit/intervalBar.tsx';

interface RowHeaderProps {
  readonly criterion: CriterionLine;
  /** All of the line as a sentence. */
  readonly words: string;
  readonly width: number;
  readonly tabIndex: number;
}

/** Name, counts, interval and health of a criterion, before its cells. */
export function RowHeader({ criterion, words, width, tabIndex }: RowHeaderProps): VNode {
  const { name, counts, bar, health, state, failsWith } = criterion;
  return (
    <span
      class={`matrix-name ${failsWith.length > 0 ? 'together' : ''}`}
      role="rowheader"
      aria-colindex={1}
      aria-label={words}
      title={criterion.text === undefined ? words : `${words}\n\n${criterion.text}`}
      style={{ width: `${width}px` }}
      tabIndex={tabIndex}
    >
      <span class="matrix-words" dir="auto">
        <Words text={name} />
      </span>
      <span class="matrix-counts">{counts}</span>
      {bar && <IntervalBar bar={bar} />}
      <span class={`matrix-health ${state}`}>{health}</span>
    </span>
  );
}

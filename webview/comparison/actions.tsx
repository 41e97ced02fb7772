import { Fragment, type VNode } from 'preact';
import { useKit } from '../kit/page.ts';

/** Ways to hand the comparison to others: the assistant, and colleagues. */
export function ComparisonActions(): VNode {
  const { tell } = useKit();
  return (
    <Fragment>
      <button class="link" onClick={() => tell({ type: 'action', action: 'askAboutComparison' })}>
        Ask Assistant
      </button>
      <button class="link" onClick={() => tell({ type: 'action', action: 'copyComparisonLink' })}>
        Copy Link
      </button>
    </Fragment>
  );
}

import { Fragment, type VNode } from 'preact';
import { t } from '../../src/core/kit/l10n.ts';
import { useKit } from '../kit/page.ts';

/** Ways to hand the comparison to others: the assistant, and colleagues. */
export function ComparisonActions(): VNode {
  const { tell } = useKit();
  return (
    <Fragment>
      <button class="link" onClick={() => tell({ type: 'action', action: 'askAboutComparison' })}>
        {t('Ask Assistant')}
      </button>
      <button class="link" onClick={() => tell({ type: 'action', action: 'copyComparisonLink' })}>
        {t('Copy Link')}
      </button>
    </Fragment>
  );
}

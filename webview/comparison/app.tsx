import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { msg, sent, t } from '../../src/core/kit/l10n.ts';
import { AnalysisFrame, NotYet, useAnalysis } from '../kit/analysisApp.tsx';
import type { KeyList } from '../kit/help.tsx';
import { useKeptScroll } from '../kit/keptScroll.ts';
import { Batches } from './batches.tsx';
import type { ComparisonClient, ComparisonHost, Screen } from './client.ts';
import { ComparisonProvider, type ComparisonPage } from './page.ts';
import { Runs } from './runs.tsx';
import '../kit/analysisPage.css';

interface AppProps {
  readonly client: ComparisonClient;
  readonly host: ComparisonHost;
}

export function App({ client, host }: AppProps): VNode {
  const remembered = useMemo(() => host.remembered(), [host]);
  const own = useAnalysis(client, host, remembered?.folds);
  const { screen, kit, folds } = own;
  const subject = screen?.subject;
  const isThere =
    screen?.type === 'batches' || (screen?.type === 'runs' && screen.rows.length >= screen.view.rows);
  const scroll = useKeptScroll(remembered?.scroll, isThere);
  useEffect(() => {
    if (subject) host.remember({ version: 1, subject, folds, scroll });
  }, [host, subject, folds, scroll]);
  const page = useMemo((): ComparisonPage => ({ ...kit, post: (intent) => host.post(intent) }), [host, kit]);
  return (
    <ComparisonProvider value={page}>
      <AnalysisFrame own={own} keys={keys}>
        <Shown screen={screen} isBack={remembered?.scroll !== undefined} />
      </AnalysisFrame>
    </ComparisonProvider>
  );
}

const keys: KeyList = [
  [sent('n'), msg('Next turn that differs')],
  [sent('p'), msg('Previous turn that differs')],
  [sent('s'), msg('To the first split')],
  [sent('d'), msg('Only turns that differ, or all')],
  [sent('?'), msg('These keys')],
];

interface ShownProps {
  readonly screen: Screen | undefined;
  /** Whether the page was here before, and goes back to where its reader was. */
  readonly isBack: boolean;
}

function Shown({ screen, isBack }: ShownProps): VNode {
  switch (screen?.type) {
    case 'batches':
      return <Batches screen={screen} />;
    case 'runs':
      return <Runs screen={screen} isBack={isBack} />;
    case 'failed':
    case 'loading':
    case undefined:
      return (
        <NotYet
          failed={screen?.type === 'failed' ? screen : undefined}
          loading={t('Loading the comparison…')}
        />
      );
  }
}

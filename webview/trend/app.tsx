import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { msg, sent, t } from '../../src/core/kit/l10n.ts';
import { AnalysisFrame, NotYet, useAnalysis } from '../kit/analysisApp.tsx';
import type { KeyList } from '../kit/help.tsx';
import { useKeptScroll } from '../kit/keptScroll.ts';
import type { TrendClient, TrendHost } from './client.ts';
import { TrendProvider, type TrendPage } from './page.ts';
import { Trend } from './trend.tsx';
import '../kit/analysisPage.css';

interface AppProps {
  readonly client: TrendClient;
  readonly host: TrendHost;
}

export function App({ client, host }: AppProps): VNode {
  const remembered = useMemo(() => host.remembered(), [host]);
  const own = useAnalysis(client, host, remembered?.folds);
  const { screen, kit, folds } = own;
  const place = screen?.place;
  const scroll = useKeptScroll(remembered?.scroll, screen?.type === 'trend');
  useEffect(() => {
    if (place) host.remember({ version: 1, place, folds, scroll });
  }, [host, place, folds, scroll]);
  const page = useMemo((): TrendPage => ({ ...kit, post: (intent) => host.post(intent) }), [host, kit]);
  return (
    <TrendProvider value={page}>
      <AnalysisFrame own={own} keys={keys}>
        {screen?.type === 'trend' ? (
          <Trend screen={screen} />
        ) : (
          <NotYet
            failed={screen?.type === 'failed' ? screen : undefined}
            loading={t('Reading the batches…')}
          />
        )}
      </AnalysisFrame>
    </TrendProvider>
  );
}

const keys: KeyList = [
  [sent('← →'), msg('In the drawing: the batch before, the next one')],
  [msg('Home End'), msg('In the drawing: the oldest batch, the newest one')],
  [msg('Enter'), msg('Open the overview of the batch')],
  [sent('n'), msg('Next batch that stands out')],
  [sent('p'), msg('Previous batch that stands out')],
  [sent('?'), msg('These keys')],
];

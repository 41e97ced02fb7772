import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../../src/core/kit/l10n.ts';
import { useAnalysis } from '../kit/analysisApp.tsx';
import { useKeptScroll } from '../kit/keptScroll.ts';
import { KitProvider } from '../kit/page.ts';
import { ProblemBox } from '../kit/problem.tsx';
import { Words } from '../kit/words.tsx';
import type { BatchClient, BatchHost } from './client.ts';
import { Overview } from './overview.tsx';
import { OverviewProvider, type Choices, type OverviewPage } from './page.ts';
import './app.css';

interface AppProps {
  readonly client: BatchClient;
  readonly host: BatchHost;
}

export function App({ client, host }: AppProps): VNode {
  const remembered = useMemo(() => host.remembered(), [host]);
  const { screen, kit, folds, said } = useAnalysis(client, host, remembered?.folds);
  const [choices, setChoices] = useState<Choices>({
    outcomes: remembered?.outcomes ?? [],
    sort: remembered?.sort ?? 'failedFirst',
    size: remembered?.size ?? 'standard',
  });
  const place = screen?.place;
  const scroll = useKeptScroll(remembered?.scroll, screen?.type === 'batch');
  useEffect(() => {
    if (place) host.remember({ version: 1, place, ...choices, folds, scroll });
  }, [host, place, choices, folds, scroll]);

  const page = useMemo(
    (): OverviewPage => ({ ...kit, client, post: (intent) => host.post(intent) }),
    [client, host, kit],
  );
  return (
    <KitProvider value={kit}>
      <OverviewProvider value={page}>
        {screen?.type === 'batch' ? (
          <Overview screen={screen} choices={choices} onChoose={setChoices} />
        ) : screen?.type === 'failed' ? (
          <main class="overview">
            <h1 dir="auto">
              <Words text={screen.title} />
            </h1>
            <ProblemBox problem={screen.problem} />
          </main>
        ) : (
          <main>
            <p class="quiet page" role="status">
              {t('Loading the batch…')}
            </p>
          </main>
        )}
        <div class="sr-only" role="status" aria-live="polite">
          {said}
        </div>
      </OverviewProvider>
    </KitProvider>
  );
}

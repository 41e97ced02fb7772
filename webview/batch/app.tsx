import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useState } from 'preact/hooks';
import { KitProvider } from '../kit/page.ts';
import { useOwnKit } from '../kit/ownKit.ts';
import { ProblemBox } from '../kit/problem.tsx';
import type { BatchClient, BatchHost } from './client.ts';
import { Overview } from './overview.tsx';
import { OverviewProvider, type Choices, type OverviewPage } from './page.ts';
import './app.css';

interface AppProps {
  readonly client: BatchClient;
  readonly host: BatchHost;
}

export function App({ client, host }: AppProps): VNode {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const remembered = useMemo(() => host.remembered(), [host]);
  const { kit, folds, said } = useOwnKit(host, remembered?.folds);
  const [choices, setChoices] = useState<Choices>({
    outcomes: remembered?.outcomes ?? [],
    sort: remembered?.sort ?? 'failedFirst',
    size: remembered?.size ?? 'standard',
  });
  // With the first paint, not after it: a message may come in between.
  useLayoutEffect(() => client.subscribe(() => render(undefined)), [client]);
  const { screen } = client;
  const place = screen?.place;
  useEffect(() => {
    if (place) host.remember({ version: 1, place, ...choices, folds });
  }, [host, place, choices, folds]);

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
            <h1 dir="auto">{screen.title}</h1>
            <ProblemBox problem={screen.problem} />
          </main>
        ) : (
          <main>
            <p class="quiet page" role="status">
              Loading the batch…
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

import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useState } from 'preact/hooks';
import { Help } from '../kit/help.tsx';
import { plainKey } from '../kit/keys.ts';
import { useOwnKit } from '../kit/ownKit.ts';
import { KitProvider } from '../kit/page.ts';
import { ProblemBox } from '../kit/problem.tsx';
import type { Screen, TrendClient, TrendHost } from './client.ts';
import { TrendProvider, type TrendPage } from './page.ts';
import { Trend } from './trend.tsx';
import '../kit/analysisPage.css';

interface AppProps {
  readonly client: TrendClient;
  readonly host: TrendHost;
}

export function App({ client, host }: AppProps): VNode {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const remembered = useMemo(() => host.remembered(), [host]);
  const { kit, folds, said } = useOwnKit(host, remembered?.folds);
  const [help, setHelp] = useState(false);
  // With the first paint, not after it: a message may come in between.
  useLayoutEffect(() => client.subscribe(() => render(undefined)), [client]);
  const { screen } = client;
  const place = screen?.place;
  useEffect(() => {
    if (place) host.remember({ version: 1, place, folds });
  }, [host, place, folds]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (plainKey(event) === '?') setHelp(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const page = useMemo((): TrendPage => ({ ...kit, post: (intent) => host.post(intent) }), [host, kit]);
  return (
    <KitProvider value={kit}>
      <TrendProvider value={page}>
        <Shown screen={screen} />
        {help && <Help keys={keys} onClose={() => setHelp(false)} />}
        <div class="sr-only" role="status" aria-live="polite">
          {said}
        </div>
      </TrendProvider>
    </KitProvider>
  );
}

const keys = [
  ['← →', 'In the drawing: the batch before, the next one'],
  ['Home End', 'In the drawing: the oldest batch, the newest one'],
  ['Enter', 'Open the overview of the batch'],
  ['n', 'Next batch that stands out'],
  ['p', 'Previous batch that stands out'],
  ['?', 'These keys'],
] as const;

function Shown({ screen }: { readonly screen: Screen | undefined }): VNode {
  switch (screen?.type) {
    case 'trend':
      return <Trend screen={screen} />;
    case 'failed':
      return (
        <main class="analysis">
          <h1 dir="auto">{screen.title}</h1>
          <ProblemBox problem={screen.problem} />
        </main>
      );
    case 'loading':
    case undefined:
      return (
        <main>
          <p class="quiet page" role="status">
            Reading the batches…
          </p>
        </main>
      );
  }
}

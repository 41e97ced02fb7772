import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useState } from 'preact/hooks';
import { Help } from '../kit/help.tsx';
import { plainKey } from '../kit/keys.ts';
import { KitProvider } from '../kit/page.ts';
import { useOwnKit } from '../kit/ownKit.ts';
import { ProblemBox } from '../kit/problem.tsx';
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
  const [, render] = useReducer((n: number) => n + 1, 0);
  const remembered = useMemo(() => host.remembered(), [host]);
  const { kit, folds, said } = useOwnKit(host, remembered?.folds);
  const [help, setHelp] = useState(false);
  // With the first paint, not after it: a message may come in between.
  useLayoutEffect(() => client.subscribe(() => render(undefined)), [client]);
  const { screen } = client;
  const subject = screen?.subject;
  useEffect(() => {
    if (subject) host.remember({ version: 1, subject, folds });
  }, [host, subject, folds]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (plainKey(event) === '?') setHelp(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const page = useMemo((): ComparisonPage => ({ ...kit, post: (intent) => host.post(intent) }), [host, kit]);
  return (
    <KitProvider value={kit}>
      <ComparisonProvider value={page}>
        <Shown screen={screen} />
        {help && <Help keys={keys} onClose={() => setHelp(false)} />}
        <div class="sr-only" role="status" aria-live="polite">
          {said}
        </div>
      </ComparisonProvider>
    </KitProvider>
  );
}

const keys = [
  ['n', 'Next turn that differs'],
  ['p', 'Previous turn that differs'],
  ['s', 'To the first split'],
  ['d', 'Only turns that differ, or all'],
  ['?', 'These keys'],
] as const;

function Shown({ screen }: { readonly screen: Screen | undefined }): VNode {
  switch (screen?.type) {
    case 'batches':
      return <Batches screen={screen} />;
    case 'runs':
      return <Runs screen={screen} />;
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
            Loading the comparison…
          </p>
        </main>
      );
  }
}

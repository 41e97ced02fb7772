import type { VNode } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { t } from '../../src/core/kit/l10n.ts';
import { commas } from '../../src/core/kit/punctuation.ts';
import type { Intent, PanelState } from '../../src/panel/run/protocol.ts';
import type { RunView } from '../../src/panel/run/views.ts';
import type { Client, RunHost } from './client.ts';
import { outcomeWords } from './facts.ts';
import { KitProvider, useKit } from '../kit/page.ts';
import { useOwnKit } from '../kit/ownKit.ts';
import { useOpenedTexts } from './openedTexts.ts';
import { PageProvider, type Page } from './page.ts';
import { ProblemBox } from '../kit/problem.tsx';
import { RunPage } from './runPage.tsx';
import { Trail } from '../kit/trail.tsx';
import { Words } from '../kit/words.tsx';
import './app.css';

interface AppProps {
  readonly client: Client;
  readonly host: RunHost;
}

export function App({ client, host }: AppProps): VNode {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const remembered = useMemo(() => host.remembered(), [host]);
  const { kit, folds, setFolds, said } = useOwnKit(host, remembered?.folds);
  const [place, setPlace] = useState<Pick<PanelState, 'anchor' | 'find'>>({
    anchor: remembered?.anchor,
    find: remembered?.find,
  });
  // With the first paint, not after it: a message may come in between.
  useLayoutEffect(() => client.subscribe(() => render(undefined)), [client]);

  const { screen } = client;
  const runId = screen && JSON.stringify(screen.ref);
  const generation = screen?.type === 'run' ? screen.generation : 0;
  const onOpen = useCallback(() => host.post({ type: 'keep' }), [host]);
  const texts = useOpenedTexts(client, { runId, generation, onOpen });
  // What was unfolded in a turn belongs to one run, and so does where the reader was when the page was last here.
  const lastRun = useRef(runId);
  const isBack = useRef(true);
  useEffect(() => {
    if (lastRun.current !== undefined && lastRun.current !== runId) {
      setFolds(onlyGeneral);
      isBack.current = false;
    }
    lastRun.current = runId;
  }, [runId]);
  const heard = useRef(runId);
  useEffect(() => {
    if (heard.current === runId || (screen?.type !== 'run' && screen?.type !== 'broken')) return;
    // All of the page is another one: who does not see it hears which.
    if (heard.current !== undefined) kit.announce(screen.type === 'run' ? wordsOf(screen.run) : screen.title);
    heard.current = runId;
  }, [screen, runId]);
  useEffect(() => {
    if (screen) host.remember({ version: 1, ref: screen.ref, ...place, folds });
  }, [host, screen, place, folds]);

  const page = useMemo((): Page => {
    const post = (intent: Intent): void => host.post(intent);
    return { ...kit, client, generation, post, texts, isFound: () => false };
  }, [client, generation, host, kit, texts]);

  return (
    <KitProvider value={kit}>
      <PageProvider value={page}>
        {screen === undefined || screen.type === 'loading' ? (
          <main>
            <p class="quiet page" role="status">
              {t('Loading the run…')}
            </p>
          </main>
        ) : screen.type === 'run' ? (
          <RunPage
            key={runId}
            screen={screen}
            remembered={
              remembered && isBack.current && JSON.stringify(remembered.ref) === runId
                ? remembered
                : undefined
            }
            onRemember={setPlace}
          />
        ) : (
          <Trouble screen={screen} />
        )}
        <div class="sr-only" role="status" aria-live="polite">
          {said}
        </div>
      </PageProvider>
    </KitProvider>
  );
}

/** `Run 4, Passed, 4 of 20`. */
function wordsOf({ title, outcome, position }: RunView): string {
  const place = position && t('{0} of {1}', position.at, position.of);
  return commas([title, t(outcomeWords[outcome]), place]);
}

/** Folds of the page itself, without those of single turns and criteria. */
function onlyGeneral(folds: Readonly<Record<string, boolean>>): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(folds).filter(([name]) => !/:\d+$/.test(name)));
}

interface TroubleProps {
  readonly screen: Exclude<NonNullable<Client['screen']>, { readonly type: 'run' | 'loading' }>;
}

/** A run that cannot be shown: broken at the service, not loaded, or gone. */
function Trouble({ screen }: TroubleProps): VNode {
  if (screen.type === 'failed') {
    return (
      <main class="trouble">
        <h1>{screen.gone ? t('This run is gone') : t('This run could not be loaded')}</h1>
        <ProblemBox problem={screen.problem} />
      </main>
    );
  }
  return <Broken screen={screen} />;
}

function Broken({
  screen,
}: {
  readonly screen: Extract<TroubleProps['screen'], { readonly type: 'broken' }>;
}): VNode {
  return (
    <main class="trouble">
      <Trail titles={[screen.provider, ...screen.trail]} />
      <h1 dir="auto">
        <Words text={screen.title} />
      </h1>
      <BrokenBody problem={screen.problem} />
    </main>
  );
}

function BrokenBody({ problem }: { readonly problem: string }): VNode {
  return (
    <section aria-label={t('Error')} class="section">
      <p>
        <strong>{t('This run does not have the documented shape, so it cannot be shown.')}</strong>
      </p>
      <pre class="technical">
        <Words text={problem} />
      </pre>
      <OpenRaw />
    </section>
  );
}

function OpenRaw(): VNode {
  const { tell } = useKit();
  return (
    <vscode-button onClick={() => tell({ type: 'action', action: 'openRawJson' })}>
      {t('Open Raw JSON')}
    </vscode-button>
  );
}

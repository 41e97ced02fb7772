import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { t } from '../../src/core/kit/l10n.ts';
import type { Intent, PanelState, Part } from '../../src/panel/run/protocol.ts';
import type { RunView } from '../../src/panel/run/views.ts';
import type { Client, RunHost } from './client.ts';
import { outcomeWords } from './facts.ts';
import { StaleError } from '../kit/ask.ts';
import { KitProvider, useKit } from '../kit/page.ts';
import { useOwnKit } from '../kit/ownKit.ts';
import { PageProvider, partKey, type OpenedText, type OpenedTexts, type Page } from './page.ts';
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
  const [opened, setOpened] = useState<ReadonlyMap<string, OpenedText>>(new Map());
  const [place, setPlace] = useState<Pick<PanelState, 'anchor' | 'find'>>({
    anchor: remembered?.anchor,
    find: remembered?.find,
  });
  // With the first paint, not after it: a message may come in between.
  useLayoutEffect(() => client.subscribe(() => render(undefined)), [client]);

  const { screen } = client;
  const runId = screen && JSON.stringify(screen.ref);
  const generation = screen?.type === 'run' ? screen.generation : 0;
  // Texts that were opened belong to one snapshot of one run, and what was unfolded in a turn to one run.
  useEffect(() => setOpened((before) => (before.size === 0 ? before : new Map())), [runId, generation]);
  const lastRun = useRef(runId);
  useEffect(() => {
    if (lastRun.current !== undefined && lastRun.current !== runId) setFolds(onlyGeneral);
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
    const setOne = (key: string, text: OpenedText | undefined): void =>
      setOpened((before) => {
        const next = new Map(before);
        if (text) next.set(key, text);
        else next.delete(key);
        return next;
      });
    const texts: OpenedTexts = {
      opened: (key) => opened.get(key),
      open: (part: Part) => {
        const key = partKey(part);
        if (opened.has(key)) return;
        post({ type: 'keep' });
        setOne(key, { text: undefined });
        client.text(part).then(
          (text) => setOne(key, { text }),
          (error: unknown) => {
            if (!(error instanceof StaleError)) throw error;
            setOne(key, undefined);
          },
        );
      },
      close: (part) => setOne(partKey(part), undefined),
    };
    return { ...kit, client, post, texts, isFound: () => false };
  }, [client, host, kit, opened]);

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
            remembered={remembered && JSON.stringify(remembered.ref) === runId ? remembered : undefined}
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
  return [title, t(outcomeWords[outcome]), ...(place === undefined ? [] : [place])].join(', ');
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

/** What pages of analyses have in common: a screen that their client holds, folds, `?` and a live region. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';
import type { Problem, Told } from '../../src/panel/protocol.ts';
import { Help, type KeyList } from './help.tsx';
import { plainKey } from './keys.ts';
import { useOwnKit, type FoldState, type OwnKit } from './ownKit.ts';
import { KitProvider } from './page.ts';
import { ProblemBox } from './problem.tsx';
import { Words } from './words.tsx';

interface Client<Screen> {
  readonly screen: Screen | undefined;
  subscribe(listener: () => void): () => void;
}

/** The screen as the client has it by now, and the kit. @param first what was folded when the page was here before */
export function useAnalysis<Screen>(
  client: Client<Screen>,
  host: { post(told: Told): void },
  first: FoldState | undefined,
): OwnKit & { readonly screen: Screen | undefined } {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const own = useOwnKit(host, first);
  // With the first paint, not after it: a message may come in between.
  useLayoutEffect(() => client.subscribe(() => render(undefined)), [client]);
  return { ...own, screen: client.screen };
}

interface AnalysisFrameProps {
  readonly own: OwnKit;
  /** What `?` lists. */
  readonly keys: KeyList;
  readonly children: ComponentChildren;
}

export function AnalysisFrame({ own, keys, children }: AnalysisFrameProps): VNode {
  const [help, setHelp] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (plainKey(event) === '?') setHelp(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <KitProvider value={own.kit}>
      {children}
      {help && <Help keys={keys} onClose={() => setHelp(false)} />}
      <div class="sr-only" role="status" aria-live="polite">
        {own.said}
      </div>
    </KitProvider>
  );
}

interface NotYetProps {
  readonly failed: { readonly title: string; readonly problem: Problem } | undefined;
  /** While it is not known what to show. */
  readonly loading: string;
}

/** In place of an analysis that is not there, or not yet. */
export function NotYet({ failed, loading }: NotYetProps): VNode {
  return failed ? (
    <main class="analysis">
      <h1 dir="auto">
        <Words text={failed.title} />
      </h1>
      <ProblemBox problem={failed.problem} />
    </main>
  ) : (
    <main>
      <p class="quiet page" role="status">
        {loading}
      </p>
    </main>
  );
}

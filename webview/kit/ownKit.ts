import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Told } from '../../src/panel/protocol.ts';
import type { Folds, Kit } from './page.ts';

/** Open or on, by the name of a section or toggle. */
export type FoldState = Readonly<Record<string, boolean>>;

export interface OwnKit {
  readonly kit: Kit;
  readonly folds: FoldState;
  readonly setFolds: (change: (before: FoldState) => FoldState) => void;
  /** What the live region says. */
  readonly said: string;
}

/** The kit of a page, for whoever renders it whole. @param first what was folded when the page was here before */
export function useOwnKit(host: { post(told: Told): void }, first: FoldState | undefined): OwnKit {
  const [folds, setFolds] = useState(first ?? {});
  const [said, setSaid] = useState('');
  // The same words once more would be no change, and nobody would hear them.
  const announce = useCallback(
    (words: string): void => setSaid((before) => (before === words ? `${words}\u00a0` : words)),
    [],
  );
  const kit = useMemo((): Kit => {
    const own: Folds = {
      isOpen: (name, otherwise) => folds[name] ?? otherwise,
      set: (name, open) => setFolds((before) => ({ ...before, [name]: open })),
    };
    return { tell: (told) => host.post(told), announce, folds: own };
  }, [host, folds]);
  return { kit, folds, setFolds, said };
}

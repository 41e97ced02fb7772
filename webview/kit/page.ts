import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Told } from '../../src/panel/protocol.ts';

/** What the parts of any page share: the way up, words for screen readers, and what the reader has folded. */
export interface Kit {
  readonly tell: (told: Told) => void;
  /** Says it in the live region, for screen readers. */
  readonly announce: (words: string) => void;
  readonly folds: Folds;
}

/** Sections and toggles by name, remembered across reloads. */
export interface Folds {
  isOpen(name: string, otherwise: boolean): boolean;
  set(name: string, open: boolean): void;
}

const KitContext = createContext<Kit | undefined>(undefined);

export const KitProvider = KitContext.Provider;

export function useKit(): Kit {
  const kit = useContext(KitContext);
  if (!kit) throw new Error('Rendered outside of a page.');
  return kit;
}

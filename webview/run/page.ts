import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Intent, Part } from '../../src/panel/run/protocol.ts';
import type { Client } from './client.ts';

/** What all parts of the page share: the way up, the data, and what the reader has opened. */
export interface Page {
  readonly client: Client;
  readonly post: (intent: Intent) => void;
  /** Says it in the live region, for screen readers. */
  readonly announce: (words: string) => void;
  readonly folds: Folds;
  /** Whether the reader's search has matches in this part (by its key). */
  readonly isFound: (key: string) => boolean;
}

/** Sections and toggles by name, remembered across reloads; and long texts that were opened, for this page only. */
export interface Folds {
  isOpen(name: string, otherwise: boolean): boolean;
  set(name: string, open: boolean): void;
  /** The whole text of a part that the reader asked to see. */
  opened(key: string): OpenedText | undefined;
  open(part: Part): void;
  close(part: Part): void;
}

export interface OpenedText {
  /** `undefined` while it is being pulled. */
  readonly text: string | undefined;
}

const PageContext = createContext<Page | undefined>(undefined);

export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('Rendered outside of a page.');
  return page;
}

export function partKey({ of, index }: Part): string {
  return `${of}:${index}`;
}

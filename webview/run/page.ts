import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Intent, Part } from '../../src/panel/run/protocol.ts';
import type { Kit } from '../kit/page.ts';
import type { Client } from './client.ts';

/** What all parts of a run's page share, besides what any page has. */
export interface Page extends Kit {
  readonly client: Client;
  /** Of the snapshot that is shown: what was pulled for another one is pulled again. */
  readonly generation: number;
  readonly post: (intent: Intent) => void;
  readonly texts: OpenedTexts;
  /** Whether the reader's search has matches in this part (by its key). */
  readonly isFound: (key: string) => boolean;
}

/** Long texts that were opened, for this page only. */
export interface OpenedTexts {
  /** The whole text of a part that the reader asked to see. */
  opened(key: string): OpenedText | undefined;
  open(part: Part): void;
  close(part: Part): void;
}

export interface OpenedText {
  readonly part: Part;
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

export function partKey({ of, index, card }: Part): string {
  return card === undefined ? `${of}:${index}` : `${of}:${index}:${card}`;
}

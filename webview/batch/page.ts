import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { BatchIntent, BatchPanelState } from '../../src/panel/batch/protocol.ts';
import type { Kit } from '../kit/page.ts';
import type { BatchClient } from './client.ts';

/** What the reader has chosen; it outlives the page. */
export type Choices = Pick<BatchPanelState, 'outcomes' | 'sort' | 'size'>;

/** What all parts of an overview share, besides what any page has. */
export interface OverviewPage extends Kit {
  readonly client: BatchClient;
  readonly post: (intent: BatchIntent) => void;
}

const PageContext = createContext<OverviewPage | undefined>(undefined);

export const OverviewProvider = PageContext.Provider;

export function useOverview(): OverviewPage {
  const page = useContext(PageContext);
  if (!page) throw new Error('Rendered outside of an overview.');
  return page;
}

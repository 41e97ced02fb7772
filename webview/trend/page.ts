import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TrendIntent } from '../../src/panel/trend/protocol.ts';
import type { Kit } from '../kit/page.ts';

/** What all parts of a trend share, besides what any page has. */
export interface TrendPage extends Kit {
  readonly post: (intent: TrendIntent) => void;
}

const PageContext = createContext<TrendPage | undefined>(undefined);

export const TrendProvider = PageContext.Provider;

export function useTrend(): TrendPage {
  const page = useContext(PageContext);
  if (!page) throw new Error('Rendered outside of a trend.');
  return page;
}

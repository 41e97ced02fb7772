import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ComparisonIntent } from '../../src/panel/comparison/protocol.ts';
import type { Kit } from '../kit/page.ts';

/** What all parts of a comparison share, besides what any page has. */
export interface ComparisonPage extends Kit {
  readonly post: (intent: ComparisonIntent) => void;
}

const PageContext = createContext<ComparisonPage | undefined>(undefined);

export const ComparisonProvider = PageContext.Provider;

export function useComparison(): ComparisonPage {
  const page = useContext(PageContext);
  if (!page) throw new Error('Rendered outside of a comparison.');
  return page;
}

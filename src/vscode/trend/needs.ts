import type { Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { TrendPanels } from './trendPanels.ts';

export interface TrendNeeds {
  readonly trends: Lazy<Pick<TrendPanels, 'open'>>;
  readonly chooser: Pick<Chooser, 'row' | 'namedRun'>;
  readonly store: Pick<RunStore, 'listing' | 'listings' | 'open' | 'titles' | 'collection'>;
}

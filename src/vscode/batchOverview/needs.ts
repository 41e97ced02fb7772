import type { Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Baselines } from '../../services/baselines.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { AnalysisInFront } from '../analysisInFront.ts';
import type { Settings } from '../settings.ts';
import type { BatchPanels } from './batchPanels.ts';

export interface OverviewNeeds {
  readonly overviews: Lazy<Pick<BatchPanels, 'open'>>;
  readonly chooser: Pick<Chooser, 'row' | 'namedRun'>;
  readonly store: Pick<RunStore, 'listing' | 'listings' | 'open' | 'more' | 'titles' | 'collection'>;
  readonly settings: Pick<Settings, 'redaction' | 'analysis' | 'csvSeparator'>;
  readonly baselines: Pick<Baselines, 'set' | 'clear'>;
  readonly inFront: Pick<AnalysisInFront, 'get'>;
  /** What the services are asked to leave out, in words; empty when nothing. */
  readonly filter: () => string;
}

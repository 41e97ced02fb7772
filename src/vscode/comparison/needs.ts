import type { Lazy } from '../../core/kit/lazy.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Comparisons } from '../../services/comparisons.ts';
import type { SelectedForCompare } from './selected.ts';

export interface ComparisonNeeds {
  readonly comparisons: Lazy<Comparisons>;
  readonly chooser: Chooser;
  readonly store: RunStore;
  readonly settings: { readonly analysis: () => AnalysisSettings };
  readonly selected: SelectedForCompare;
}

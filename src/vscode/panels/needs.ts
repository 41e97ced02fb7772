import type { Lazy } from '../../core/kit/lazy.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Panels } from '../../services/panels.ts';

export interface PanelsNeeds {
  readonly panels: Lazy<Panels>;
  readonly chooser: Chooser;
}

import type { Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Arrangement } from '../../services/arrangement.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { Samples } from '../../services/connections/samples.ts';
import type { Panels } from '../../services/panels.ts';

export interface PanelsNeeds {
  readonly samples: Pick<Samples, 'start'>;
  readonly panels: Lazy<Panels>;
  readonly chooser: Chooser;
  readonly connections: Pick<Connections, 'all' | 'get' | 'providerOf' | 'pinned' | 'onDidChange'>;
  readonly store: Pick<RunStore, 'load' | 'listing' | 'open' | 'look' | 'more'>;
  readonly arrangement: Pick<Arrangement, 'options'>;
}

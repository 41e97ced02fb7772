import type { Lazy } from '../../core/kit/lazy.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Comparisons } from '../../services/comparisons.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { QuerySource } from '../../services/query/source.ts';
import type { Panels } from '../../services/panels.ts';
import type { Log } from '../log.ts';

export interface LinkNeeds {
  readonly connections: Pick<Connections, 'all' | 'isOnDisk' | 'isSample'>;
  readonly panels: Lazy<Panels>;
  readonly overviews: Lazy<{ open(place: Place): void }>;
  readonly comparisons: Lazy<Comparisons>;
  readonly store: Pick<RunStore, 'collection'>;
  readonly source: Lazy<Pick<QuerySource, 'named'>>;
  /** Shows the row of a collection or connection. */
  readonly reveal: (place: Place) => Promise<void>;
  readonly log: Log;
}

import type { Lazy } from '../../core/kit/lazy.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { RunFiles } from '../../services/files/runFiles.ts';
import type { Visible } from '../../services/visible.ts';
import type { Panels } from '../../services/panels.ts';

export interface FilesNeeds {
  readonly files: RunFiles;
  readonly store: RunStore;
  readonly connections: Pick<Connections, 'get' | 'providerOf' | 'onDidChange'>;
  readonly panels: Lazy<Panels>;
  readonly chooser: Chooser;
  readonly visible: Visible;
  /** Unfolds the tree down to a place, and selects its row. */
  readonly reveal: (place: Place) => Promise<void>;
}

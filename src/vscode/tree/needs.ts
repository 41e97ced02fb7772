import type { Place } from '../../core/run/refs.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Arrangement } from '../../services/arrangement.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { Visible } from '../../services/visible.ts';
import type { ViewNote } from './viewNote.ts';

export interface TreeNeeds {
  readonly store: RunStore;
  readonly connections: Connections;
  readonly arrangement: Arrangement;
  readonly visible: Visible;
  readonly chooser: Chooser;
  /** Selects the row of a place, where it is. */
  readonly select: (place: Place) => Promise<void>;
  readonly note: Pick<ViewNote, 'setFilter'>;
}

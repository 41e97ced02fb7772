import type { Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { LivePolling } from '../../services/live/livePolling.ts';
import type { Watched, WatchedList } from '../../services/live/watched.ts';
import type { Panels } from '../../services/panels.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';

export interface LiveNeeds {
  readonly live: Lazy<LivePolling>;
  readonly watched: WatchedList;
  readonly store: Pick<RunStore, 'onDidChange' | 'titles' | 'peek'>;
  readonly chooser: Chooser;
  readonly panels: Lazy<Panels>;
  readonly settings: Pick<Settings, 'notifications' | 'setNotifications'>;
  /** Unfolds the tree down to it, and selects its row. */
  readonly reveal: (what: Watched) => Promise<void>;
  readonly log: Pick<Log, 'defect'>;
}

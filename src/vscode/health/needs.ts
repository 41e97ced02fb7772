import type { Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Http } from '../../http/http.ts';
import type { OwnArchive } from '../../services/archiving/ownArchive.ts';
import type { Host } from '../../services/host/host.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { LivePolling } from '../../services/live/livePolling.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';

export interface HealthNeeds {
  readonly connections: Connections;
  readonly store: Pick<RunStore, 'listings'>;
  readonly http: Lazy<Http>;
  readonly live: Lazy<Pick<LivePolling, 'budget'>>;
  readonly archive: Pick<OwnArchive, 'get' | 'isOn'>;
  readonly settings: Pick<Settings, 'autoRefresh'>;
  readonly host: Pick<Host, 'about' | 'lacks' | 'files'>;
  readonly log: Pick<Log, 'show'>;
}

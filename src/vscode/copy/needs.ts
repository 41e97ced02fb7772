import type { RunStore } from '../../core/store/store.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { Settings } from '../settings.ts';

export interface CopyNeeds {
  readonly store: Pick<RunStore, 'load' | 'trail'>;
  readonly connections: Pick<Connections, 'get' | 'providerOf' | 'isOnDisk'>;
  readonly chooser: Chooser;
  readonly settings: Pick<Settings, 'redactionPatterns'>;
}

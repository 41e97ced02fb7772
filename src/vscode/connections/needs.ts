import type { Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Clients } from '../../services/connections/clients.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { Samples } from '../../services/connections/samples.ts';
import type { Welcome } from '../../services/connections/welcome.ts';
import type { Log } from '../log.ts';

export interface ConnectionsNeeds {
  readonly connections: Connections;
  readonly clients: Lazy<Clients>;
  readonly samples: Samples;
  readonly store: Pick<RunStore, 'forget' | 'listings'>;
  readonly chooser: Chooser;
  readonly welcome: () => Promise<Welcome>;
  readonly log: Pick<Log, 'defect'>;
}

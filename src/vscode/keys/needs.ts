import type { Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Clients } from '../../services/connections/clients.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { KeyStore } from '../../services/connections/keys.ts';

export interface KeysNeeds {
  readonly connections: Connections;
  readonly clients: Lazy<Pick<Clients, 'connect'>>;
  readonly keys: KeyStore;
  readonly store: Pick<RunStore, 'forget'>;
  readonly chooser: Chooser;
}

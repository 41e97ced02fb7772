import type { Lazy } from '../../core/kit/lazy.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Clients } from '../../services/connections/clients.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { Drafts } from '../../services/connections/drafts.ts';

export interface WizardNeeds {
  readonly connections: Pick<Connections, 'add' | 'all' | 'isOwn' | 'keyOf' | 'providerOf' | 'providers'>;
  readonly clients: Lazy<Pick<Clients, 'connect'>>;
  readonly chooser: Pick<Chooser, 'connection'>;
  readonly drafts: Pick<Drafts, 'wizard' | 'keepWizard'>;
  /** Whether this host can read folders of this machine. */
  readonly hasDisk: () => Promise<boolean>;
  /** Unfolds the tree down to a place, and selects its row. */
  readonly reveal: (place: Place) => Promise<void>;
}

import type { ProviderClient, Sort } from '../provider/provider.ts';
import type { ViewOptions } from '../rows/view.ts';
import type { Collection } from '../run/run.ts';
import type { ArchivePort } from './archivePort.ts';

/** What the store needs of the rest. */
export interface StoreDeps {
  /** @throws ProviderError when there is no such connection */
  readonly client: (connection: string) => Promise<ProviderClient>;
  /** Rows that one load brings, over as many requests as it takes. */
  readonly pageSize: () => number;
  readonly view: () => ViewOptions;
  /** The order that the service is asked for; the view's own when left out. */
  readonly sort?: (connection: string) => Sort;
  readonly grouping: (connection: string) => string | undefined;
  /** Label of a connection, for breadcrumbs. */
  readonly label: (connection: string) => string | undefined;
  /** Collections of a connection that are known without a request. */
  readonly pinned: (connection: string) => readonly Collection[];
  readonly archive?: ArchivePort;
  readonly now: () => number;
}

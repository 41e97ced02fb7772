import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { QuerySource } from '../../services/query/source.ts';
import type { Settings } from '../settings.ts';
import type { Tools } from './tools.ts';

export interface ToolsDeps {
  readonly source: Lazy<QuerySource>;
  readonly store: Pick<RunStore, 'listings'>;
  readonly connections: Connections;
  readonly settings: Pick<Settings, 'assistant'>;
  readonly defect: (where: string, error: unknown) => void;
}

/** The tools over what this window has, loaded with their first call. */
export function openTools({ source, store, connections, settings, defect }: ToolsDeps): Lazy<Tools> {
  return lazy(async () => {
    const [{ Tools }, own] = await Promise.all([import('./tools.ts'), source.get()]);
    const isInUse = (id: string) => {
      const connection = connections.get(id);
      // An unknown one is answered with advice, and a folder asks nobody.
      if (!connection || connections.isOnDisk(connection)) return true;
      return store.listings().some((listing) => listing.connection === id && listing.loaded);
    };
    return new Tools({ source: own, isOn: () => settings.assistant(), isInUse, defect });
  });
}

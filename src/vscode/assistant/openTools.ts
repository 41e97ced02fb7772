import * as vscode from 'vscode';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { OwnArchive } from '../../services/archiving/ownArchive.ts';
import type { Baselines } from '../../services/baselines.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { Samples } from '../../services/connections/samples.ts';
import type { Settings } from '../settings.ts';
import type { Tools } from './tools.ts';

export interface ToolsDeps {
  readonly store: RunStore;
  readonly connections: Connections;
  readonly archive: Pick<OwnArchive, 'get'>;
  readonly samples: Pick<Samples, 'revive'>;
  readonly baselines: Pick<Baselines, 'of'>;
  readonly settings: Pick<Settings, 'assistant' | 'analysis' | 'redactionPatterns'>;
  readonly defect: (where: string, error: unknown) => void;
}

/** The tools over what this window has, loaded with their first call. */
export function openTools(deps: ToolsDeps): Lazy<Tools> {
  const { store, connections, archive, samples, baselines, settings, defect } = deps;
  return lazy(async () => {
    const [{ Tools }, { storeSource }, { linkOf }, { allRules }] = await Promise.all([
      import('./tools.ts'),
      import('../../services/query/storeSource.ts'),
      import('../../services/copy/copyLink.ts'),
      import('../../services/export/redaction.ts'),
    ]);
    const source = storeSource({
      ...{ store, connections, providers: connections.providers, now: Date.now },
      revive: () => samples.revive(),
      archive: () => archive.get(),
      rules: () => allRules(settings.redactionPatterns()),
      settings: () => settings.analysis(),
      baseline: (batch) => baselines.of(batch),
      link: (what) => {
        const connection = connections.get(what.connection);
        if (!connection || !('run' in what) || connections.isOnDisk(connection)) return undefined;
        return linkOf(vscode.env.uriScheme, connection, what);
      },
    });
    const isInUse = (id: string) => {
      const connection = connections.get(id);
      // An unknown one is answered with advice, and a folder asks nobody.
      if (!connection || connections.isOnDisk(connection)) return true;
      return store.listings().some((listing) => listing.connection === id && listing.loaded);
    };
    return new Tools({ source, isOn: () => settings.assistant(), isInUse, defect });
  });
}

import * as vscode from 'vscode';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { OwnArchive } from '../../services/archiving/ownArchive.ts';
import type { Baselines } from '../../services/baselines.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { Samples } from '../../services/connections/samples.ts';
import type { QuerySource } from '../../services/query/source.ts';
import type { Settings } from '../settings.ts';

export interface SourceDeps {
  readonly store: RunStore;
  readonly connections: Connections;
  readonly archive: Pick<OwnArchive, 'get'>;
  readonly samples: Pick<Samples, 'revive'>;
  readonly baselines: Pick<Baselines, 'of'>;
  readonly settings: Pick<Settings, 'analysis' | 'redactionPatterns'>;
}

/** What this window has, as the questions see it; loaded with the first of them. */
export function openSource(deps: SourceDeps): Lazy<QuerySource> {
  const { store, connections, archive, samples, baselines, settings } = deps;
  return lazy(async () => {
    const [{ storeSource }, { linksOf }, { allRules }] = await Promise.all([
      import('../../services/query/storeSource.ts'),
      import('../../services/query/links.ts'),
      import('../../services/export/redaction.ts'),
    ]);
    return storeSource({
      ...{ store, connections, providers: connections.providers, now: Date.now },
      revive: () => samples.revive(),
      archive: () => archive.get(),
      rules: () => allRules(settings.redactionPatterns()),
      settings: () => settings.analysis(),
      baseline: (batch) => baselines.of(batch),
      links: linksOf(vscode.env.uriScheme, (id) => {
        const connection = connections.get(id);
        return connection !== undefined && !connections.isOnDisk(connection);
      }),
    });
  });
}

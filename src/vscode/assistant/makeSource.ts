import * as vscode from 'vscode';
import { allRules } from '../../services/export/redaction.ts';
import { linksOf } from '../../services/query/links.ts';
import type { QuerySource } from '../../services/query/source.ts';
import { storeSource } from '../../services/query/storeSource.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { OwnArchive } from '../../services/archiving/ownArchive.ts';
import type { Baselines } from '../../services/baselines.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { Samples } from '../../services/connections/samples.ts';
import type { Settings } from '../settings.ts';

export interface SourceDeps {
  readonly store: RunStore;
  readonly connections: Connections;
  readonly archive: Pick<OwnArchive, 'get' | 'isPossible'>;
  readonly samples: Pick<Samples, 'revive'>;
  readonly baselines: Pick<Baselines, 'of'>;
  readonly settings: Pick<Settings, 'analysis' | 'redaction'>;
}

export function makeSource(deps: SourceDeps): QuerySource {
  const { store, connections, archive, samples, baselines, settings } = deps;
  return storeSource({
    ...{ store, connections, providers: connections.providers, now: Date.now },
    revive: () => samples.revive(),
    archive: () => archive.get(),
    hasArchive: archive.isPossible,
    rules: () => allRules(settings.redaction()),
    settings: () => settings.analysis(),
    baseline: (batch) => baselines.of(batch),
    links: linksOf(vscode.env.uriScheme, (id) => {
      const connection = connections.get(id);
      return connection !== undefined && !connections.isOnDisk(connection);
    }),
  });
}

/** The samples as a window has them, with their archive: the same each time, to the byte. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { openArchive } from '../../../src/archive/main.ts';
import { defaultView, runsAmong } from '../../../src/core/rows/view.ts';
import type { ProviderClient } from '../../../src/core/provider/provider.ts';
import type { Place } from '../../../src/core/run/refs.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import { batchRule } from '../../../src/export/redaction/redact.ts';
import { builtInRules } from '../../../src/export/redaction/rules.ts';
import { createHttp } from '../../../src/http/main.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { startSampleService, type SampleServiceOptions } from '../../../src/samples/main.ts';
import { archiveSource } from '../../../src/services/query/archiveSource.ts';
import { storeSource } from '../../../src/services/query/storeSource.ts';

const now = Date.UTC(2026, 10, 22, 12);

export async function openSamples(options: SampleServiceOptions = {}) {
  const service = await startSampleService({ now: () => now, ...options });
  const http = createHttp({
    clock: { now: () => now, delay: (ms, stop) => delay(ms, undefined, { signal: stop }) },
    random: () => 0.5,
    log: () => undefined,
  });
  const providers = [cognigy, promptingCompany];
  const clients = new Map<string, ProviderClient>();
  for (const connection of service.connections) {
    const provider = connection.provider === cognigy.id ? cognigy : promptingCompany;
    const own = { origin: service.origin, auth: 'apiKey', key: () => Promise.resolve(service.key) } as const;
    const client = await provider.connect(connection, http.connect({ ...own, label: connection.label }));
    clients.set(connection.id, client);
  }
  const labels = new Map(service.connections.map(({ id, label }) => [id, label]));
  const store = new RunStore({
    client: (id) => Promise.resolve(clients.get(id)!),
    pageSize: () => 50,
    view: () => defaultView,
    grouping: () => undefined,
    label: (id) => labels.get(id),
    pinned: () => [],
    now: () => now,
  });
  const folder = await mkdtemp(join(tmpdir(), 'agent-runs-questions-'));
  const worker = new URL('../../../src/archive/worker.ts', import.meta.url);
  const archive = openArchive({
    ...{ folder, worker, now: () => now },
    retention: { days: undefined, megabytes: 100 },
  });
  const unfold = async (place: Place): Promise<void> => {
    const { items } = await store.open(place);
    const collections = items.filter((item) => item.kind === 'collection');
    archive.keepCollections(collections);
    archive.keep(runsAmong(items), store.titles(place));
    for (const { connection, path } of collections) await unfold({ connection, path });
  };
  for (const { id } of service.connections) await unfold({ connection: id, path: [] });
  await archive.flush();
  const rules = builtInRules.map(batchRule);
  const common = { providers, rules: () => rules, settings: () => defaultSettings, now: () => now };
  return {
    ...{ service, store },
    live: storeSource({
      ...{ ...common, store, baseline: () => undefined, links: undefined, hasArchive: true },
      connections: {
        all: () => service.connections,
        providerOf: ({ provider }) => providers.find(({ id }) => id === provider),
      },
      revive: () => Promise.resolve(),
      archive: () => Promise.resolve({ archive, keyOf: (id) => id, connectionOf: (key) => key }),
    }),
    kept: archiveSource({ ...common, archive }),
    close: async () => {
      store.dispose();
      await archive.dispose();
      await http.close();
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

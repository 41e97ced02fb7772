/** Real minutes against the sample service over real HTTP, with random faults and a ledger in a real file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Place } from '../../src/core/run/refs.ts';
import type { Provider, ProviderClient } from '../../src/core/provider/provider.ts';
import { isGoing } from '../../src/core/live/going.ts';
import { createHttp } from '../../src/http/main.ts';
import { cognigy } from '../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../src/providers/promptingCompany/provider.ts';
import { startSampleService, type SampleService } from '../../src/samples/main.ts';
import type { Intercept } from '../../src/samples/server.ts';
import { windowClock } from '../../src/services/live/windowClock.ts';
import { FileLedger } from '../../src/services/live/fileLedger.ts';
import { PerMinute } from './soakRequests.ts';
import type { SoakFigures } from './soakSimulated.ts';
import { SoakWindow } from './soakWindow.ts';

/** The samples' clock runs ahead, so that simulations of minutes end within the soak. */
const speed = 4;

export async function soakReal(
  minutes: number,
  windows: number,
): Promise<Omit<SoakFigures, 'budgetPerMinute'>> {
  const start = Date.now();
  const calmAt = start + minutes * 60_000 * 0.6;
  const service = await startSampleService({
    now: () => start + (Date.now() - start) * speed,
    intercept: faults(() => Date.now() < calmAt),
  });
  const folder = await mkdtemp(join(tmpdir(), 'agent-runs-soak-'));
  const perMinute = new PerMinute(Date.now);
  const all = Array.from({ length: windows }, (_, i) =>
    openWindow(service, folder, `window-${i}`, perMinute),
  );
  let peak = 0;
  try {
    await Promise.all(all.map(({ window }) => unfold(window, service)));
    perMinute.reset();
    for (const { window } of all) window.show(true, Date.now());
    for (let i = 0; Date.now() < start + minutes * 60_000; i++) {
      await delay(5000);
      // One window after the other is hidden for a while.
      const { window } = all[i % all.length]!;
      if (i % 3 === 0) window.show(!window.visible, Date.now());
      if (Date.now() > calmAt)
        for (const each of all) if (!each.window.visible) each.window.show(true, Date.now());
      peak = Math.max(peak, process.memoryUsage().heapUsed);
    }
    const truth = openWindow(service, folder, 'truth', new PerMinute(Date.now));
    await unfold(truth.window, service);
    const lost = all.reduce((sum, { window }) => sum + missing(window, truth.window), 0);
    await truth.close();
    return {
      requests: perMinute.total,
      maxRequestsPerMinute: perMinute.most,
      updates: all.reduce((sum, { window }) => sum + window.updates, 0),
      lostUpdates: lost,
      duplicateUpdates: all.reduce((sum, { window }) => sum + window.duplicates, 0),
      peakHeapMb: peak / 1024 / 1024,
    };
  } finally {
    for (const each of all) await each.close();
    await service.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function openWindow(service: SampleService, folder: string, name: string, perMinute: PerMinute) {
  const clients = new Map<string, Promise<ProviderClient>>();
  const http = createHttp({
    clock: { now: Date.now, delay: (ms, signal) => delay(ms, undefined, { signal }) },
    random: Math.random,
    log: ({ origin }) => perMinute.note(origin),
    book: (origin) => window.book(origin),
  });
  const connections = service.connections.map((connection) => ({
    connection,
    provider: providerOf(connection.provider),
  }));
  const window: SoakWindow = new SoakWindow({
    name,
    clock: windowClock,
    random: Math.random,
    shared: new FileLedger(folder, name),
    connections,
    client: (id) => {
      const { connection, provider } = connections.find((each) => each.connection.id === id)!;
      const origin = new URL(connection.baseUrl).origin;
      const key = () => Promise.resolve(service.key);
      const made =
        clients.get(id) ??
        provider.connect(connection, http.connect({ origin, auth: 'apiKey', key, label: id }));
      clients.set(id, made);
      return made;
    },
  });
  const close = async () => {
    window.crash();
    await http.close();
  };
  return { window, close };
}

/** Everything is unfolded; a first load that fails is tried again, as a person would. */
async function unfold(window: SoakWindow, service: SampleService): Promise<void> {
  const places: Place[] = [];
  const open = async (place: Place): Promise<void> => {
    places.push(place);
    for (let tries = 0; tries < 10; tries++) {
      const { loaded, items } = await window.store.open(place);
      if (!loaded) await window.store.refresh(place);
      else {
        const below = items.filter((item) => item.kind === 'collection');
        for (const item of below) if (item.holds === 'collections' || isGoing(item)) await open(item);
        return;
      }
    }
  };
  for (const { id } of service.connections) await open({ connection: id, path: [] });
  window.places = places;
}

/** Runs that ended a good while ago (in the samples' fast time) and that the window still shows as going on. */
function missing(window: SoakWindow, truth: SoakWindow): number {
  const late = Date.now() - 90_000;
  return window.places.flatMap((place) => {
    const known = new Map(truth.store.listing(place)?.items.map((item) => [keyOf(item), item]));
    return (window.store.listing(place)?.items ?? []).filter((item) => {
      const now = known.get(keyOf(item));
      if (item.kind !== 'run' || now?.kind !== 'run' || !isGoing(item) || isGoing(now)) return false;
      const ended = now.completedAt?.ms ?? now.turns?.at(-1)?.createdAt?.ms ?? 0;
      return ended < late;
    });
  }).length;
}

function keyOf(item: { readonly kind: string; readonly ref?: { readonly run: string } }): string {
  return item.ref?.run ?? '';
}

function providerOf(id: string): Provider {
  return id === cognigy.id ? cognigy : promptingCompany;
}

function faults(active: () => boolean): Intercept {
  return async (_request, reply) => {
    const dice = active() ? Math.random() : 1;
    if (dice < 0.03) return respond(503, {});
    if (dice < 0.05) return respond(429, { 'retry-after': '3' });
    if (dice < 0.06) {
      reply.destroy();
      return true;
    }
    if (dice < 0.08) await delay(2000);
    return false;

    function respond(status: number, headers: Record<string, string>): true {
      reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{}');
      return true;
    }
  };
}

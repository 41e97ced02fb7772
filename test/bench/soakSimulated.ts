/** A day of four windows and three connections, in seconds: the clock is made up, the code is the real one. */
import type { Connection } from '../../src/core/provider/provider.ts';
import { budgetPerMinute } from '../../src/core/live/ledger.ts';
import { OwnLedger } from '../../src/core/live/memory.ts';
import { cognigy } from '../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../src/providers/promptingCompany/provider.ts';
import { randomFrom } from '../../src/samples/random.ts';
import { FakeClock, settled } from '../unit/schedule/support.ts';
import { SoakService } from './soakService.ts';
import { SoakWindow } from './soakWindow.ts';
import { PerMinute } from './soakRequests.ts';

export interface SoakFigures {
  readonly requests: number;
  readonly maxRequestsPerMinute: number;
  readonly budgetPerMinute: number;
  readonly updates: number;
  readonly lostUpdates: number;
  readonly duplicateUpdates: number;
  readonly peakHeapMb: number;
}

const minute = 60_000;
/** A change that a window which was visible all the time has not shown by then is lost. */
const patience = 20 * minute;

export const soakWindows = 4;

export const soakConnections = [
  { provider: cognigy, connection: connectionOf('shop', 'cognigy', 'https://api.example/testing', 'p1') },
  { provider: cognigy, connection: connectionOf('bank', 'cognigy', 'https://api.example/testing', 'p2') },
  {
    provider: promptingCompany,
    connection: connectionOf('agents', 'promptingCompany', 'https://app.example'),
  },
] as const;

export async function soakSimulated(hours: number, seed: number): Promise<SoakFigures> {
  const clock = new FakeClock();
  const dice = randomFrom(seed, 'soak');
  const random = (): number => dice.integer(0, 999_999) / 1_000_000;
  const end = clock.now() + hours * 60 * minute;
  const perMinute = new PerMinute(clock.now);
  const services = soakConnections.map(
    ({ connection }) =>
      new SoakService({
        connection,
        clock,
        random,
        until: end - 90 * minute,
        requested: (to) => perMinute.note(to),
      }),
  );
  const serviceOf = (id: string) =>
    services[soakConnections.findIndex(({ connection }) => connection.id === id)]!;
  const shared = new OwnLedger();
  let lost = 0;
  let peak = 0;
  const gone: SoakWindow[] = [];
  let born = 0;

  const makeWindow = (): SoakWindow => {
    const window: SoakWindow = new SoakWindow({
      name: `window-${born++}`,
      clock,
      random,
      shared,
      connections: soakConnections,
      client: (id) => Promise.resolve(serviceOf(id).client()),
    });
    return window;
  };
  const windows = Array.from({ length: soakWindows }, makeWindow);

  /** A person looks: the lists are loaded, and the newest simulations unfolded. */
  const look = async (window: SoakWindow): Promise<void> => {
    const { store } = window;
    const roots = soakConnections.map(({ connection }) => ({
      connection: connection.id,
      path: [] as string[],
    }));
    await Promise.all(
      roots.map((place) => (store.listing(place)?.loaded ? store.refresh(place) : store.open(place))),
    );
    const newest = roots.flatMap(({ connection }) =>
      serviceOf(connection)
        .begun()
        .slice(0, 2)
        .map(({ name }) => ({ connection, path: [name] })),
    );
    window.places = [...roots, ...newest];
    await Promise.all(newest.map((place) => store.open(place)));
    window.update();
  };

  const check = (window: SoakWindow): void => {
    if (!window.visible || clock.now() - window.visibleSince < patience) return;
    for (const place of window.places) {
      const listing = window.store.listing(place);
      const [name] = place.path;
      if (!listing?.loaded || name === undefined) continue;
      for (const { id, end: ended } of serviceOf(place.connection).runsOf(name)) {
        const item = listing.items.find((each) => each.kind === 'run' && each.ref.run === id);
        const isLate = Math.max(ended, window.visibleSince) < clock.now() - patience;
        if (isLate && !(item?.kind === 'run' && item.state === 'finished')) lost++;
      }
    }
  };

  const next = windows.map(() => 0);
  while (clock.now() < end) {
    for (const [i, at] of next.entries()) {
      const window = windows[i]!;
      if (clock.now() < at) continue;
      if (random() < 0.05) {
        window.crash();
        gone.push(window);
        windows[i] = makeWindow();
      } else {
        window.show(!window.visible, clock.now());
        if (window.visible) void look(window);
      }
      next[i] = clock.now() + (5 + 55 * random()) * minute;
    }
    // The last hour is quiet, so that everything must have arrived in the end.
    if (clock.now() > end - 60 * minute)
      for (const [i, window] of windows.entries()) {
        if (!window.visible) window.show(true, clock.now());
        next[i] = Infinity;
      }
    for (const service of services) service.faulty = clock.now() < end - 30 * minute;
    await clock.pass(minute);
    for (const window of windows) check(window);
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }
  await settled();
  const all = [...gone, ...windows];
  return {
    requests: perMinute.total,
    maxRequestsPerMinute: perMinute.most,
    budgetPerMinute: Math.min(
      ...soakConnections.map(({ provider }) =>
        provider.polling ? budgetPerMinute(provider.polling) : Infinity,
      ),
    ),
    updates: all.reduce((sum, window) => sum + window.updates, 0),
    lostUpdates: lost,
    duplicateUpdates: all.reduce((sum, window) => sum + window.duplicates, 0),
    peakHeapMb: peak / 1024 / 1024,
  };
}

function connectionOf(id: string, provider: string, baseUrl: string, projectId?: string): Connection {
  return { id, provider, label: id, baseUrl, projectId };
}

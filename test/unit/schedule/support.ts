/** A clock that stands still until a test moves it, and a service that is asked through pollers. */
import type { PollingAdvice } from '../../../src/core/provider/provider.ts';
import { ProviderError, type ProviderErrorInit } from '../../../src/core/provider/providerError.ts';
import { OwnLedger } from '../../../src/core/live/memory.ts';
import { Poller, type PollerClock, type Target } from '../../../src/core/live/poller.ts';

export class FakeClock implements PollerClock {
  #now: number;
  readonly #timers = new Set<{ readonly at: number; readonly call: () => void }>();

  constructor(now = 1_000_000_000_000) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  after(ms: number, call: () => void): { dispose(): void } {
    const timer = { at: this.#now + Math.max(0, ms), call };
    this.#timers.add(timer);
    return { dispose: () => void this.#timers.delete(timer) };
  }

  /** Moves on, calling what is due in order, and lets what follows from it happen. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
      await settled();
    }
    this.#now = end;
    await settled();
  }
}

export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export const often: PollingAdvice = { atLeastMs: 5000, requests: 1000, windowMs: 300_000 };
export const seldom: PollingAdvice = { atLeastMs: 45_000, requests: 300, windowMs: 60_000 };

export function failure(init: Partial<ProviderErrorInit> = {}): ProviderError {
  return new ProviderError({ reason: 'unavailable', message: 'Down.', nextStep: 'Wait.', ...init });
}

/** One window that shows one unfinished place of a service whose revision the test sets. */
export function rig(
  more: {
    clock?: FakeClock;
    shared?: OwnLedger;
    window?: string;
    service?: { revision: string };
    advice?: PollingAdvice;
    since?: number;
    cost?: number;
    random?: number;
  } = {},
) {
  const clock = more.clock ?? new FakeClock();
  const shared = more.shared ?? new OwnLedger();
  const service = more.service ?? { revision: 'r1' };
  const world = {
    visible: true,
    shown: service.revision,
    failure: undefined as ProviderError | undefined,
    /** When each request was made, in ms since the start. */
    asked: [] as number[],
  };
  const start = clock.now();
  const target: Target = {
    key: 'place',
    origin: 'origin',
    advice: more.advice ?? often,
    since: more.since ?? start,
    loadedAt: start,
    cost: more.cost ?? 1,
    revision: () => world.shown,
    load: () => {
      world.asked.push(clock.now() - start);
      if (!world.failure) world.shown = service.revision;
      return Promise.resolve(world.failure);
    },
  };
  const poller = new Poller({
    window: more.window ?? 'w1',
    clock,
    random: () => more.random ?? 0,
    shared,
    targets: () => (world.visible ? [target] : []),
    claimed: () => () => undefined,
  });
  return { clock, shared, service, world, poller, start };
}

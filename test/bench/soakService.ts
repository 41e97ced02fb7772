/** A made-up service on a made-up clock: simulations begin, runs end, and every so often an answer goes wrong. */
import type { Connection, Page, ProviderClient } from '../../src/core/provider/provider.ts';
import { ProviderError, type Reason } from '../../src/core/provider/providerError.ts';
import type { Collection, Run } from '../../src/core/run/run.ts';
import type { FakeClock } from '../unit/schedule/support.ts';
import { makeRun } from '../webview/support/runs.ts';

const minute = 60_000;

export interface SoakRun {
  readonly id: string;
  readonly begin: number;
  readonly end: number;
}

interface Simulation {
  readonly name: string;
  readonly begin: number;
  readonly runs: readonly SoakRun[];
}

export interface SoakServiceOptions {
  readonly connection: Connection;
  readonly clock: FakeClock;
  readonly random: () => number;
  /** Until when new simulations begin, in ms since the epoch. */
  readonly until: number;
  readonly requested: (origin: string) => void;
}

export class SoakService {
  readonly #options: SoakServiceOptions;
  readonly #simulations: readonly Simulation[];
  /** Whether answers go wrong. */
  faulty = true;
  #limitedUntil = 0;

  constructor(options: SoakServiceOptions) {
    this.#options = options;
    this.#simulations = [...plan(options)];
  }

  /** What a window talks to. */
  client(): ProviderClient {
    return {
      list: (path, _request, signal) => this.#answer(() => this.#page(path), signal),
      run: () => Promise.reject(failureOf('notFound')),
      test: () => Promise.resolve('ok'),
    };
  }

  /** Simulations that have begun, newest first. */
  begun(): readonly Simulation[] {
    const now = this.#options.clock.now();
    return this.#simulations.filter(({ begin }) => begin <= now).toReversed();
  }

  runsOf(name: string): readonly SoakRun[] {
    return this.#simulations.find((each) => each.name === name)?.runs ?? [];
  }

  async #answer<T>(make: () => T, signal: AbortSignal): Promise<T> {
    const { clock, random, connection, requested } = this.#options;
    requested(new URL(connection.baseUrl).origin);
    const dice = this.faulty ? random() : 1;
    await pass(clock, dice < 0.01 ? 30_000 : 50 + 400 * random());
    signal.throwIfAborted();
    const now = clock.now();
    if (dice > 0.99 && dice < 1) this.#limitedUntil = now + 20_000 + 60_000 * random();
    if (now < this.#limitedUntil) throw failureOf('rateLimited', this.#limitedUntil);
    if (dice < 0.06)
      throw failureOf((['timeout', 'unavailable', 'network'] as const)[Math.floor(dice * 50)] ?? 'network');
    return make();
  }

  #page(path: readonly string[]): Page {
    const [name] = path;
    const items =
      name === undefined
        ? this.begun()
            .slice(0, 20)
            .map((each) => this.#row(each))
        : this.#runs(name);
    return { items, total: items.length, next: undefined };
  }

  #row({ name, begin, runs }: Simulation): Collection {
    const { clock, connection } = this.#options;
    const completed = runs.filter(({ end }) => end <= clock.now()).length;
    return {
      kind: 'collection',
      connection: connection.id,
      path: [name],
      icon: 'checklist',
      expects: ['counts', 'verdicts'],
      noun: 'Simulation',
      title: name,
      holds: 'runs',
      createdAt: { ms: begin, raw: begin },
      outcome: completed === runs.length ? 'unknown' : 'running',
      counts: { runs: runs.length, completed, passed: undefined, failed: undefined },
      facts: [],
      rest: {},
    };
  }

  #runs(name: string): Run[] {
    const { clock, connection } = this.#options;
    return this.runsOf(name)
      .filter(({ begin }) => begin <= clock.now())
      .map(({ id, begin, end }) => {
        const isOver = end <= clock.now();
        const text = JSON.stringify({ id, isOver, talk: 'word '.repeat(isOver ? 200 : 20) });
        return makeRun({
          ref: { connection: connection.id, path: [name], run: id },
          title: id,
          state: isOver ? 'finished' : 'running',
          verdict: isOver ? (id.endsWith('3') ? 'failed' : 'passed') : 'none',
          createdAt: { ms: begin, raw: begin },
          raw: () => text,
        });
      });
  }
}

function* plan({ clock, random, until, connection }: SoakServiceOptions): Generator<Simulation> {
  let begin = clock.now() - 5 * minute;
  for (let n = 1; begin < until; n++) {
    const name = `${connection.id}-${n}`;
    const runs = Array.from({ length: 10 }, (_, i): SoakRun => {
      const started = begin + i * 20_000 * random();
      return { id: `${name}-${i}`, begin: started, end: started + (1 + 40 * random() ** 3) * minute };
    });
    yield { name, begin, runs };
    begin += (10 + 40 * random()) * minute;
  }
}

function pass(clock: FakeClock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}

function failureOf(reason: Reason, retryAt?: number): ProviderError {
  return new ProviderError({ reason, message: `Made up: ${reason}.`, nextStep: 'Wait.', retryAt });
}

/**
 * One window's poller: asks again for what is unfinished and shown, each place in its own time, and only after
 * the ledger of all windows agrees. Knows neither VS Code nor HTTP; time and chance come from outside.
 */
import type { PollingAdvice } from '../provider/provider.ts';
import type { ProviderError } from '../provider/providerError.ts';
import { backoff, intervalFor, jittered } from './interval.ts';
import { claim, release, type SharedState } from './ledger.ts';

/** Something unfinished that is shown. */
export interface Target {
  /** The same for the same question to the same service, in every window. */
  readonly key: string;
  readonly origin: string;
  readonly advice: PollingAdvice;
  /** When the youngest unfinished thing in it began, in ms since the epoch. */
  readonly since: number | undefined;
  /** When it was last loaded by anybody's hand; `undefined` for never. */
  readonly loadedAt: number | undefined;
  /** Requests that a load takes. */
  readonly cost: number;
  /** What is shown now, as a word. */
  readonly revision: () => string;
  /** Asked for once, for a row: the view says nothing of it. */
  readonly once?: true;
  /** Loads it again; resolves with the failure, never rejects. */
  readonly load: () => Promise<ProviderError | undefined>;
}

export interface PollerClock {
  now(): number;
  /** Calls once, later. */
  after(ms: number, call: () => void): { dispose(): void };
}

export interface PollerDeps {
  /** This window among all windows. */
  readonly window: string;
  readonly clock: PollerClock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly shared: SharedState;
  /** What is worth polling now; empty while nothing is visible. */
  readonly targets: () => readonly Target[];
  /**
   * Told of requests that the ledger has counted: as many of the next ones to the origin need not be booked, until
   * what it returns is called.
   */
  readonly claimed: (origin: string, requests: number) => () => void;
}

/** What the view says; times in ms since the epoch. */
export interface PollingStatus {
  readonly updatedAt: number | undefined;
  readonly nextAt: number | undefined;
  /** Why the next look is later than usual. */
  readonly held: 'rateLimited' | 'budget' | 'failing' | undefined;
}

interface Progress {
  dueAt: number;
  failures: number;
  /** When what is shown was last known to be true. */
  trueAt: number;
  held: PollingStatus['held'];
  asking: boolean;
}

export class Poller {
  readonly #deps: PollerDeps;
  readonly #progress = new Map<string, Progress>();
  #current: ReadonlySet<string> = new Set();
  /** Of these, those whose freshness is told. */
  #told: readonly string[] = [];
  #timer: { dispose(): void } | undefined;
  #disposed = false;

  constructor(deps: PollerDeps) {
    this.#deps = deps;
  }

  /** Call after anything that may have changed what is shown. */
  update(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#disposed) return;
    const now = this.#deps.clock.now();
    const targets = this.#deps.targets();
    for (const target of targets) if (!this.#current.has(target.key)) this.#appear(target, now);
    this.#current = new Set(targets.map(({ key }) => key));
    this.#told = targets.filter(({ once }) => !once).map(({ key }) => key);
    this.#forget(now);
    let next = Infinity;
    for (const target of targets) {
      const progress = this.#of(target.key);
      this.#follow(target, progress, now);
      if (progress.asking) continue;
      if (progress.dueAt <= now) void this.#poll(target, progress);
      else next = Math.min(next, progress.dueAt);
    }
    // A clock that was set back must not silence the poller for long.
    if (next < Infinity)
      this.#timer = this.#deps.clock.after(Math.min(next - now, 60_000), () => this.update());
  }

  status(): PollingStatus | undefined {
    const all = this.#told.flatMap((key) => this.#progress.get(key) ?? []);
    if (all.length === 0) return undefined;
    const waiting = all.filter(({ asking }) => !asking).toSorted((a, b) => a.dueAt - b.dueAt);
    const [next] = waiting;
    const updatedAt = Math.max(...all.map(({ trueAt }) => trueAt));
    return {
      updatedAt: updatedAt > 0 ? updatedAt : undefined,
      nextAt: next && Number.isFinite(next.dueAt) ? next.dueAt : undefined,
      held: next?.held,
    };
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
  }

  /** What comes into sight is looked at as soon as the service's advice allows; a backoff goes on. */
  #appear(target: Target, now: number): void {
    const progress = this.#of(target.key);
    progress.trueAt = Math.max(progress.trueAt, target.loadedAt ?? 0);
    if (progress.failures > 0 && progress.dueAt > now) return;
    progress.dueAt = Math.max(now, progress.trueAt + target.advice.atLeastMs);
    progress.held = undefined;
  }

  /** A load by hand counts as a look. */
  #follow(target: Target, progress: Progress, now: number): void {
    const { loadedAt } = target;
    if (progress.asking || loadedAt === undefined || loadedAt <= progress.trueAt) return;
    progress.trueAt = loadedAt;
    progress.failures = 0;
    progress.held = undefined;
    progress.dueAt = Math.max(now, loadedAt + this.#interval(target, now));
  }

  async #poll(target: Target, progress: Progress): Promise<void> {
    progress.asking = true;
    try {
      await this.#ask(target, progress);
    } finally {
      progress.asking = false;
      this.update();
    }
  }

  async #ask(target: Target, progress: Progress): Promise<void> {
    const { clock, shared, window, claimed } = this.#deps;
    const { key: place, origin, advice, cost } = target;
    const now = clock.now();
    const decision = await shared.update((state) =>
      claim(state, {
        ...{ place, origin, by: window, now, advice, cost },
        loadedAt: progress.trueAt,
        revision: target.revision(),
        intervalMs: intervalFor(this.#age(target, now), advice),
      }),
    );
    switch (decision.kind) {
      case 'ask':
        break;
      case 'current':
        progress.trueAt = decision.at;
        progress.failures = 0;
        progress.held = undefined;
        progress.dueAt = Math.max(clock.now() + 1000, decision.at + this.#interval(target, now));
        return;
      case 'wait':
        progress.dueAt = decision.until;
        return;
      case 'paused':
      case 'budget':
        progress.held = decision.kind === 'paused' ? 'rateLimited' : 'budget';
        progress.dueAt = decision.until + this.#random(2000);
        return;
    }
    const ended = claimed(origin, cost);
    const failure = this.#disposed ? undefined : await target.load();
    ended();
    const done = clock.now();
    await shared.update((state) => [
      release(state, {
        ...{ place, origin, by: window, now: done },
        revision: failure ? undefined : target.revision(),
        pausedUntil: failure?.reason === 'rateLimited' ? failure.retryAt : undefined,
      }),
      undefined,
    ]);
    this.#learn(target, progress, failure, done);
  }

  #learn(target: Target, progress: Progress, failure: ProviderError | undefined, now: number): void {
    const interval = this.#interval(target, now);
    if (!failure) {
      progress.trueAt = now;
      progress.failures = 0;
      progress.held = undefined;
      progress.dueAt = now + interval;
      return;
    }
    progress.failures++;
    progress.held = failure.reason === 'rateLimited' ? 'rateLimited' : 'failing';
    // What stands before a service finds nothing also while the service is being renewed.
    progress.dueAt =
      final.has(failure.reason) && !failure.unanswered
        ? Infinity
        : failure.retryAt !== undefined && failure.retryAt > now
          ? failure.retryAt + this.#random(2000)
          : now + this.#random(2000) + backoff(progress.failures, interval);
  }

  #interval(target: Target, now: number): number {
    return jittered(intervalFor(this.#age(target, now), target.advice), this.#deps.random());
  }

  #age({ since }: Target, now: number): number | undefined {
    return since === undefined ? undefined : Math.max(0, now - since);
  }

  #random(ms: number): number {
    return Math.round(ms * this.#deps.random());
  }

  #of(key: string): Progress {
    const known = this.#progress.get(key);
    if (known) return known;
    const progress: Progress = { dueAt: 0, failures: 0, trueAt: 0, held: undefined, asking: false };
    this.#progress.set(key, progress);
    return progress;
  }

  /** What is out of sight is kept for as long as it holds somebody back. */
  #forget(now: number): void {
    for (const [key, { dueAt, asking }] of this.#progress)
      if (!this.#current.has(key) && !asking && (dueAt < now || dueAt === Infinity))
        this.#progress.delete(key);
  }
}

/** Asking again will not help; a new key, another address or the person's own refresh will. */
export const final: ReadonlySet<string> = new Set([
  'unauthorized',
  'forbidden',
  'notFound',
  'tls',
  'tooLarge',
]);

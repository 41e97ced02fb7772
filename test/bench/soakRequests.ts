/** Counts requests, and the most that any origin saw within a minute. */
export class PerMinute {
  readonly #now: () => number;
  readonly #times = new Map<string, number[]>();
  total = 0;
  most = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  note(origin: string): void {
    const now = this.#now();
    const times = (this.#times.get(origin) ?? []).filter((at) => at > now - 60_000);
    times.push(now);
    this.#times.set(origin, times);
    this.total++;
    this.most = Math.max(this.most, times.length);
  }

  /** Begins anew: what a person asked for by hand is not what polling is measured by. */
  reset(): void {
    this.#times.clear();
    this.total = 0;
    this.most = 0;
  }
}

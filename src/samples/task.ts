/** A task of The Prompting Company as its author writes it; `promptingCompanyData.ts` makes runs of it. */
export interface TaskScript {
  /** Part of the ids of its runs. */
  readonly key: string;
  readonly name: string;
  readonly category: 'coding' | 'research' | 'documentation' | 'analysis';
  /** Typical wall-clock minutes of the agent. */
  readonly minutes: number;
  /** Typical tokens. */
  readonly tokens: number;
  readonly goals: readonly Goal[];
  /** Runs per environment, in the order of the environments. */
  readonly runs: readonly [number, number, number];
}

export interface Goal {
  readonly name: string;
  /** Share of runs that reach it, from 0 to 1. */
  readonly ease: number;
  readonly met: string;
  /** Reasons of the judge when it is not met. */
  readonly missed: readonly string[];
}

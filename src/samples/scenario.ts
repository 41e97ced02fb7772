import type { Slots } from './script.ts';

/** A Cognigy scenario as its author writes it; `cognigyData.ts` makes records of it. */
export interface ScenarioScript {
  /** Part of the ids of everything below: changing it changes them. */
  readonly key: string;
  readonly name: string;
  readonly personaName: string;
  readonly persona: string;
  readonly mission: string;
  /** Name and text, in the order of the verdicts below. */
  readonly criteria: readonly (readonly [name: string, text: string])[];
  readonly maxTurns: number;
  /** Turns name their role in `data.role`; the contract itself knows no roles. */
  readonly namesRoles?: boolean;
  /** Who asks about what; each run takes one. */
  readonly cases: readonly Slots[];
  readonly variants: readonly Variant[];
  /** Oldest first. */
  readonly batches: readonly BatchPlan[];
}

/** One way in which the conversation goes. */
export interface Variant {
  readonly key: string;
  /** Names of the cases that speak like this; all of them when left out. */
  readonly people?: readonly string[];
  /** See `script.ts` for the form. */
  readonly script: string;
  /** One verdict per criterion; the reason may cite `{turn:label}`. */
  readonly judged: readonly (readonly [met: boolean, reason: string])[];
  readonly summary: string;
  /** False for a conversation that runs into the limit of turns; the script is then repeated up to it. */
  readonly ends?: boolean;
}

export interface BatchPlan {
  readonly key: string;
  /** Minutes before the service starts (negative: after) at which the batch is made. */
  readonly ageMinutes: number;
  /** How many runs go which way: keys of variants, or `error:KEY` for a technical error. */
  readonly mix: Readonly<Record<string, number>>;
  /** Taken by turns. */
  readonly endpoints: readonly string[];
  readonly model: string;
  /** Somebody stops it after this many seconds. */
  readonly stoppedAfterSeconds?: number;
}

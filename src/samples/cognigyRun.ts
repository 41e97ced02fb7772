/** One run of a Cognigy batch: planned from first to last turn, then shown as far as the clock has come. */
import type { Json } from '../core/run/run.ts';
import type { TechnicalError } from './data/technicalErrors.ts';
import type { Random } from './random.ts';
import type { JsonObject } from './sampleData.ts';
import type { ScenarioScript, Variant } from './scenario.ts';
import type { Played, PlayedTurn, Slots, Speaker } from './script.ts';
import { citedLabels, fill, play } from './script.ts';

export interface CognigyRunPlan {
  readonly head: JsonObject;
  readonly successCriteria: readonly JsonObject[];
  readonly createdBy: string;
  readonly endPointType: string | null;
  readonly maxTurns: number;
  readonly turns: readonly TimedTurn[];
  readonly ending: Ending;
  /** ms since the epoch: queued from `createdAt`, running from `begin`, over at `ending.at`. */
  readonly createdAt: number;
  readonly begin: number;
}

type Ending =
  | { readonly kind: 'judged'; readonly at: number; readonly metrics: JsonObject }
  | { readonly kind: 'error'; readonly at: number; readonly metrics: JsonObject }
  | { readonly kind: 'stopped'; readonly at: number; readonly metrics: JsonObject };

interface TimedTurn {
  readonly record: JsonObject;
  readonly at: number;
}

export interface RunRequest {
  readonly script: ScenarioScript;
  /** Key of a variant, or `error:KEY`. */
  readonly way: string;
  readonly slots: Slots;
  readonly random: Random;
  readonly errors: Readonly<Record<string, TechnicalError>>;
  readonly begin: number;
  /** When somebody stops the batch; Infinity when nobody does. */
  readonly stopAt: number;
  readonly createdAt: number;
  readonly turnId: (index: number) => string;
  readonly head: JsonObject;
  readonly successCriteria: readonly JsonObject[];
  readonly createdBy: string;
  readonly endPointType: string | null;
  readonly maxTurns: number;
}

export function endOf(plan: CognigyRunPlan): number {
  return plan.ending.at;
}

export function planRun(request: RunRequest): CognigyRunPlan {
  const { script, way, random } = request;
  const error = way.startsWith('error:') ? request.errors[way.slice('error:'.length)] : undefined;
  const variant = error ? random.pick(script.variants) : script.variants.find(({ key }) => key === way);
  if (!variant) throw new Error(`${script.key} has no variant ${way}.`);
  const slots = caseFor(variant, request);
  const played = perform(variant, script, slots, random);
  const turns = timed(played.turns, request);
  const lastAt = turns.at(-1)?.at ?? request.begin;
  const whole: CognigyRunPlan = {
    head: request.head,
    successCriteria: request.successCriteria,
    createdBy: request.createdBy,
    endPointType: request.endPointType,
    maxTurns: request.maxTurns,
    turns,
    ending: {
      kind: 'judged',
      at: lastAt + random.integer(2_000, 6_000),
      metrics: judgement(variant, played, script, slots),
    },
    createdAt: request.createdAt,
    begin: request.begin,
  };
  return stopped(error ? broken(whole, error, random) : whole, request.stopAt);
}

/** The record as the service reports it at a moment. */
export function runAt(plan: CognigyRunPlan, now: number): JsonObject {
  const turns = plan.turns.filter(({ at }) => at <= now).map(({ record }) => record);
  const isOver = now >= plan.ending.at;
  const head = {
    ...plan.head,
    turns,
    totalTurns: turns.length,
    successCriteria: plan.successCriteria,
  };
  const made = {
    createdAt: plan.createdAt,
    createdBy: plan.createdBy,
    endPointType: plan.endPointType,
    maxTurns: plan.maxTurns,
  };
  if (now < plan.begin && !isOver) return { ...head, ...made };
  return {
    ...head,
    metrics: isOver ? plan.ending.metrics : null,
    ...made,
    duration: isOver && plan.ending.at > plan.begin ? plan.ending.at - plan.begin : null,
    expiresAt: isOver ? new Date(plan.createdAt + keptMs).toISOString() : null,
  };
}

const keptMs = 30 * 86_400_000;

function caseFor({ people }: Variant, { script, slots, random }: RunRequest): Slots {
  if (!people) return slots;
  return random.pick(script.cases.filter(({ name }) => name !== undefined && people.includes(name)));
}

function perform(variant: Variant, script: ScenarioScript, slots: Slots, random: Random): Played {
  if (variant.ends !== false) return play(variant.script, slots, random);
  const first = play(variant.script, slots, random);
  const turns = [...first.turns];
  while (turns.length < script.maxTurns)
    turns.push(...play(variant.script.slice(variant.script.indexOf('U@again')), slots, random).turns);
  return { turns: turns.slice(0, script.maxTurns), labels: first.labels };
}

function timed(turns: readonly PlayedTurn[], request: RunRequest): TimedTurn[] {
  const isVoice = request.endPointType?.startsWith('voice') === true;
  let at = request.begin;
  return turns.map((turn, index) => {
    const [min, max] = pauses[turn.speaker];
    at += Math.round(request.random.integer(min, max) * (isVoice ? 1.4 : 1));
    const role = request.script.namesRoles ? { role: turn.speaker } : {};
    const record = {
      id: request.turnId(index),
      sequence: index + 1,
      text: turn.text,
      data: { ...role, ...turn.data },
      createdAt: at,
    };
    return { record, at };
  });
}

/** ms before each turn. */
const pauses: Readonly<Record<Speaker, readonly [min: number, max: number]>> = {
  user: [2_200, 6_000],
  agent: [1_300, 5_200],
  tool: [180, 1_400],
};

function judgement(variant: Variant, played: Played, script: ScenarioScript, slots: Slots): JsonObject {
  const met = variant.judged.filter(([success]) => success).length;
  const words = (text: string): string => fill(text, slots, played.labels);
  return {
    success: met === variant.judged.length,
    results: script.criteria.map(([name], index): JsonObject => {
      const [success, reason] = variant.judged[index] ?? [false, 'Not judged.'];
      const [label] = citedLabels(reason);
      const turn = label === undefined ? undefined : played.labels.get(label);
      return { name, success, reason: words(reason), ...(turn !== undefined && { turn }) };
    }),
    successRate: rate(met, variant.judged.length),
    summary: words(variant.summary),
    isBatchStopped: false,
    isConversationEnded: variant.ends !== false,
  };
}

function broken(plan: CognigyRunPlan, error: TechnicalError, random: Random): CognigyRunPlan {
  const turns = plan.turns.slice(0, random.integer(...error.afterTurns));
  const lastAt = turns.at(-1)?.at ?? plan.begin;
  return {
    ...plan,
    turns,
    ending: {
      kind: 'error',
      at: lastAt + error.afterMs,
      metrics: {
        success: false,
        results: [],
        successRate: rate(0, plan.successCriteria.length),
        summary: '',
        isBatchStopped: false,
        isConversationEnded: false,
        errorInfo: { message: error.message, technicalDetails: error.technicalDetails },
      },
    },
  };
}

function stopped(plan: CognigyRunPlan, stopAt: number): CognigyRunPlan {
  if (plan.ending.at <= stopAt) return plan;
  return {
    ...plan,
    turns: plan.turns.filter(({ at }) => at <= stopAt),
    ending: {
      kind: 'stopped',
      at: stopAt,
      metrics: {
        success: null,
        results: [],
        successRate: null,
        summary: null,
        isBatchStopped: true,
        isConversationEnded: false,
        errorInfo: null,
      },
    },
  };
}

function rate(numerator: number, denominator: number): Json {
  const percentage = denominator === 0 ? 0 : Math.round((10_000 * numerator) / denominator) / 100;
  return { percentage, numerator, denominator };
}

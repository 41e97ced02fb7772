/** One run of The Prompting Company: planned to its end, then shown as far as the clock has come. */
import type { MadeFrom } from './cognigyData.ts';
import type { Random } from './random.ts';
import { hexId, randomFrom, uuid } from './random.ts';
import type { JsonObject } from './sampleData.ts';
import type { TaskScript } from './task.ts';

export interface Environment {
  readonly key: string;
  readonly name: string;
  readonly agentConfig: JsonObject;
  /** USD per million tokens, all kinds together. */
  readonly price: number;
}

export interface Place {
  readonly task: TaskScript;
  readonly environment: Environment;
  /** Number of the pair of task and environment. */
  readonly pair: number;
  /** Number of the run within the pair; the first one is the newest. */
  readonly index: number;
}

type End = 'completed' | 'unjudged' | 'failed' | 'cancelled';

interface Stage {
  readonly status: string;
  /** ms since the epoch. */
  readonly from: number;
}

export interface RunPlan {
  readonly createdAt: number;
  readonly stages: readonly Stage[];
  readonly startedAt: number;
  readonly end: End;
  readonly endedAt: number;
  readonly head: JsonObject;
  readonly sandboxId: string;
  readonly tokens: number;
  readonly cost: number;
  readonly score: number | null;
  readonly passed: boolean | null;
  readonly origin: JsonObject;
  readonly result: JsonObject;
  readonly tail: JsonObject;
  readonly deletedAt: string | null;
  /** Optional keys are left out, as the schema allows. */
  readonly isBare: boolean;
}

export function planRun({ seed, start }: MadeFrom, place: Place): RunPlan {
  const { task, environment } = place;
  const name = `tpc ${task.key}/${environment.key}/${place.index}`;
  const random = randomFrom(seed, name);
  const end = endOf(place, random);
  const offsets = stageOffsets(task, end, random);
  const createdAt = start - age(place, offsets, random);
  const goals = task.goals.map((goal) => {
    const passed = random.chance(goal.ease);
    return { name: goal.name, passed, reason: passed ? goal.met : random.pick(goal.missed) };
  });
  const met = goals.filter(({ passed }) => passed).length;
  const isJudged = end === 'completed';
  const error = random.pick(sandboxErrors);
  const spent = end === 'failed' ? error.share : 1;
  const tokens = Math.round(task.tokens * (0.5 + random.number()) * spent);
  const odd = oddities.find(({ pair, index }) => pair === place.pair && index === place.index)?.what;
  return {
    createdAt,
    startedAt: createdAt + offsets.started,
    stages: offsets.stages.map(([status, offset]) => ({ status, from: createdAt + offset })),
    end,
    endedAt: createdAt + offsets.ended,
    ...owners(seed, place, odd),
    sandboxId: `sbx_${hexId(seed, name).slice(0, 16)}`,
    tokens,
    cost: Math.round(tokens * environment.price) / 1e6,
    score: isJudged ? Math.round((1000 * met) / goals.length) / 10 : null,
    passed: isJudged ? met === goals.length : null,
    result:
      end === 'failed'
        ? { attempt: 3, error: error.message }
        : end === 'cancelled'
          ? { cancelledBy: 'user' }
          : { attempt: 1, ...(isJudged && { goals }) },
    deletedAt: odd === 'deleted' ? iso(start - 3_600_000) : null,
    isBare: odd === 'bare',
  };
}

/** The record as the service reports it at a moment. */
export function runAt(plan: RunPlan, now: number): JsonObject {
  const isOver = now >= plan.endedAt;
  const stage = plan.stages.findLast(({ from }) => now >= from) ?? { status: 'queued', from: plan.createdAt };
  const isStarted = now >= plan.startedAt;
  const isMeasured = isOver || stage.status === 'evaluating' || stage.status === 'analyzing';
  return {
    ...plan.head,
    status: isOver ? (plan.end === 'unjudged' ? 'completed' : plan.end) : stage.status,
    sandboxId: isStarted ? plan.sandboxId : null,
    sandboxSnapshot: isOver && plan.end !== 'cancelled' ? `snap_${plan.sandboxId.slice(4)}` : null,
    overallScore: isOver ? plan.score : null,
    passed: isOver ? plan.passed : null,
    tokensUsed: isMeasured ? plan.tokens : null,
    costUsd: isMeasured ? plan.cost : null,
    startedAt: isStarted ? iso(plan.startedAt) : null,
    completedAt: isOver ? iso(plan.endedAt) : null,
    duration: isOver && plan.end !== 'cancelled' ? plan.endedAt - plan.startedAt : null,
    createdAt: iso(plan.createdAt),
    updatedAt: iso(isOver ? plan.endedAt + 900 : stage.from),
    deletedAt: plan.deletedAt,
    ...(!plan.isBare && {
      volumeIds: [`vol_${plan.sandboxId.slice(4, 12)}`],
      logS3Keys: isStarted ? { session: `runs/${plan.sandboxId}/session.jsonl`, stderr: null } : null,
      metadata: isOver ? { ...plan.origin, ...plan.result } : plan.origin,
      ...plan.tail,
    }),
  };
}

/** Rare, but allowed by the schema: each occurs once. */
type Oddity = 'adHoc' | 'taskInEnvironmentOnly' | 'noEnvironment' | 'bare' | 'deleted';

const oddities: readonly { readonly pair: number; readonly index: number; readonly what: Oddity }[] = [
  { pair: 0, index: 6, what: 'deleted' },
  { pair: 3, index: 2, what: 'taskInEnvironmentOnly' },
  { pair: 6, index: 1, what: 'noEnvironment' },
  { pair: 8, index: 4, what: 'bare' },
  { pair: 10, index: 3, what: 'adHoc' },
];

function owners(
  seed: number,
  { task, environment, pair, index }: Place,
  odd: Oddity | undefined,
): Pick<RunPlan, 'head' | 'tail' | 'origin'> {
  const taskRecord = { id: uuid(seed, `task ${task.key}`), name: task.name, category: task.category };
  const environmentId = uuid(seed, `environment ${environment.key}`);
  const isAdHoc = odd === 'adHoc';
  return {
    head: {
      id: uuid(seed, `tpc run ${task.key}/${environment.key}/${index}`),
      environmentId,
      taskId: isAdHoc ? null : taskRecord.id,
      organizationId: uuid(seed, 'organization'),
    },
    tail: {
      environment:
        odd === 'noEnvironment'
          ? null
          : {
              id: environmentId,
              name: environment.name,
              agentConfig: environment.agentConfig,
              task: odd === 'taskInEnvironmentOnly' || (!isAdHoc && pair % 2 === 0) ? taskRecord : null,
            },
      task: isAdHoc || odd === 'taskInEnvironmentOnly' ? null : taskRecord,
    },
    origin: isAdHoc
      ? {}
      : {
          experimentId: uuid(seed, `experiment ${task.category}`),
          iterationId: uuid(seed, `iteration ${index}`),
        },
  };
}

/** `share` of the usual tokens is spent before it happens. */
const sandboxErrors = [
  { message: 'sandbox exited with code 137 (out of memory) after 3 retries', share: 0.7 },
  { message: 'agent produced no output for 900 s; gave up after 3 retries', share: 0.4 },
  { message: 'harness could not start: the model endpoint answered 503 after 3 retries', share: 0 },
];

interface StageOffsets {
  readonly stages: readonly (readonly [status: string, offset: number])[];
  readonly started: number;
  readonly ended: number;
}

/** ms from the creation of the run. */
function stageOffsets(task: TaskScript, end: End, random: Random): StageOffsets {
  const started = random.integer(5_000, 60_000);
  const running = started + random.integer(15_000, 40_000);
  const agentMs = Math.round(task.minutes * 60_000 * (0.5 + 0.8 * random.number()));
  const evaluating = running + agentMs;
  const analyzing = evaluating + random.integer(20_000, 45_000);
  const analyzed = analyzing + random.integer(8_000, 20_000);
  return {
    stages: [
      ['queued', 0],
      ['creating_sandbox', started],
      ['running', running],
      ['evaluating', evaluating],
      ['analyzing', analyzing],
    ],
    started,
    ended: end === 'completed' || end === 'unjudged' ? analyzed : running + Math.round(agentMs * 0.7),
  };
}

/** Where the first run of each of the first pairs is when the service starts; `later` ones are not made yet. */
const underWay = [
  'running',
  'evaluating',
  'queued',
  'running',
  'analyzing',
  'creating_sandbox',
  'later',
  'running',
];

function age({ pair, index }: Place, { stages }: StageOffsets, random: Random): number {
  const status = index === 0 ? underWay[pair] : undefined;
  if (status === 'later') return -75_000;
  const at = stages.findIndex(([name]) => name === status);
  const from = stages[at]?.[1];
  if (from === undefined) return (index * 31 + pair + 1) * 3_600_000 + random.integer(0, 3_000_000);
  const until = stages[at + 1]?.[1] ?? from + 8_000;
  return Math.round(from + (until - from) * (0.2 + 0.5 * random.number()));
}

function endOf({ pair, index }: Place, random: Random): End {
  if (index === 0) return 'completed';
  const kind = (pair * 2 + index) % 11;
  if (kind === 4) return 'failed';
  if (kind === 7) return 'cancelled';
  return kind === 9 && random.chance(0.6) ? 'unjudged' : 'completed';
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Runs of The Prompting Company made from the tasks: each walks through its lifecycle by the clock. */
import type { MadeFrom } from './cognigyData.ts';
import type { Random } from './random.ts';
import { hexId, randomFrom, uuid } from './random.ts';
import type { JsonObject, PromptingCompanyRecords, Timeline } from './sampleData.ts';
import type { TaskScript } from './task.ts';

export function makePromptingCompanyData(
  from: MadeFrom,
  tasks: readonly TaskScript[],
): Timeline<PromptingCompanyRecords> {
  const plans = tasks.flatMap((task, taskIndex) =>
    environments.flatMap((environment, environmentIndex) =>
      Array.from({ length: task.runs[environmentIndex] ?? 0 }, (_, index) =>
        planRun(from, { task, taskIndex, environment, environmentIndex, index }),
      ),
    ),
  );
  return (now) => ({
    runs: plans.filter(({ createdAt }) => now >= createdAt).map((plan) => runAt(plan, now)),
  });
}

interface Environment {
  readonly key: string;
  readonly name: string;
  readonly agentConfig: JsonObject;
  /** USD per million tokens, all kinds together. */
  readonly price: number;
}

const environments: readonly Environment[] = [
  {
    key: 'claude',
    name: 'Claude Code · Opus',
    agentConfig: {
      harness: 'claude',
      provider: 'anthropic',
      model: 'claude-opus-4-7',
      sandboxResources: { cpu: 2, memory: 4, disk: 10 },
    },
    price: 3.1,
  },
  {
    key: 'codex',
    name: 'Codex · large sandbox',
    agentConfig: {
      harness: 'codex',
      provider: 'openai',
      model: 'gpt-5.2-codex',
      sandboxResources: { cpu: 8, memory: 16, disk: 40, gpu: 'L4', gpuCount: 1 },
    },
    price: 1.9,
  },
  {
    key: 'opencode',
    name: 'opencode · Fireworks',
    // `provider` is optional in the newer notes of the vendor.
    agentConfig: { harness: 'opencode', model: 'glm-4.6', sandboxResources: { cpu: 2, memory: 4, disk: 10 } },
    price: 0.6,
  },
];

interface Place {
  readonly task: TaskScript;
  readonly taskIndex: number;
  readonly environment: Environment;
  readonly environmentIndex: number;
  readonly index: number;
}

type End = 'completed' | 'unjudged' | 'failed' | 'cancelled';

/** ms since the epoch at which each stage begins; the last one is the end. */
interface RunPlan {
  readonly createdAt: number;
  readonly stages: readonly { readonly status: string; readonly from: number }[];
  readonly startedAt: number;
  readonly end: End;
  readonly endedAt: number;
  readonly head: JsonObject;
  readonly sandboxId: string;
  readonly tokens: number;
  readonly cost: number;
  readonly score: number | null;
  readonly passed: boolean | null;
  readonly metadata: JsonObject;
  readonly tail: JsonObject;
  readonly deletedAt: string | null;
}

function planRun({ seed, start }: MadeFrom, place: Place): RunPlan {
  const { task, environment, index } = place;
  const name = `tpc ${task.key}/${environment.key}/${index}`;
  const random = randomFrom(seed, name);
  const createdAt = start - ageMs(place, random);
  const agentMs = Math.round(task.minutes * 60_000 * (0.6 + 0.9 * random.number()));
  const startedAt = createdAt + random.integer(4_000, 9_000);
  const runningAt = startedAt + random.integer(15_000, 40_000);
  const evaluatingAt = runningAt + agentMs;
  const analyzingAt = evaluatingAt + random.integer(20_000, 45_000);
  const analyzedAt = analyzingAt + random.integer(8_000, 20_000);
  const end = endOf(place, random);
  const brokenAt = runningAt + Math.round(agentMs * 0.7);
  const endedAt = end === 'completed' || end === 'unjudged' ? analyzedAt : brokenAt;
  const goals = task.goals.map((goal) => {
    const passed = random.chance(goal.ease);
    return { name: goal.name, passed, reason: passed ? goal.met : random.pick(goal.missed) };
  });
  const passedGoals = goals.filter(({ passed }) => passed).length;
  const tokens = Math.round(task.tokens * (0.5 + random.number()));
  const taskRecord = { id: uuid(seed, `task ${task.key}`), name: task.name, category: task.category };
  const isJudged = end === 'completed';
  const iteration = {
    experimentId: uuid(seed, 'experiment'),
    iterationId: uuid(seed, `iteration ${index % 3}`),
  };
  return {
    createdAt,
    startedAt,
    stages: [
      { status: 'queued', from: createdAt },
      { status: 'creating_sandbox', from: startedAt },
      { status: 'running', from: runningAt },
      { status: 'evaluating', from: evaluatingAt },
      { status: 'analyzing', from: analyzingAt },
    ],
    end,
    endedAt,
    head: {
      id: uuid(seed, `run ${name}`),
      environmentId: uuid(seed, `environment ${environment.key}`),
      taskId: random.chance(0.04) ? null : taskRecord.id,
      organizationId: uuid(seed, 'organization'),
    },
    sandboxId: `sbx_${hexId(seed, name).slice(0, 16)}`,
    tokens: end === 'failed' ? Math.round(tokens * 0.4) : tokens,
    cost: Math.round(tokens * environment.price) / 1e6,
    score: isJudged ? Math.round((1000 * passedGoals) / goals.length) / 10 : null,
    passed: isJudged ? passedGoals === goals.length : null,
    metadata:
      end === 'failed'
        ? { ...iteration, attempt: 3, error: random.pick(sandboxErrors) }
        : end === 'cancelled'
          ? { ...iteration, cancelledBy: 'user' }
          : { ...iteration, attempt: 1, ...(isJudged && { goals }) },
    tail: {
      environment: {
        id: uuid(seed, `environment ${environment.key}`),
        name: environment.name,
        agentConfig: environment.agentConfig,
        task: random.chance(0.5) ? taskRecord : null,
      },
      task: random.chance(0.1) ? null : taskRecord,
    },
    deletedAt:
      task.runs[place.environmentIndex] === 8 && index === 7
        ? new Date(start - 3_600_000).toISOString()
        : null,
  };
}

const sandboxErrors = [
  'sandbox exited with code 137 (out of memory) after 3 retries',
  'agent produced no output for 900 s; gave up after 3 retries',
  'harness could not start: model endpoint answered 503 after 3 retries',
];

/** The first run of each pair is the newest; some are under way when the service starts, or come later. */
function ageMs({ taskIndex, environmentIndex, index, task }: Place, random: Random): number {
  const slot = taskIndex * 3 + environmentIndex;
  if (index === 0) return Math.round(((slot * 7) % 18) * task.minutes * 6_000) - 90_000;
  return (index * 31 + slot) * 3_600_000 + random.integer(0, 3_000_000);
}

function endOf({ taskIndex, environmentIndex, index }: Place, random: Random): End {
  const kind = (taskIndex * 5 + environmentIndex * 3 + index) % 11;
  if (kind === 4) return 'failed';
  if (kind === 7) return 'cancelled';
  return kind === 9 && random.chance(0.6) ? 'unjudged' : 'completed';
}

function runAt(plan: RunPlan, now: number): JsonObject {
  const isOver = now >= plan.endedAt;
  const stage = plan.stages.findLast(({ from }) => now >= from) ?? { status: 'queued', from: plan.createdAt };
  const status = isOver ? (plan.end === 'unjudged' ? 'completed' : plan.end) : stage.status;
  const isStarted = now >= plan.startedAt;
  const isMeasured = isOver || stage.status === 'evaluating' || stage.status === 'analyzing';
  return {
    ...plan.head,
    status,
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
    updatedAt: iso(isOver ? plan.endedAt + 900 : Math.max(stage.from, plan.createdAt)),
    deletedAt: plan.deletedAt,
    volumeIds: [`vol_${plan.sandboxId.slice(4, 12)}`],
    logS3Keys: isStarted ? { session: `runs/${plan.sandboxId}/session.jsonl`, stderr: null } : null,
    metadata: isOver ? plan.metadata : null,
    ...plan.tail,
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

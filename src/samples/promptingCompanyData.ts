/** Runs of The Prompting Company made from the tasks, for each task in each environment. */
import type { MadeFrom } from './cognigyData.ts';
import type { Environment } from './promptingCompanyRun.ts';
import { planRun, runAt } from './promptingCompanyRun.ts';
import type { PromptingCompanyRecords, Timeline } from './sampleData.ts';
import type { TaskScript } from './task.ts';

export function makePromptingCompanyData(
  from: MadeFrom,
  tasks: readonly TaskScript[],
): Timeline<PromptingCompanyRecords> {
  const plans = tasks.flatMap((task, taskIndex) =>
    environments.flatMap((environment, environmentIndex) =>
      Array.from({ length: task.runs[environmentIndex] ?? 0 }, (_, index) =>
        planRun(from, { task, environment, pair: taskIndex * environments.length + environmentIndex, index }),
      ),
    ),
  );
  return (now) => ({
    runs: plans.filter(({ createdAt }) => now >= createdAt).map((plan) => runAt(plan, now)),
  });
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

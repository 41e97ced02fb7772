/** The answer of `GET /api/v1/agent-simulation/runs` (docs/contracts.md B4). Envelope strict, items nullish. */
import * as z from 'zod/mini';

const text = z.nullish(z.string());
const figure = z.nullish(z.number());
/** ISO 8601 by contract. */
const moment = z.nullish(z.union([z.string(), z.number()]));
const named = z.looseObject({ id: text, name: text });
const task = z.looseObject({ id: text, name: text, category: text });

export const runsEnvelope = z.looseObject({
  // A total that is none costs one request more at the end, and no run.
  data: z.looseObject({ runs: z.array(z.unknown()), total: z.catch(figure, undefined) }),
});

export const run = z.looseObject({
  id: z.string(),
  environmentId: text,
  taskId: text,
  organizationId: text,
  status: text,
  sandboxId: text,
  overallScore: figure,
  passed: z.nullish(z.boolean()),
  tokensUsed: figure,
  costUsd: figure,
  startedAt: moment,
  completedAt: moment,
  duration: figure,
  createdAt: moment,
  updatedAt: moment,
  deletedAt: moment,
  environment: z.nullish(z.extend(named, { task: z.nullish(task) })),
  task: z.nullish(task),
});
export type RunAnswer = z.infer<typeof run>;

/**
 * The Simulator's answers (api-contracts.md A5, A6). Items are minimal and nullish, so that a field which the
 * service leaves out or adds never costs a run; envelopes are strict.
 */
import * as z from 'zod/mini';

const moment = z.nullish(z.union([z.number(), z.string()]));
const text = z.nullish(z.string());
const count = z.nullish(z.number());
const flag = z.nullish(z.boolean());
const record = z.nullish(z.record(z.string(), z.unknown()));

export const listEnvelope = z.looseObject({
  data: z.array(z.unknown()),
  pagination: z.nullish(
    z.looseObject({
      total: count,
      hasNext: flag,
      next: text,
    }),
  ),
});

export const projectsEnvelope = z.looseObject({
  items: z.array(z.unknown()),
  total: count,
  nextCursor: text,
});

const turn = z.looseObject({
  id: text,
  sequence: count,
  text,
  createdAt: moment,
});

const criterion = z.looseObject({ type: text, params: record });

export const run = z.looseObject({
  id: z.string(),
  referenceId: text,
  status: text,
  sequence: count,
  largeLanguageModelReferenceId: text,
  turns: z.nullish(z.array(turn)),
  totalTurns: count,
  successCriteria: z.nullish(z.array(criterion)),
  metrics: z.nullish(
    z.looseObject({
      success: flag,
      results: z.nullish(z.array(z.unknown())),
      successRate: z.nullish(z.looseObject({ percentage: count, numerator: count, denominator: count })),
      summary: text,
      isBatchStopped: flag,
      isConversationEnded: flag,
      errorInfo: z.nullish(z.looseObject({ message: text })),
    }),
  ),
  createdAt: moment,
  endPointType: text,
  maxTurns: count,
  duration: count,
  expiresAt: moment,
});
export type RunAnswer = z.infer<typeof run>;

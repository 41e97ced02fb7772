/**
 * The Simulator's answers (docs/contracts.md A5, A6). Items are minimal and nullish, so that a field which the
 * service leaves out or adds never costs a run; envelopes are strict.
 */
import * as z from 'zod/mini';
import { isObject } from '../../core/kit/json.ts';

const moment = z.nullish(z.union([z.number(), z.string()]));
const text = z.nullish(z.string());
const count = z.nullish(z.number());
const flag = z.nullish(z.boolean());
const record = z.nullish(z.record(z.string(), z.unknown()));

export const listEnvelope = z.looseObject({
  data: z.array(z.unknown()),
  // Whatever is wrong with it, the runs beside it are there to be shown.
  pagination: z.catch(
    z.nullish(
      z.looseObject({
        total: z.catch(count, undefined),
        hasNext: z.catch(flag, undefined),
        next: z.catch(text, undefined),
      }),
    ),
    undefined,
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
const turns = z.array(turn);

/**
 * Nearly all of an answer is turns, and then criteria; a schema that visits and copies each of them takes longer than
 * parsing the JSON did. So they are looked over by hand, and the schema only says what is wrong where something is.
 */
function quickList(schema: z.ZodMiniType, isFine: (element: unknown) => boolean) {
  return z.optional(
    z.custom<readonly unknown[] | null>().check((context) => {
      const { value } = context;
      if (value === null || (Array.isArray(value) && value.every(isFine))) return;
      const parsed = z.safeParse(schema, value);
      for (const issue of parsed.error?.issues ?? []) context.issues.push({ ...issue, input: undefined });
    }),
  );
}

/** Says no to some that the schema accepts, never the other way round. */
function isTurn(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, sequence, text, createdAt } = value;
  return (
    (id === undefined || id === null || typeof id === 'string') &&
    (sequence === undefined || sequence === null || Number.isFinite(sequence)) &&
    (text === undefined || text === null || typeof text === 'string') &&
    (createdAt === undefined ||
      createdAt === null ||
      typeof createdAt === 'string' ||
      Number.isFinite(createdAt))
  );
}

const criteria = z.array(z.object({ type: text, params: record }));

/** Says no to some that the schema accepts, never the other way round. */
function isCriterion(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { type, params } = value;
  return (
    (type === undefined || type === null || typeof type === 'string') &&
    (params === undefined || params === null || isObject(params))
  );
}

export const run = z.object({
  id: z.string(),
  referenceId: text,
  status: text,
  sequence: count,
  largeLanguageModelReferenceId: text,
  turns: quickList(turns, isTurn),
  totalTurns: count,
  successCriteria: quickList(criteria, isCriterion),
  metrics: z.nullish(
    z.object({
      success: flag,
      results: z.nullish(z.array(z.unknown())),
      successRate: z.nullish(z.object({ percentage: count, numerator: count, denominator: count })),
      summary: text,
      isBatchStopped: flag,
      isConversationEnded: flag,
      errorInfo: z.nullish(z.object({ message: text })),
    }),
  ),
  createdAt: moment,
  endPointType: text,
  maxTurns: count,
  duration: count,
  expiresAt: moment,
});
export type RunAnswer = z.infer<typeof run>;

/** Answers about simulation runs (docs/contracts.md D4). Envelopes strict, items nullish. */
import * as z from 'zod/mini';

const text = z.nullish(z.string());
const figure = z.nullish(z.number());
const moment = z.nullish(z.union([z.string(), z.number()]));

/** A list of anything. Nearly all of an answer is messages, and a schema that visits each takes longer than parsing. */
const names = z.nullish(
  z.custom<readonly unknown[]>().check(({ value, issues }) => {
    if (!Array.isArray(value)) issues.push({ code: 'invalid_type', expected: 'array', input: value });
  }),
);

/** How the list goes on: what cannot be read costs the rest of the list, and no run of the page. */
const paging = { hasMore: z.catch(z.nullish(z.boolean()), undefined), nextCursor: z.catch(text, undefined) };

export const runsEnvelope = z.looseObject({ runs: z.array(z.unknown()), ...paging });
export const batchesEnvelope = z.looseObject({ batches: z.array(z.unknown()), ...paging });

export const run = z.object({
  scenarioRunId: z.string(),
  scenarioId: text,
  batchRunId: text,
  scenarioSetId: text,
  name: text,
  description: text,
  status: text,
  results: z.nullish(z.object({ verdict: text, reasoning: text, metCriteria: names, unmetCriteria: names })),
  messages: names,
  timestamp: moment,
  updatedAt: moment,
  durationInMs: figure,
  totalCost: figure,
});
export type RunAnswer = z.infer<typeof run>;

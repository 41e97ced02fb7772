/** Answers and files of promptfoo 0.115 to 0.123 (docs/contracts.md C4, C5). Envelopes strict, results nullish. */
import * as z from 'zod/mini';

const text = z.nullish(z.string());
const figure = z.nullish(z.number());
/** What only counts or sorts: one that is none costs no run. */
const count = z.catch(figure, undefined);
const open = z.looseObject({});

/** One test of one prompt: a cell of the table, or an entry of a file. */
export const result = z.looseObject({
  id: text,
  evalId: text,
  promptIdx: figure,
  testIdx: figure,
  testCase: z.nullish(z.looseObject({ description: text, vars: z.nullish(open) })),
  vars: z.nullish(open),
  // Text as sent in the table; in files with its label.
  prompt: z.nullish(z.union([z.string(), open])),
  provider: z.nullish(z.union([z.string(), open])),
  response: z.nullish(z.union([z.string(), open])),
  gradingResult: z.nullish(z.looseObject({ reason: text, comment: text })),
  success: z.nullish(z.boolean()),
  score: figure,
  latencyMs: figure,
  cost: figure,
  failureReason: figure,
});

/** `GET /api/eval/ID/table`. */
export const tableEnvelope = z.looseObject({
  table: z.looseObject({
    head: z.looseObject({ prompts: z.array(z.unknown()) }),
    body: z.array(z.unknown()),
  }),
  totalCount: count,
  filteredCount: count,
  version: count,
});

/** `GET /api/results`. */
export const evaluationsEnvelope = z.looseObject({ data: z.array(z.unknown()) });

/** `GET /health`. */
export const healthEnvelope = z.looseObject({ status: z.string(), version: z.catch(text, undefined) });

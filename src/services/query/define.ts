import * as z from 'zod/mini';
import { shortLine, visibleLine } from '../../core/kit/visible.ts';
import { Advice, bytesPerToken, defaultTokens, type Definition, type Question } from './question.ts';

/** Makes a question of its definition: input is checked, and the budget is the smaller one of both that were asked. */
export function define<Schema extends z.ZodMiniType<{ readonly budget?: number | undefined }>>(
  definition: Definition<Schema>,
): Question {
  const { name, title, description, inputSchema, schema } = definition;
  // What was given tells a wrong type from nothing at all.
  const read = (input: unknown) => z.safeParse(schema, input ?? {}, { reportInput: true });
  return {
    ...{ name, title, description, inputSchema, schema },
    doing: (input) => visibleLine(definition.doing(read(input).data)),
    ask: async (input, source, asked) => {
      const parsed = read(input);
      if (!parsed.success) throw new Advice(adviceOf(parsed.error));
      const budget = (parsed.data.budget ?? defaultTokens) * bytesPerToken;
      const bytes = Math.min(asked.bytes, budget);
      asked.signal.throwIfAborted();
      const answer = await definition.answer(parsed.data, source, { ...asked, bytes });
      asked.signal.throwIfAborted();
      return answer;
    },
  };
}

/** Every question takes it. */
export const budget = z.optional(z.int().check(z.minimum(200), z.maximum(30_000)));

export const budgetSchema = {
  type: 'integer',
  minimum: 200,
  maximum: 30_000,
  description: `Most tokens of the answer; ${defaultTokens} if left out. What does not fit can be asked for with the cursor that the answer names.`,
} as const;

/** `run: expected string`: which part of the input is wrong, and how. */
function adviceOf({ issues }: z.core.$ZodError): string {
  const wrong = issues.slice(0, 3).map((issue) => {
    const where = issue.path.map(String).join('.');
    return `${where === '' ? '' : `${shortLine(visibleLine(where), 60)}: `}${problemOf(issue)}`;
  });
  return `The input is not as the tool takes it: ${wrong.join('; ')}. Ask again with the input mended.`;
}

/** `be at least 200`, of texts and lists `have at most 40 characters`. */
function sizeOf(origin: string, which: 'least' | 'most', size: number): string {
  const things = { string: 'character', array: 'item' };
  if (origin !== 'string' && origin !== 'array') return `be at ${which} ${size}`;
  return `have at ${which} ${size} ${things[origin]}${size === 1 ? '' : 's'}`;
}

function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const type = issue.expected === 'int' ? 'integer' : issue.expected;
      return issue.input === undefined ? `is missing (${type})` : `must be of type ${type}`;
    }
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must ${sizeOf(issue.origin, 'least', Number(issue.minimum))}`;
    case 'too_big':
      return `must ${sizeOf(issue.origin, 'most', Number(issue.maximum))}`;
    case 'unrecognized_keys':
      return `there is no ${issue.keys.map((key) => shortLine(visibleLine(key), 40)).join(', ')}`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return 'is not valid';
  }
}

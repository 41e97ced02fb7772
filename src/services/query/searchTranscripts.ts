import * as z from 'zod/mini';
import { shortLine } from '../../core/kit/visible.ts';
import { msg, t } from '../../core/kit/l10n.ts';
import { budget, budgetSchema, define } from './define.ts';
import { foundEntry, searchFor } from './finding.ts';
import * as inputs from './inputs.ts';
import { linkHint } from './links.ts';
import { placeNamed } from './places.ts';
import { answerOf } from './sheet.ts';

const longestQuery = 500;
const mostHits = 100;

export const searchTranscripts = define({
  name: 'search_transcripts',
  title: msg('Search Transcripts'),
  description:
    'Searches the archived transcripts, criteria, judges\' reasons, errors and titles of all runs, also of those that their service has deleted. Gives for each run where the words stand and a line around them. Words must all occur; "a phrase" in quotes; begin* for beginnings. Narrow it by words such as outcome:failed, criterion:"Offers a refund", error:timeout, model:gpt-5, in:"Order status". To read what it finds, ask get_run with the run and the turn.',
  inputSchema: {
    type: 'object',
    properties: {
      query: {
        type: 'string',
        minLength: 1,
        maxLength: longestQuery,
        description: 'Words to find, with filters if wanted. Words in the language of the transcripts.',
      },
      in: inputs.idSchema('Only within the connection or collection with this id.'),
      outcomes: inputs.outcomesSchema,
      since: inputs.momentSchema('from this time on'),
      before: inputs.momentSchema('before this time'),
      limit: { type: 'integer', minimum: 1, maximum: mostHits, description: 'Runs at most; 20 if left out.' },
      cursor: inputs.cursorSchema,
      budget: budgetSchema,
    },
    required: ['query'],
    additionalProperties: false,
  },
  schema: z.strictObject({
    query: z.string().check(z.minLength(1), z.maxLength(longestQuery)),
    in: z.optional(inputs.id),
    outcomes: inputs.outcomes,
    since: inputs.moment,
    before: inputs.moment,
    limit: z.optional(z.int().check(z.minimum(1), z.maximum(mostHits))),
    cursor: inputs.cursor,
    budget,
  }),
  doing: (input) =>
    input ? t('Searching transcripts for {0}', shortLine(input.query, 80)) : t('Searching transcripts'),
  answer: async ({ query, in: within, outcomes, since, before, limit = 20, cursor }, source, asked) => {
    const offset = inputs.offsetOf(cursor);
    const place = within === undefined ? undefined : await placeNamed(within, source, asked.signal);
    const filters = {
      ...inputs.timeFilter({ since, before }, source.now()),
      outcomes,
      connection: place?.connection,
      path: place && place.path.length > 0 ? place.path : undefined,
    };
    const { hits, more, notes } = await searchFor(
      { text: query, filters, offset, limit },
      source,
      asked.signal,
    );
    return answerOf(
      {
        head: [
          `Found in ${source.origin}, newest first${more ? '' : '; these are all'}.`,
          ...inputs.nothingBehind(offset, hits.length),
          ...(hits.length === 0 && offset === 0
            ? ['Nothing fits. Fewer or other words may; runs that were never shown or kept are not searched.']
            : []),
        ],
        source: 'the runs that were found',
        entries: [
          ...notes.map((note) => ({ lines: [{ quote: note }] })),
          ...hits.map((hit, index) => foundEntry(hit, offset + index)),
        ],
        next: more ? String(offset + hits.length) : undefined,
        tail: hits.length > 0 ? linkHint(source) : [],
      },
      asked,
    );
  },
});

import * as z from 'zod/mini';
import { formatCount, plural } from '../../core/kit/format.ts';
import { msg, t } from '../../core/kit/l10n.ts';
import { placeOfRun } from '../../core/run/refs.ts';
import type { Run } from '../../core/run/run.ts';
import { budget, budgetSchema, define } from './define.ts';
import { criteriaEntries, digestEntries, range, wholeEntries } from './digest.ts';
import { idOfPlace, idOfRun } from './ids.ts';
import * as inputs from './inputs.ts';
import { runNamed } from './places.ts';
import { Advice } from './question.ts';
import { cleanTexts } from './redacted.ts';
import { runWords } from './rows.ts';
import { answerOf, type Entry } from './sheet.ts';
import { turnEntries } from './turns.ts';

const mostTurns = 1_000_000;

const schema = z.strictObject({
  run: inputs.id,
  detail: z.optional(z.enum(['digest', 'criteria', 'whole'])),
  from: z.optional(z.int().check(z.minimum(1), z.maximum(mostTurns))),
  to: z.optional(z.int().check(z.minimum(1), z.maximum(mostTurns))),
  cursor: inputs.cursor,
  budget,
});
type Input = z.output<typeof schema>;

export const getRun = define({
  name: 'get_run',
  title: msg('Get Run'),
  description:
    'Tells of one run. The digest comes first: outcome, reason, error, criteria that were not met with the judge\'s words, and the turns around what is cited. Then more where that is not enough: turns from and to (counted from 1), detail "criteria" for all criteria in full, detail "whole" for everything, which may be long. Ask for the digest before anything else.',
  inputSchema: {
    type: 'object',
    properties: {
      run: inputs.idSchema('Id of the run as another answer named it, or the bare id of the run.'),
      detail: {
        type: 'string',
        enum: ['digest', 'criteria', 'whole'],
        description: 'How much of it; digest if left out.',
      },
      from: {
        type: 'integer',
        minimum: 1,
        maximum: mostTurns,
        description: 'First turn to read, counted from 1.',
      },
      to: { type: 'integer', minimum: 1, maximum: mostTurns, description: 'Last turn to read.' },
      cursor: inputs.cursorSchema,
      budget: budgetSchema,
    },
    required: ['run'],
    additionalProperties: false,
  },
  schema,
  doing: (input) => (input ? t('Reading run {0}', input.run) : t('Reading a run')),
  answer: async (input, source, asked) => {
    const item = await runNamed(input.run, source, asked.signal);
    const { ref } = item;
    const names = await source.names(placeOfRun(ref), asked.signal);
    const where = cleanTexts(names.titles, source.rules());
    const offset = inputs.offsetOf(input.cursor);
    const all =
      item.kind === 'broken' ? [{ lines: [{ quote: item.problem }] }] : entriesOf(input, item, where);
    const link = source.links?.of(ref, undefined, input.from === undefined ? undefined : input.from - 1);
    return answerOf(
      {
        head: [
          `Run ${idOfRun(ref)}: ${runWords(item).join(', ')}. From ${source.origin}.`,
          ...(link === undefined ? [] : [`Open it: ${link}`]),
          ...inputs.nothingBehind(offset, all.slice(offset).length),
        ],
        source: 'the run',
        entries: all
          .slice(offset)
          .map((entry, index) => ({ ...entry, runs: [ref], at: String(offset + index) })),
        tail: offset > 0 || item.kind === 'broken' ? [] : tailOf(input, item),
      },
      asked,
    );
  },
});

function entriesOf(input: Input, run: Run, where: readonly string[]): Entry[] {
  const { detail = 'digest', from, to } = input;
  if (from !== undefined || to !== undefined) return turnsBetween(run, from, to);
  if (detail === 'whole') return wholeEntries(run, where);
  return detail === 'criteria' ? criteriaEntries(run) : digestEntries(run, where);
}

/** @throws Advice where there are no such turns */
function turnsBetween(run: Run, from = 1, to = run.turns?.length ?? 0): Entry[] {
  const { turns } = run;
  if (!turns)
    throw new Advice('The service reports no transcript of this run. Ask for it without from and to.');
  if (turns.length === 0) throw new Advice('The run has no turns. Ask for it without from and to.');
  if (from > turns.length || to < from)
    throw new Advice(
      `The run has ${plural(turns.length, 'turn')}. Ask for turns between 1 and ${turns.length}.`,
    );
  return turnEntries(run, range(from - 1, Math.min(to, turns.length)));
}

function tailOf({ detail, from, to }: Input, { turns, ref }: Run): string[] {
  if (detail === 'whole' || from !== undefined || to !== undefined) return [];
  const has = turns
    ? [`It has ${formatCount(turns.length)} turns: read others with from and to.`]
    : ['No transcript is reported.'];
  return [...has, `Its batch: ${idOfPlace(ref)} (explain_batch, list_runs).`];
}

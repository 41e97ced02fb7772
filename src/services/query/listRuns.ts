import * as z from 'zod/mini';
import { formatCount, plural } from '../../core/kit/format.ts';
import { msg, t } from '../../core/kit/l10n.ts';
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Collection, Outcome, RunItem } from '../../core/run/run.ts';
import { arrangeCollections, failedFirst } from '../../core/rows/view.ts';
import { budget, budgetSchema, define } from './define.ts';
import { above } from './batches.ts';
import { foundEntry, searchFor } from './finding.ts';
import { idOfPlace } from './ids.ts';
import * as inputs from './inputs.ts';
import { linkHint } from './links.ts';
import { placeNamed } from './places.ts';
import { Advice, type Answer, type Asked } from './question.ts';
import { cleanItem, cleanText } from './redacted.ts';
import { collectionEntry, runEntry } from './rows.ts';
import { answerOf } from './sheet.ts';
import type { Children, QuerySource } from './source.ts';

/** Runs of one batch that are looked through. */
const mostRuns = 5000;
const mostRows = 100;

const schema = z.strictObject({
  in: z.optional(inputs.id),
  outcomes: inputs.outcomes,
  since: inputs.moment,
  before: inputs.moment,
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(mostRows))),
  cursor: inputs.cursor,
  budget,
});
type Input = z.output<typeof schema>;

export const listRuns = define({
  name: 'list_runs',
  title: msg('List Runs'),
  description:
    'Lists what is in a connection or collection, one level at a time: scenarios, then their simulations (batches), then the runs of one; tasks, evaluations and logs likewise. Newest first; the runs of a batch with those that failed first. With outcomes, since or before it lists the archived runs below the place, at any depth, newest first. Gives outcome, title and reason in a line each, no transcripts. To understand why many runs of a batch failed, ask explain_batch instead.',
  inputSchema: {
    type: 'object',
    properties: {
      in: inputs.idSchema(
        'Id of a connection, scenario, task, simulation or other collection. Left out: the newest archived runs of all connections.',
      ),
      outcomes: inputs.outcomesSchema,
      since: inputs.momentSchema('from this time on'),
      before: inputs.momentSchema('before this time'),
      limit: { type: 'integer', minimum: 1, maximum: mostRows, description: 'Rows at most; 30 if left out.' },
      cursor: inputs.cursorSchema,
      budget: budgetSchema,
    },
    additionalProperties: false,
  },
  schema,
  doing: (input) => (input?.in ? t('Listing the runs in {0}', input.in) : t('Listing the newest runs')),
  answer: async (input, source, asked) => {
    const offset = inputs.offsetOf(input.cursor);
    const limit = input.limit ?? 30;
    if (input.in === undefined) return archivedRuns(input, undefined, { offset, limit }, source, asked);
    const place = await placeNamed(input.in, source, asked.signal);
    const isFiltered = [input.outcomes, input.since, input.before].some((each) => each !== undefined);
    const wanted = isFiltered ? mostRuns : offset + limit;
    const children = await source.children(place, wanted, asked.signal);
    if (children.collections.length > 0 && isFiltered)
      return archivedRuns(input, place, { offset, limit }, source, asked);
    const { collection } = await source.names(place, asked.signal);
    checkKnown(place, children, collection);
    const head = headOf(place, children, collection, source);
    return children.collections.length > 0
      ? collectionsAnswer(children, { offset, limit, head }, source, asked)
      : runsAnswer(input, children, { offset, limit, head }, source, asked);
  },
});

interface Portion {
  readonly offset: number;
  readonly limit: number;
}

interface Headed extends Portion {
  readonly head: readonly string[];
}

/** An archive holds nothing of a place that there never was, either. @throws Advice */
function checkKnown(place: Place, { collections, runs }: Children, collection: Collection | undefined): void {
  if (place.path.length === 0 || collection || collections.length > 0 || runs.length > 0) return;
  throw new Advice(
    `Nothing of ${idOfPlace(place)} is known here. list_runs with in: "${idOfPlace(above(place))}" tells what there is.`,
  );
}

function headOf(
  place: Place,
  { problem, total }: Children,
  collection: Collection | undefined,
  source: QuerySource,
): string[] {
  const link = source.links?.of(place);
  const noun = place.path.length === 0 ? 'connection' : (collection?.noun.toLowerCase() ?? 'collection');
  return [
    `In ${noun} ${idOfPlace(place)}${total === undefined ? '' : ` (${formatCount(total)} in all)`}, from ${source.origin}.`,
    ...(link === undefined ? [] : [`Open it: ${link}`]),
    ...(problem === undefined ? [] : ['The service did not answer now; this is what was known before.']),
  ];
}

function collectionsAnswer(
  children: Children,
  { offset, limit, head }: Headed,
  source: QuerySource,
  asked: Asked,
): Answer {
  const rules = source.rules();
  const all = arrangeCollections(children.collections);
  const shown = all.slice(offset, offset + limit);
  const isMore = offset + limit < all.length || children.more;
  return answerOf(
    {
      head: [...head, ...inputs.nothingBehind(offset, shown.length)],
      source: 'their service',
      entries: shown.map((each, index) =>
        collectionEntry({ ...each, title: cleanText(each.title, rules) }, offset + index),
      ),
      next: isMore ? String(offset + shown.length) : undefined,
      tail: linkHint(source),
    },
    asked,
  );
}

function runsAnswer(
  input: Input,
  children: Children,
  { offset, limit, head }: Headed,
  source: QuerySource,
  asked: Asked,
): Answer {
  const fitting = failedFirst(
    children.runs.filter((run) => fits(run, input, source.now())),
    outcomeOfItem,
  );
  const rules = source.rules();
  const shown = fitting.slice(offset, offset + limit);
  const isMore = offset + shown.length < fitting.length || (children.more && shown.length > 0);
  const count =
    fitting.length < children.runs.length
      ? [`${plural(fitting.length, 'run')} of ${formatCount(children.runs.length)} fit.`]
      : [];
  return answerOf(
    {
      head: [
        ...head,
        ...count,
        ...(fitting.length === 0
          ? ['There are no such runs here.']
          : inputs.nothingBehind(offset, shown.length)),
      ],
      source: 'their service',
      entries: shown.map((run, index) => runEntry(cleanItem(run, rules), offset + index)),
      next: isMore ? String(offset + shown.length) : undefined,
      tail: linkHint(source),
    },
    asked,
  );
}

function fits(run: RunItem, { outcomes, since, before }: Input, now: number): boolean {
  const outcome: Outcome = outcomeOfItem(run);
  if (outcomes && !outcomes.includes(outcome)) return false;
  const { from, to } = inputs.timeFilter({ since, before }, now);
  const at = run.kind === 'run' ? (run.createdAt ?? run.startedAt)?.ms : undefined;
  if (from !== undefined && (at === undefined || at < from)) return false;
  return to === undefined || (at !== undefined && at <= to);
}

async function archivedRuns(
  { outcomes, since, before }: Input,
  place: Place | undefined,
  { offset, limit }: Portion,
  source: QuerySource,
  asked: Asked,
): Promise<Answer> {
  const filters = {
    ...inputs.timeFilter({ since, before }, source.now()),
    outcomes,
    ...(place && { connection: place.connection, path: place.path.length > 0 ? place.path : undefined }),
  };
  const found = await searchFor({ text: '', filters, offset, limit }, source, asked.signal);
  const where = place ? `below ${idOfPlace(place)}` : 'of all connections';
  return answerOf(
    {
      head: [
        `Archived runs ${where}, newest first, from ${source.origin}. Runs that were never shown or kept are not among them.`,
        ...(found.hits.length === 0 && offset === 0 ? ['There are none that fit.'] : []),
        ...inputs.nothingBehind(offset, found.hits.length),
      ],
      source: 'their services',
      entries: found.hits.map((hit, index) => foundEntry(hit, offset + index)),
      next: found.more ? String(offset + found.hits.length) : undefined,
      tail: found.hits.length > 0 ? linkHint(source) : [],
    },
    asked,
  );
}

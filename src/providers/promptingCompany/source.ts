/** The lazily loaded half of the provider: tasks or environments from the runs seen, and pages of runs. */
import { msg, t } from '../../core/kit/l10n.ts';
import { objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import { beginning } from '../../core/kit/visible.ts';
import { formatPart, plural } from '../../core/kit/format.ts';
import type {
  Connection,
  Page,
  PageRequest,
  ProviderClient,
  ServiceHttp,
} from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { Json, RunItem, RunRef } from '../../core/run/run.ts';
import { samePageAgain } from '../answer.ts';
import { readRuns, savedReaderOf, type RunReader } from '../items.ts';
import { PromptingCompanyClient, type RunsAnswer, type RunsQuery } from './client.ts';
import { runOf } from './map.ts';
import { decodeCursor, nextCursor, readable, repeats, type Cursor } from './paging.ts';
import { placeOf, segmentOf, type Place } from './places.ts';
import { savedAnswers } from './saved.ts';
import { run as runSchema, type RunAnswer } from './schema.ts';
import { Tally, type Group } from './tally.ts';

/** In this bundle, because it needs the schema and what checks it, too. */
export const savedReader = savedReaderOf('promptingCompany', runSchema, runOf, savedAnswers);

/** Runs of a page. */
const mostRuns = 100;

/** How many pages of so many runs are looked through to find one run again, e.g. after a reload. */
const searchPages = 50;

export class PromptingCompanySource implements ProviderClient {
  readonly #connection: Connection;
  readonly #client: PromptingCompanyClient;
  #tally: Tally;
  /** Cursors of pages, by place and run. */
  readonly #foundAt = new Map<string, string>();

  constructor(connection: Connection, http: ServiceHttp) {
    this.#connection = connection;
    this.#client = new PromptingCompanyClient(http, connection.baseUrl);
    this.#tally = new Tally(connection.id);
  }

  async list(path: readonly string[], request: PageRequest, signal: AbortSignal): Promise<Page> {
    const place = placeOf(path);
    if (path.length === 0) return this.#groups(request, signal);
    if (!place) throw unknownPlace();
    return this.#runs(place, request, signal);
  }

  /** There is no endpoint for one run: its collection is paged until it turns up. */
  async run(ref: RunRef, signal: AbortSignal): Promise<RunItem> {
    const place = placeOf(ref.path);
    if (!place) throw unknownPlace();
    const request = { limit: mostRuns, sort: 'newest', filter: {}, grouping: undefined } as const;
    const key = JSON.stringify([place, ref.run]);
    // Where it was found the last time, first: a run that goes on is asked for again and again.
    const known = this.#foundAt.get(key);
    this.#foundAt.delete(key);
    const seen = new Set<string>();
    let cursor = known;
    for (let page = 0; page < searchPages; page++) {
      const answer = await this.#runs(place, { ...request, cursor }, signal);
      const runs = answer.items.flatMap((item) => (item.kind === 'collection' ? [] : [item]));
      const found = runs.find((item) => item.ref.run === ref.run);
      for (const item of runs) seen.add(item.ref.run);
      if (found) {
        if (cursor !== undefined) this.#foundAt.set(key, cursor);
        return found;
      }
      const isFromStart = page > 0 || known === undefined;
      cursor = isFromStart ? answer.next : undefined;
      if (!isFromStart || cursor !== undefined) continue;
      const isAll = answer.note === undefined && (answer.total ?? 0) <= seen.size;
      throw isAll ? notListed() : cutShort(answer.note);
    }
    // Whether the service still has it is not known: older runs were not looked at.
    throw new ProviderError({
      reason: 'tooLarge',
      message: t(notAmongNewest),
      nextStep: t('Load more runs of its task in the tree.'),
    });
  }

  async test(signal: AbortSignal): Promise<string> {
    const { total, elements } = await this.#client.runs({ page: 1, pageSize: 1 }, signal);
    return t('Connected: {0} found.', plural(total ?? elements.length, 'run'));
  }

  async #groups(request: PageRequest, signal: AbortSignal): Promise<Page> {
    if (request.cursor === undefined) this.#tally = new Tally(this.#connection.id);
    const tally = this.#tally;
    const kind = request.grouping === 'environment' ? 'environment' : 'task';
    const { answer, cursor } = await readable(decodeCursor(request.cursor, mostRuns), (page) =>
      this.#client.runs({ ...serviceQuery(request), ...page }, signal),
    );
    const sources = answer.elements.map((element) => groupOf(kind, objectOf(element) ?? {}));
    const runs = this.#read(answer, (source) => groupOf(kind, source).place, cursor);
    const items = tally.add(runs.map((run, i) => [run, sources[i] ?? groupOf(kind, {})]));
    const next = nextCursor(cursor, answer);
    const lacks = next !== undefined || (answer.total !== undefined && tally.size < answer.total);
    const seen = lacks ? t('{0} runs seen', formatPart(tally.size, answer.total)) : undefined;
    return { items, total: undefined, next, note: repeats(cursor, answer) ? t(samePageAgain) : seen };
  }

  async #runs(place: Place, request: PageRequest, signal: AbortSignal): Promise<Page> {
    const query = { ...serviceQuery(request), [`${place.kind}Id`]: place.id };
    const wanted = decodeCursor(request.cursor, Math.min(mostRuns, Math.max(1, request.limit)));
    const { answer, cursor } = await readable(wanted, (page) =>
      this.#client.runs({ ...query, ...page }, signal),
    );
    const runs = this.#read(answer, () => place, cursor);
    // "No task" cannot be asked for, so its runs are picked from all runs.
    const items =
      place.id === ''
        ? runs.filter((_, i) => groupOf(place.kind, objectOf(answer.elements[i]) ?? {}).place.id === '')
        : runs;
    return {
      items,
      total: place.id === '' ? undefined : answer.total,
      next: nextCursor(cursor, answer),
      ...(repeats(cursor, answer) && { note: t(samePageAgain) }),
    };
  }

  #read(answer: RunsAnswer, place: (source: JsonObject) => Place, cursor: Cursor): RunItem[] {
    const ref = (source: JsonObject, id: string): RunRef => ({
      connection: this.#connection.id,
      path: [segmentOf(place(source))],
      run: id,
    });
    const reader: RunReader<RunAnswer> = {
      provider: 'promptingCompany',
      schema: runSchema,
      map: (run, source, raw) => runOf(run, source, ref(source, run.id), raw),
      ref,
    };
    return readRuns(reader, answer.elements, answer.text, ['data', 'runs'], cursor.collected);
  }
}

function groupOf(kind: Place['kind'], source: JsonObject): Group {
  const environment = objectOf(source['environment']);
  const node =
    kind === 'environment' ? environment : (objectOf(source['task']) ?? objectOf(environment?.['task']));
  const id = textOf(source[`${kind}Id`]) ?? textOf(node?.['id']) ?? '';
  const fallback = kind === 'task' ? taskName(id) : environmentName(id);
  const agent = kind === 'environment' ? objectOf(node?.['agentConfig']) : undefined;
  const facts: [string, Json | undefined][] = [
    [msg('Category'), node?.['category']],
    [msg('Harness'), agent?.['harness']],
    [msg('Model'), agent?.['model']],
    [msg('Id'), id],
  ];
  return {
    place: { kind, id },
    title: textOf(node?.['name']) ?? fallback,
    named: textOf(node?.['name']) !== undefined,
    facts: facts.filter((fact): fact is [string, string] => textOf(fact[1]) !== undefined),
  };
}

function taskName(id: string): string {
  return id === '' ? t('No task') : t('Task {0}', beginning(id, 8));
}

function environmentName(id: string): string {
  return id === '' ? t('No environment') : t('Environment {0}', beginning(id, 8));
}

function serviceQuery({ filter }: PageRequest): RunsQuery {
  const { status, environmentId, experimentId, iterationId, search } = filter;
  return { status, environmentId, experimentId, iterationId, search };
}

const notAmongNewest = msg('The run is not among the newest that the service lists.');

/** The list ended before all was seen that it promises, so that it says nothing of what it lacks. */
function cutShort(note: string | undefined): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: note ?? t(notAmongNewest),
    nextStep: t('Try again in a moment.'),
  });
}

function notListed(): ProviderError {
  return new ProviderError({
    reason: 'notFound',
    message: t('The service does not list this run any more.'),
    nextStep: t('It may have been deleted. Refresh the tree to see what is there.'),
  });
}

function unknownPlace(): ProviderError {
  return new ProviderError({
    reason: 'notFound',
    unanswered: true,
    message: t('This place is not known to the connection any more.'),
    nextStep: t('Open the run again from the tree.'),
  });
}

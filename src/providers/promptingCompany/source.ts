/** The lazily loaded half of the provider: tasks or environments from the runs seen, and pages of runs. */
import { msg, t } from '../../core/kit/l10n.ts';
import { isObject, numberOf, objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
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
import { placeOf, segmentOf, type Place } from './places.ts';
import { savedAnswers } from './saved.ts';
import { run as runSchema, type RunAnswer } from './schema.ts';
import { Tally, type Group } from './tally.ts';

/** In this bundle, because it needs the schema and what checks it, too. */
export const savedReader = savedReaderOf('promptingCompany', runSchema, runOf, savedAnswers);

/** How many pages of 100 runs are looked through to find one run again, e.g. after a reload. */
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
    const request = { limit: 100, sort: 'newest', filter: {}, grouping: undefined } as const;
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
    const cursor = decodeCursor(request.cursor);
    if (cursor.page === 1) this.#tally = new Tally(this.#connection.id);
    const tally = this.#tally;
    const kind = request.grouping === 'environment' ? 'environment' : 'task';
    const answer = await this.#client.runs(
      { ...serviceQuery(request), page: cursor.page, pageSize: 100 },
      signal,
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
    const cursor = decodeCursor(request.cursor);
    const pageSize = Math.min(100, Math.max(1, cursor.pageSize ?? request.limit));
    const query = { ...serviceQuery(request), [`${place.kind}Id`]: place.id, page: cursor.page, pageSize };
    const answer = await this.#client.runs(query, signal);
    const runs = this.#read(answer, () => place, cursor);
    // "No task" cannot be asked for, so its runs are picked from all runs.
    const items =
      place.id === ''
        ? runs.filter((_, i) => groupOf(place.kind, objectOf(answer.elements[i]) ?? {}).place.id === '')
        : runs;
    return {
      items,
      total: place.id === '' ? undefined : answer.total,
      next: nextCursor({ ...cursor, pageSize }, answer),
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

/** Page number, what came so far, and the first id of the page before to notice a page that repeats. */
interface Cursor {
  readonly page: number;
  readonly collected: number;
  readonly pageSize: number | undefined;
  readonly firstId: string | undefined;
}

function decodeCursor(cursor: string | undefined): Cursor {
  const parsed: unknown = cursor === undefined ? {} : JSON.parse(cursor);
  const source = isObject(parsed) ? parsed : {};
  return {
    page: numberOf(source['page']) ?? 1,
    collected: numberOf(source['collected']) ?? 0,
    pageSize: numberOf(source['pageSize']),
    firstId: textOf(source['firstId']),
  };
}

/** Pages on until `total` or an empty page; the answer echoes no page number, so a repeat is told by its ids. */
function nextCursor(before: Cursor, { elements, total }: RunsAnswer): string | undefined {
  const collected = before.collected + elements.length;
  // More than the total came: then the total is wrong, and an empty page tells the end.
  if (elements.length === 0 || repeats(before, { elements }) || collected === total) return undefined;
  return JSON.stringify({
    page: before.page + 1,
    collected,
    pageSize: before.pageSize,
    firstId: firstIdOf(elements),
  } satisfies Cursor);
}

function repeats(before: Cursor, { elements }: Pick<RunsAnswer, 'elements'>): boolean {
  const firstId = firstIdOf(elements);
  return firstId !== undefined && firstId === before.firstId;
}

function firstIdOf(elements: RunsAnswer['elements']): string | undefined {
  return textOf(objectOf(elements[0])?.['id']);
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

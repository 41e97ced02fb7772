/** The lazily loaded half of the provider: evaluations, and pages of their runs. */
import { msg, t } from '../../core/kit/l10n.ts';
import { plural } from '../../core/kit/format.ts';
import { isObject, listOf, numberOf, objectOf } from '../../core/kit/json.ts';
import type {
  Connection,
  Page,
  PageRequest,
  ProviderClient,
  SavedReader,
  ServiceHttp,
} from '../../core/provider/provider.ts';
import { isAborted, isProviderError, ProviderError } from '../../core/provider/providerError.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { samePageAgain } from '../answer.ts';
import { Cells } from './cells.ts';
import { PromptfooClient, type TableAnswer, type TableQuery } from './client.ts';
import { collectionOf, evaluationIdOf, madeAt } from './evaluations.ts';
import { cursorAfter, decodeCursor, passesOf, repeats, testsFor, unfiltered, type Cursor } from './paging.ts';
import { cellOf, evaluationAt } from './places.ts';
import { ProgressOfEvaluations } from './progress.ts';
import { readSaved } from './read.ts';
import { savedAnswers } from './saved.ts';

/** In this bundle, because it needs the schema and what checks it, too. */
export const savedReader: SavedReader = { run: readSaved, answers: savedAnswers };

/** Evaluations, the newest, of which it is found out whether they have ended. */
const looked = 10;

/** Requests for one page of runs at most: passes of failed first may hold few runs, or none. */
const mostRequests = 6;

export class PromptfooSource implements ProviderClient {
  readonly #connection: Connection;
  readonly #client: PromptfooClient;
  readonly #progress: ProgressOfEvaluations;
  /** Runs of each test, by evaluation. */
  readonly #widths = new Map<string, number>();

  constructor(connection: Connection, http: ServiceHttp, now: () => number = Date.now) {
    this.#connection = connection;
    this.#client = new PromptfooClient(http, connection.baseUrl);
    this.#progress = new ProgressOfEvaluations(now);
  }

  async list(path: readonly string[], request: PageRequest, signal: AbortSignal): Promise<Page> {
    if (path.length === 0) return this.#evaluations(request, signal);
    const evaluation = evaluationAt(path);
    if (evaluation === undefined) throw unknownPlace();
    return this.#runs(evaluation, path, request, signal);
  }

  /** There is no request for one result: the table is asked for its test alone. */
  async run(ref: RunRef, signal: AbortSignal): Promise<RunItem> {
    const evaluation = evaluationAt(ref.path);
    const cell = cellOf(ref.run);
    if (evaluation === undefined || !cell) throw unknownPlace();
    const found = await this.#test(evaluation, cell.test, signal);
    const cells = found && new Cells(found, cell.test);
    const own = cells?.all.find(({ column }) => column === cell.prompt);
    if (!cells || !own) throw notListed();
    return { ...cells.read(own, ref), ref };
  }

  async test(signal: AbortSignal): Promise<string> {
    const version = await this.#client.version(signal);
    const evaluations = await this.#client.evaluations(signal);
    const server = version === undefined ? 'promptfoo' : `promptfoo ${version}`;
    return t('Connected to {0}: {1} found.', server, plural(evaluations.length, 'evaluation'));
  }

  /** The server sends all of them at once, the newest first. */
  async #evaluations(request: PageRequest, signal: AbortSignal): Promise<Page> {
    const all = await this.#client.evaluations(signal);
    const from = Number(request.cursor ?? 0);
    const to = from + Math.max(1, request.limit);
    const page = all.slice(from, to);
    const newest = all.slice(from, Math.min(to, looked)).flatMap((each) => evaluationIdOf(each) ?? []);
    await Promise.all(newest.map((id) => this.#look(id, signal)));
    const items = page.flatMap((each) => {
      const id = evaluationIdOf(each);
      if (id === undefined || !isObject(each)) return [];
      const providers = listOf(each['providers']).length;
      if (providers > 0 && !this.#widths.has(id)) this.#widths.set(id, providers);
      return [collectionOf(each, id, this.#connection.id, this.#progress.of(id, madeAt(each)?.ms))];
    });
    const lost = page.length - items.length;
    return {
      items,
      total: all.length,
      next: to < all.length ? String(to) : undefined,
      ...(lost > 0 && { note: t('{0} without an id cannot be shown.', plural(lost, 'entry', 'entries')) }),
    };
  }

  /** Whether an evaluation has ended is told with its table alone; what has ended stays so. */
  async #look(evaluation: string, signal: AbortSignal): Promise<void> {
    if (this.#progress.hasEnded(evaluation)) return;
    try {
      await this.#table(evaluation, { limit: 1, offset: 0 }, signal);
    } catch (error) {
      // The list is there all the same; only its end stays unknown.
      if (isAborted(error) || !isProviderError(error)) throw error;
    }
  }

  async #runs(
    evaluation: string,
    path: readonly string[],
    request: PageRequest,
    signal: AbortSignal,
  ): Promise<Page> {
    const place = { connection: this.#connection.id, path };
    const passes = passesOf(request);
    const search = request.filter['search'];
    const items: RunItem[] = [];
    let total: number | undefined;
    let note: string | undefined;
    let cursor: Cursor = decodeCursor(request.cursor);
    for (let asked = 0; asked < mostRequests && items.length < request.limit; asked++) {
      const pass = passes[cursor.pass] ?? unfiltered;
      const known = { ...cursor, width: cursor.width ?? this.#widths.get(evaluation) };
      const query = { limit: testsFor(request.limit - items.length, known), offset: cursor.offset, search };
      const answer = await this.#table(evaluation, { ...query, filterMode: pass.filterMode }, signal);
      total = totalOf(answer, passes.length > 1 && cursor.pass < passes.length, search);
      if (isOld(answer)) return { items, total, next: undefined, note: t(oldEvaluation) };
      // The rest of this pass is out of reach, and not that of the others.
      const again = repeats(cursor, answer);
      if (again) note = t(samePageAgain);
      const cells = new Cells(answer, cursor.offset);
      const kept = again ? [] : cells.all.filter(({ result }) => pass.keeps(result));
      if (passes.length > 1 && isFirst(cursor) && kept.length === 0 && answer.rows.length > 0) {
        cursor = { ...cursor, pass: passes.length };
        continue;
      }
      const wanted = kept.filter(({ row, column }) => row > 0 || column >= cursor.skip);
      const room = request.limit - items.length;
      items.push(...wanted.slice(0, room).map((cell) => cells.read(cell, place)));
      const cut = wanted[room];
      const next = again
        ? 'passEnds'
        : cursorAfter(cursor, answer, cut && { row: cut.row, taken: cut.column });
      if (next !== 'passEnds') cursor = next;
      else if (cursor.pass + 1 >= passes.length) return { items, total, next: undefined, note };
      else cursor = { pass: cursor.pass + 1, offset: 0, skip: 0, first: undefined, width: widthOf(answer) };
    }
    return { items, total, next: JSON.stringify(cursor), note };
  }

  /** A page that the server or we find too large is asked for in smaller ones. */
  async #table(evaluation: string, query: TableQuery, signal: AbortSignal): Promise<TableAnswer> {
    for (let limit = query.limit; ; limit = Math.ceil(limit / 2)) {
      try {
        const answer = await this.#client.table(evaluation, { ...query, limit }, signal);
        this.#progress.note(evaluation, answer);
        this.#widths.set(evaluation, widthOf(answer));
        return answer;
      } catch (error) {
        const isTooLarge = isProviderError(error) && (error.reason === 'tooLarge' || error.status === 413);
        if (!isTooLarge || limit === 1) throw error;
      }
    }
  }

  /**
   * The page with one test alone. As long as no test was left out, a test stands at its own number; else it stands
   * before, and is looked for by halves, since tests come in the order of their numbers.
   */
  async #test(evaluation: string, test: number, signal: AbortSignal): Promise<TableAnswer | undefined> {
    let from = 0;
    let to = test;
    let at = test;
    while (from <= to) {
      const answer = await this.#table(evaluation, { limit: 1, offset: at }, signal);
      const found = numberOf(objectOf(answer.rows[0])?.['testIdx']);
      if (found === test) return answer;
      if (found === undefined || found > test) to = Math.min(at, answer.total ?? at) - 1;
      else from = at + 1;
      at = Math.floor((from + to) / 2);
    }
    return undefined;
  }
}

/** Nothing was asked for before: what a server answers here says whether it filters at all. */
function isFirst({ pass, offset, skip }: Cursor): boolean {
  return pass === 0 && offset === 0 && skip === 0;
}

function widthOf({ prompts }: TableAnswer): number {
  return Math.max(1, listOf(prompts).length);
}

/** At most so many: a test may lack the result of a prompt, and a filter asks for tests. */
function totalOf(
  answer: TableAnswer,
  isOnePassOfSeveral: boolean,
  search: string | undefined,
): number | undefined {
  if (isOnePassOfSeveral && search !== undefined && search !== '') return undefined;
  const tests = isOnePassOfSeveral ? answer.total : answer.filtered;
  return tests === undefined ? undefined : tests * widthOf(answer);
}

function isOld({ version, rows, total }: TableAnswer): boolean {
  return version !== undefined && version < 4 && rows.length === 0 && (total ?? 0) === 0;
}

const oldEvaluation = msg(
  'The evaluation was made by a promptfoo that did not keep single results, and its server lists none.',
);

function unknownPlace(): ProviderError {
  return new ProviderError({
    reason: 'notFound',
    unanswered: true,
    message: t('This place is not known to the connection any more.'),
    nextStep: t('Open the run again from the tree.'),
  });
}

function notListed(): ProviderError {
  return new ProviderError({
    reason: 'notFound',
    message: t('The evaluation has no result at this place.'),
    nextStep: t('The test may not have been run yet, or was left out.'),
  });
}

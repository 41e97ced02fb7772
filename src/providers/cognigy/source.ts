/** The lazily loaded half of the Cognigy provider: pages of scenarios, simulations and runs. */
import { t } from '../../core/kit/l10n.ts';
import { isObject } from '../../core/kit/json.ts';
import type {
  Connection,
  Page,
  PageRequest,
  Project,
  ProviderClient,
  ServiceHttp,
} from '../../core/provider/provider.ts';
import { ProviderError, isProviderError } from '../../core/provider/providerError.ts';
import type { Collection, Json, RunItem, RunRef } from '../../core/run/run.ts';
import { plural } from '../../core/kit/format.ts';
import { readRun, readRuns, savedReaderOf, type RunReader } from '../items.ts';
import { CognigyClient, type ListAnswer, type ListQuery } from './client.ts';
import { scenarioOf, simulationOf } from './collections.ts';
import { runOf } from './map.ts';
import { decodeCursor, nextCursor, type Cursor } from './paging.ts';
import { placeOf } from './paths.ts';
import { savedAnswers } from './saved.ts';
import { run as runSchema, type RunAnswer } from './schema.ts';

/** In this bundle, because it needs the schema and what checks it, too. */
export const savedReader = savedReaderOf('cognigy', runSchema, runOf, savedAnswers);

export class CognigySource implements ProviderClient {
  readonly #connection: Connection;
  readonly #client: CognigyClient;

  constructor(connection: Connection, http: ServiceHttp) {
    this.#connection = connection;
    this.#client = new CognigyClient(http, connection.baseUrl, connection.projectId ?? '');
  }

  async list(path: readonly string[], request: PageRequest, signal: AbortSignal): Promise<Page> {
    const place = placeOf(path);
    const cursor = decodeCursor(request.cursor);
    const connection = this.#connection.id;
    switch (place?.kind) {
      case 'project':
        return this.#page(
          { request, cursor, sort: newest },
          (query) => this.#scenarios(query, signal).catch(trackInstead),
          (answer) => collections(answer, (source) => scenarioOf(source, connection)),
        );
      case 'scenario':
        return this.#page(
          { request, cursor, sort: newest },
          (query) =>
            this.#client
              .simulations(place.scenario, { ...query, ...endPointType(request) }, signal)
              .catch(trackInstead),
          (answer) => collections(answer, (source) => simulationOf(source, connection, path)),
        );
      case 'simulation':
        return this.#page(
          { request, cursor, sort: request.sort === 'sequence' ? 'sequence:asc' : newest },
          (query) =>
            this.#client.runs(
              place.scenario,
              place.simulation,
              // The reader narrows runs: a scenario whose own name lacks the words may still hold some.
              { ...query, ...endPointType(request), filter: request.filter['search'] },
              signal,
            ),
          (answer) => ({
            items: readRuns(this.#reader(path), answer.elements, answer.text, ['data'], cursor.skip),
          }),
        );
      case undefined:
        throw unknownPlace();
    }
  }

  async run(ref: RunRef, signal: AbortSignal): Promise<RunItem> {
    const place = placeOf(ref.path);
    if (place?.kind !== 'simulation') throw unknownPlace();
    const { value, text } = await this.#client.run(place.scenario, place.simulation, ref.run, signal);
    const item = readRun(this.#reader(ref.path), value, () => text.trim(), 1);
    // The reference that was asked for stays the run's identity, even if the answer prefers another id.
    return { ...item, ref };
  }

  async test(signal: AbortSignal): Promise<string> {
    const tracked = this.#connection.simulations?.find(({ simulation }) => simulation !== undefined);
    try {
      const { total, elements } = await this.#scenarios({ limit: 1 }, signal);
      return t('Connected: {0} found.', plural(total ?? elements.length, 'scenario'));
    } catch (error) {
      const { scenario, simulation } = tracked ?? {};
      if (scenario === undefined || simulation === undefined) throw error;
      if (!isProviderError(error) || error.reason !== 'forbidden') throw error;
      const { total, elements } = await this.#client.runs(scenario, simulation, { limit: 1 }, signal);
      return t(
        'Connected: scenarios may not be listed with this key, but the tracked simulation has {0}.',
        plural(total ?? elements.length, 'run'),
      );
    }
  }

  projects(signal: AbortSignal): Promise<readonly Project[]> {
    return this.#client.projects(signal);
  }

  /** The list of scenarios stands for the project: a 404 says that there is none, not that something was deleted. */
  async #scenarios(query: ListQuery, signal: AbortSignal): Promise<ListAnswer> {
    try {
      return await this.#client.scenarios(query, signal);
    } catch (error) {
      // An answer of the API itself has a code; what something in between answers says that there is no API.
      if (!isProviderError(error) || error.reason !== 'notFound' || error.service.code === undefined)
        throw error;
      const { label, projectId } = this.#connection;
      throw new ProviderError({
        reason: 'notFound',
        message: t('{0} does not know the project "{1}".', label, projectId ?? ''),
        nextStep: t('Check the project id and the address of the connection.'),
        remedy: 'editConnection',
        status: error.status,
        service: error.service,
      });
    }
  }

  /**
   * One page; halves its size as long as the answer is larger than the cap, since lists carry transcripts. The
   * pages after it start with the size that worked.
   */
  async #page(
    { request, cursor, sort }: { request: PageRequest; cursor: Cursor; sort: string },
    fetch: (query: ListQuery) => Promise<ListAnswer>,
    read: (answer: ListAnswer) => Pick<Page, 'items' | 'note'>,
  ): Promise<Page> {
    const place = cursor.next === undefined ? { skip: cursor.skip } : { next: cursor.next };
    let working = cursor.limit;
    for (let limit = Math.min(working ?? 100, Math.max(1, request.limit)); ; limit = working) {
      try {
        const answer = await fetch({ limit, ...place, sort });
        const page = { ...read(answer), total: answer.total };
        const next = nextCursor({ ...cursor, limit: working }, answer);
        return { ...page, ...next, note: next.note ?? page.note };
      } catch (error) {
        if (limit === 1 || !isProviderError(error) || error.reason !== 'tooLarge') throw error;
        working = Math.ceil(limit / 2);
      }
    }
  }

  #reader(path: readonly string[]): RunReader<RunAnswer> {
    const place = { connection: this.#connection.id, path };
    return {
      provider: 'cognigy',
      schema: runSchema,
      map: (answer, source, raw) => runOf(answer, source, place, raw),
      ref: (_source, id) => ({ ...place, run: id }),
    };
  }
}

function collections(
  answer: ListAnswer,
  read: (source: { readonly [key: string]: Json }) => Collection | undefined,
): Pick<Page, 'items' | 'note'> {
  const items = answer.elements.map((element) => (isObject(element) ? read(element) : undefined));
  const readable = items.filter((item) => item !== undefined);
  const lost = items.length - readable.length;
  const note =
    lost === 0 ? undefined : t('{0} without a reference cannot be shown.', plural(lost, 'entry', 'entries'));
  return { items: readable, note };
}

function endPointType(request: PageRequest): { endPointType: string | undefined } {
  return { endPointType: request.filter['endPointType'] };
}

/** Scenarios and simulations have no sequence number to sort by. */
const newest = 'createdAt:desc';

/**
 * Some keys may read the runs of a simulation but not list scenarios: the way around is named where it hurts. Only
 * a 403 says so (docs/contracts.md A3); what answers 404 is not there for any key.
 */
function trackInstead(error: unknown): never {
  if (!isProviderError(error) || error.reason !== 'forbidden') throw error;
  throw new ProviderError({
    reason: error.reason,
    message: error.message,
    nextStep: t('If you know the references of a simulation, use "Track Simulation by Reference...".'),
    remedy: 'trackSimulation',
    status: error.status,
    service: error.service,
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

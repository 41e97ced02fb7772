/** The Simulator's GET endpoints, typed; knows paths, parameters and envelopes (docs/contracts.md A4, A5). */
import type { Answer, Project, ServiceHttp } from '../../core/provider/provider.ts';
import { isProviderError } from '../../core/provider/providerError.ts';
import type { Json } from '../../core/run/run.ts';
import { isObject, listOf, objectOf, textOf } from '../../core/kit/json.ts';
import { parseEnvelope, parseJson, throwIfRefused } from '../answer.ts';
import { pathPart } from '../pathPart.ts';
import { readRefusal } from './refusals.ts';
import { listEnvelope, projectsEnvelope } from './schema.ts';

/** Parameters of all list endpoints. `next` and `previous` are opaque cursors and exclude `skip`. */
export interface ListQuery {
  readonly filter?: string | undefined;
  /** 1..100 */
  readonly limit?: number | undefined;
  readonly skip?: number | undefined;
  /** e.g. `createdAt:desc` */
  readonly sort?: string | undefined;
  readonly next?: string | undefined;
  readonly previous?: string | undefined;
}

export interface RunsQuery extends ListQuery {
  readonly endPointType?: string | undefined;
}

export interface BatchesQuery extends RunsQuery {
  readonly status?: string | undefined;
}

/** One answer of a list endpoint. `elements` are unchecked; `text` is the whole answer. */
export interface ListAnswer {
  readonly elements: readonly Json[];
  readonly text: string;
  readonly total: number | undefined;
  readonly hasNext: boolean | undefined;
  readonly next: string | undefined;
  /** Nothing says whether there is more, although there is something about paging, or as much came as was asked for. */
  readonly pagingUnclear: boolean;
}

export interface OneAnswer {
  readonly value: Json;
  readonly text: string;
}

export class CognigyClient {
  readonly #http: ServiceHttp;
  readonly #baseUrl: string;
  readonly #projectId: string;

  constructor(http: ServiceHttp, baseUrl: string, projectId: string) {
    this.#http = http;
    this.#baseUrl = baseUrl;
    this.#projectId = projectId;
  }

  scenarios(query: ListQuery, signal: AbortSignal): Promise<ListAnswer> {
    return this.#list(['simulations'], query, signal);
  }

  simulations(scenario: string, query: BatchesQuery, signal: AbortSignal): Promise<ListAnswer> {
    return this.#list(['simulations', scenario, 'batches'], query, signal);
  }

  runs(scenario: string, simulation: string, query: RunsQuery, signal: AbortSignal): Promise<ListAnswer> {
    return this.#list(['simulations', scenario, 'batches', simulation, 'runs'], query, signal);
  }

  async run(scenario: string, simulation: string, run: string, signal: AbortSignal): Promise<OneAnswer> {
    const answer = await this.#get(['simulations', scenario, 'batches', simulation, 'runs', run], {}, signal);
    const value = parseJson(answer);
    throwIfRefused(value, answer, readRefusal);
    return { value, text: answer.text };
  }

  /**
   * Projects of the core API, which lives beside the Simulator at the same host: `/new/v2.0` in its documents,
   * `/v2.0` in the vendor's own newer client (docs/contracts.md A4).
   */
  async projects(signal: AbortSignal): Promise<readonly Project[]> {
    try {
      return await this.#projects('/new/v2.0/projects', signal);
    } catch (error) {
      if (!isProviderError(error) || error.reason !== 'notFound') throw error;
      return this.#projects('/v2.0/projects', signal);
    }
  }

  async #projects(path: string, signal: AbortSignal): Promise<readonly Project[]> {
    const found: Project[] = [];
    let cursor: string | undefined;
    // 2,000 projects are more than anyone picks from a list; the bound also ends a cursor that runs in circles.
    for (let page = 0; page < 20; page++) {
      const url = new URL(path, this.#baseUrl);
      url.searchParams.set('limit', '100');
      if (cursor) url.searchParams.set('next', cursor);
      const answer = await this.#http.get(url, signal);
      const envelope = parseEnvelope(projectsEnvelope, parseJson(answer), answer);
      found.push(...envelope.items.flatMap(projectOf));
      cursor = envelope.nextCursor ?? undefined;
      if (!cursor || envelope.items.length === 0) break;
    }
    return [...new Map(found.map((project) => [project.id, project])).values()];
  }

  async #list(path: readonly string[], query: BatchesQuery, signal: AbortSignal): Promise<ListAnswer> {
    const answer = await this.#get(path, query, signal);
    const value = parseJson(answer);
    throwIfRefused(value, answer, readRefusal);
    const { pagination } = parseEnvelope(listEnvelope, value, answer);
    const said = objectOf(value)?.['pagination'] ?? undefined;
    const elements = listOf(objectOf(value)?.['data']);
    const isFull = elements.length > 0 && elements.length === query.limit;
    return {
      elements,
      text: answer.text,
      total: pagination?.total ?? undefined,
      hasNext: pagination?.hasNext ?? undefined,
      next: pagination?.next ?? undefined,
      pagingUnclear:
        (said !== undefined || isFull) && (pagination?.hasNext ?? pagination?.total) === undefined,
    };
  }

  #get(path: readonly string[], query: BatchesQuery, signal: AbortSignal): Promise<Answer> {
    const url = new URL(`${this.#baseUrl}/${path.map(pathPart).join('/')}`);
    url.searchParams.set('projectId', this.#projectId);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
    return this.#http.get(url, signal);
  }
}

function projectOf(item: unknown): Project[] {
  const id = isObject(item) ? textOf(item['_id']) : undefined;
  return isObject(item) && id !== undefined ? [{ id, name: textOf(item['name']) ?? id }] : [];
}

/** The requests about simulations, typed (docs/contracts.md D3). */
import { listOf, objectOf, type JsonObject } from '../../core/kit/json.ts';
import type { Answer, ServiceHttp } from '../../core/provider/provider.ts';
import type { Json } from '../../core/run/run.ts';
import { parseEnvelope, parseJson, throwIfRefused } from '../answer.ts';
import { pathPart } from '../pathPart.ts';
import { batchesEnvelope, runsEnvelope } from './schema.ts';

export interface ListQuery {
  readonly scenarioSetId?: string | undefined;
  readonly batchRunId?: string | undefined;
  /** Runs, 1 to 100; batches, 1 to 50. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** One page; `elements` are unchecked, `text` is the whole answer. */
export interface ListAnswer {
  readonly elements: readonly Json[];
  readonly text: string;
  /** `undefined` on the last page. */
  readonly next: string | undefined;
  /** There is more, or may be, and nothing to ask for it with. */
  readonly pagingUnclear: boolean;
}

export interface OneAnswer {
  readonly value: Json;
  readonly text: string;
}

export class LangWatchClient {
  readonly #http: ServiceHttp;
  readonly #baseUrl: string;

  constructor(http: ServiceHttp, baseUrl: string) {
    this.#http = http;
    this.#baseUrl = baseUrl;
  }

  /** Without a batch, runs are cut: six messages, no reasoning, no error, no calls of tools. */
  async runs(query: ListQuery, signal: AbortSignal): Promise<ListAnswer> {
    const { value, answer } = await this.#ask('', query, signal);
    const envelope = parseEnvelope(runsEnvelope, value, answer);
    return { elements: membersOf(value, 'runs'), text: answer.text, ...pagingOf(value, envelope) };
  }

  async batches(query: ListQuery, signal: AbortSignal): Promise<ListAnswer> {
    const { value, answer } = await this.#ask('/batches/list', query, signal);
    const envelope = parseEnvelope(batchesEnvelope, value, answer);
    return { elements: membersOf(value, 'batches'), text: answer.text, ...pagingOf(value, envelope) };
  }

  async run(id: string, signal: AbortSignal): Promise<OneAnswer> {
    const { value, answer } = await this.#ask(`/${pathPart(id)}`, {}, signal);
    return { value, text: answer.text };
  }

  async #ask(
    path: string,
    query: ListQuery,
    signal: AbortSignal,
  ): Promise<{ readonly value: Json; readonly answer: Answer }> {
    const url = new URL(`${this.#baseUrl}/api/simulation-runs${path}`);
    for (const [name, value] of Object.entries<string | number | undefined>({ ...query }))
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
    const answer = await this.#http.get(url, signal);
    const value = parseJson(answer);
    throwIfRefused(value, answer, () => ({}));
    return { value, answer };
  }
}

function membersOf(value: Json, name: keyof JsonObject): readonly Json[] {
  return listOf(objectOf(value)?.[name]);
}

interface Paging {
  readonly hasMore?: boolean | null | undefined;
  readonly nextCursor?: string | null | undefined;
}

/** @param paging as far as it could be read */
function pagingOf(value: Json, { hasMore, nextCursor }: Paging): Pick<ListAnswer, 'next' | 'pagingUnclear'> {
  const next = hasMore === false ? undefined : nextCursor || undefined;
  const unread = (name: string, read: unknown) => read === undefined && isSaid(objectOf(value)?.[name]);
  const mayBeMore = hasMore === true || unread('hasMore', hasMore) || unread('nextCursor', nextCursor);
  return { next, pagingUnclear: hasMore !== false && next === undefined && mayBeMore };
}

function isSaid(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

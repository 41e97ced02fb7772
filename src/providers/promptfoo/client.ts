/** The requests that promptfoo's server answers, typed (docs/contracts.md C3, C4). */
import { listOf, objectOf, type JsonObject } from '../../core/kit/json.ts';
import type { Answer, ServiceHttp } from '../../core/provider/provider.ts';
import type { Json } from '../../core/run/run.ts';
import { parseEnvelope, parseJson, throwIfRefused } from '../answer.ts';
import { pathPart } from '../pathPart.ts';
import { evaluationsEnvelope, healthEnvelope, tableEnvelope } from './schema.ts';
import { memberOf } from '../values.ts';

/** The whole list; `elements` are unchecked. */
export type EvaluationsAnswer = readonly Json[];

export interface TableQuery {
  /** Tests, 1 to 1,000. */
  readonly limit: number;
  readonly offset: number;
  readonly filterMode?: string | undefined;
  readonly search?: string | undefined;
}

/** One page of tests, each with its results in the order of the prompts; `text` is the whole answer. */
export interface TableAnswer {
  readonly id: Json | undefined;
  readonly prompts: Json;
  readonly rows: readonly Json[];
  readonly text: string;
  /** Tests in all, and of those that the query asks for. */
  readonly total: number | undefined;
  readonly filtered: number | undefined;
  /** 4; 3 for evaluations from before single results were kept. */
  readonly version: number | undefined;
  readonly stats: JsonObject;
}

export class PromptfooClient {
  readonly #http: ServiceHttp;
  readonly #baseUrl: string;

  constructor(http: ServiceHttp, baseUrl: string) {
    this.#http = http;
    this.#baseUrl = baseUrl;
  }

  /** The version of the server; `undefined` where it does not say. */
  async version(signal: AbortSignal): Promise<string | undefined> {
    const { value, answer } = await this.#ask('/health', {}, signal);
    return parseEnvelope(healthEnvelope, value, answer).version ?? undefined;
  }

  async evaluations(signal: AbortSignal): Promise<EvaluationsAnswer> {
    const { value, answer } = await this.#ask('/api/results', { includeProviders: 'true' }, signal);
    parseEnvelope(evaluationsEnvelope, value, answer);
    return listOf(memberOf(value, 'data'));
  }

  /** Nothing of the answer's `config` is kept: providers may be set up there with keys. */
  async table(evaluation: string, query: TableQuery, signal: AbortSignal): Promise<TableAnswer> {
    const path = `/api/eval/${pathPart(evaluation)}/table`;
    const { value, answer } = await this.#ask(path, { ...query }, signal);
    const envelope = parseEnvelope(tableEnvelope, value, answer);
    return {
      id: memberOf(value, 'id'),
      prompts: memberOf(value, 'table', 'head', 'prompts') ?? [],
      rows: listOf(memberOf(value, 'table', 'body')),
      text: answer.text,
      total: envelope.totalCount ?? undefined,
      filtered: envelope.filteredCount ?? undefined,
      version: envelope.version ?? undefined,
      stats: objectOf(memberOf(value, 'stats')) ?? {},
    };
  }

  async #ask(
    path: string,
    query: Readonly<Record<string, string | number | undefined>>,
    signal: AbortSignal,
  ): Promise<{ value: Json; answer: Answer }> {
    const url = new URL(this.#baseUrl + path);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
    const answer = await this.#http.get(url, signal);
    const value = parseJson(answer);
    throwIfRefused(value, answer, () => ({}));
    return { value, answer };
  }
}

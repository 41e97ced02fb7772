/** The one public endpoint of the agent simulation, typed (docs/contracts.md B4). */
import { listOf, objectOf } from '../../core/kit/json.ts';
import type { ServiceHttp } from '../../core/provider/provider.ts';
import type { Json } from '../../core/run/run.ts';
import { parseEnvelope, parseJson, throwIfRefused } from '../answer.ts';
import { readRefusal } from './refusals.ts';
import { runsEnvelope } from './schema.ts';

export interface RunsQuery {
  readonly environmentId?: string | undefined;
  readonly taskId?: string | undefined;
  readonly status?: string | undefined;
  readonly experimentId?: string | undefined;
  readonly iterationId?: string | undefined;
  readonly search?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
  /** 1..100 is safe. */
  readonly pageSize?: number | undefined;
}

/** One page; `elements` are unchecked, `text` is the whole answer. */
export interface RunsAnswer {
  readonly elements: readonly Json[];
  readonly text: string;
  readonly total: number | undefined;
}

export class PromptingCompanyClient {
  readonly #http: ServiceHttp;
  readonly #baseUrl: string;

  constructor(http: ServiceHttp, baseUrl: string) {
    this.#http = http;
    this.#baseUrl = baseUrl;
  }

  async runs(query: RunsQuery, signal: AbortSignal): Promise<RunsAnswer> {
    const url = new URL(`${this.#baseUrl}/api/v1/agent-simulation/runs`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
    const answer = await this.#http.get(url, signal);
    const value = parseJson(answer);
    throwIfRefused(value, answer, readRefusal);
    const envelope = parseEnvelope(runsEnvelope, value, answer);
    return {
      elements: listOf(objectOf(objectOf(value)?.['data'])?.['runs']),
      text: answer.text,
      total: envelope.data.total ?? undefined,
    };
  }
}

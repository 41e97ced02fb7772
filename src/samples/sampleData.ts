import type { Json } from '../core/run/run.ts';

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Everything the sample service can serve, per service; a service without records is not offered at all. */
export interface SampleData {
  readonly cognigy?: Timeline<CognigyRecords> | undefined;
  readonly promptingCompany?: Timeline<PromptingCompanyRecords> | undefined;
}

/** The records as they stand at a moment (ms since the epoch): runs advance while one watches. */
export type Timeline<T> = (now: number) => T;

/** Records in the shapes of the Cognigy Simulator and, for projects, of its core API. */
export interface CognigyRecords {
  readonly projects: readonly JsonObject[];
  readonly scenarios: readonly JsonObject[];
  readonly batches: readonly JsonObject[];
  readonly runs: readonly JsonObject[];
  /** A record's `projectReference` to the `_id` that clients send as `projectId`. */
  readonly projectIdOfReference: ReadonlyMap<string, string>;
}

/** Runs in the shape of The Prompting Company; tasks and environments are known from the runs only. */
export interface PromptingCompanyRecords {
  readonly runs: readonly JsonObject[];
}

/** A text field, `undefined` when absent or of another type. */
export function textOf(record: JsonObject, key: string): string | undefined {
  const value = record[key];
  return typeof value === 'string' ? value : undefined;
}

/** A nested object, `undefined` when absent, null or of another type. */
export function objectOf(record: JsonObject, key: string): JsonObject | undefined {
  const value = record[key];
  return isJsonObject(value) ? value : undefined;
}

/** A nested list, empty when absent or of another type. */
export function listOf(record: JsonObject, key: string): readonly Json[] {
  const value = record[key];
  return isJsonList(value) ? value : [];
}

/** For values that `JSON.parse` gave, whose members can be nothing but JSON. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !isJsonList(value);
}

/** `Array.isArray` does not narrow readonly arrays. */
export function isJsonList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** Reading answers: JSON text to checked data, and what is said when that fails. */
import * as z from 'zod/mini';
import { msg, t } from '../core/kit/l10n.ts';
import type { Answer } from '../core/provider/provider.ts';
import { isObject, parseJsonText } from '../core/kit/json.ts';
import type { Json } from '../core/run/run.ts';
import { ProviderError, type ProviderErrorInit } from '../core/provider/providerError.ts';
import { kindOfCode, refusalIn, refusalSentences, type ReadRefusal } from '../core/provider/refusals.ts';
import { oneLine } from './criteria.ts';

/** The note below a list that a service will not page through. */
export const samePageAgain = msg(
  'The service sent the same page again; the rest of the list is out of reach.',
);

/** The note below a list of which nobody knows whether it is all. */
export const unclearWhetherMore = msg('The service did not say readably whether there is more.');

/** @throws ProviderError `badResponse` when the text is not JSON */
export function parseJson(answer: Answer): Json {
  try {
    return parseJsonText(answer.text);
  } catch {
    throw badResponse(answer, {
      message: t('The service sent an answer that is not complete JSON.'),
      nextStep: t('Try again; if it stays so, check the address of the connection.'),
    });
  }
}

/**
 * The envelope around the items. Strict: without it nothing can be trusted, so its error names the field.
 * @throws ProviderError `badResponse`, with the path of the offending field
 */
export function parseEnvelope<T>(schema: z.ZodMiniType<T>, value: unknown, answer: Answer): T {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const problem = describeIssue(issue, value);
  throw badResponse(answer, {
    message: t('The service sent an answer of an unexpected shape ({0}).', problem),
    nextStep: t('Check the address of the connection; it may lead to another service.'),
    path: issue && pathOf(issue),
  });
}

/** What breaks the schema, as one line: `turns[3].text: expected string, got number`. */
export function describeIssue(issue: z.core.$ZodIssue | undefined, value: unknown): string {
  if (!issue) return t('unreadable');
  let found: unknown = value;
  for (const key of issue.path) found = lookUp(found, key);
  return t('{0}: expected {1}, got {2}', pathOf(issue), expectation(issue), kindOf(found));
}

/** e.g. `turns[3].text` */
function pathOf({ path }: z.core.$ZodIssue): string {
  const words = path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  );
  return words || 'answer';
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_union') return t('another type');
  return t('another value');
}

function lookUp(value: unknown, key: PropertyKey): unknown {
  if (Array.isArray(value)) return value[Number(key)] as unknown;
  return isObject(value) ? value[String(key)] : undefined;
}

function kindOf(value: unknown): string {
  if (value === undefined) return t('nothing');
  if (value === null) return 'null';
  if (typeof value === 'number' && !Number.isFinite(value)) return t('a number out of range');
  return Array.isArray(value) ? 'array' : typeof value;
}

function badResponse(
  answer: Answer,
  words: Pick<ProviderErrorInit, 'message' | 'nextStep' | 'path'>,
): ProviderError {
  const service = { requestId: answer.requestId };
  return new ProviderError({
    reason: 'badResponse',
    status: answer.status,
    ...words,
    service,
    remedy: 'showLog',
  });
}

/**
 * `{ok: false, code, message}` may come with status 200, too, and so may `{error: {code, message}}` with nothing
 * beside it that could be what was asked for.
 * @throws ProviderError
 */
export function throwIfRefused(value: unknown, answer: Answer, read: ReadRefusal): void {
  if (!isObject(value)) return;
  const bare = !('data' in value) && !('id' in value);
  if (value['ok'] !== false && !(bare && isObject(value['error']))) return;
  const { words, kind, missingScopes, resetAt } = refusalIn(value, read);
  throw new ProviderError({
    ...refusalSentences(kind ?? kindOfCode(words.code) ?? 'refused', { missingScopes }),
    status: answer.status,
    service: {
      title: oneLine(words.title, 300),
      detail: oneLine(words.detail, 300),
      code: oneLine(words.code, 100),
      traceId: oneLine(words.traceId, 200),
      requestId: answer.requestId,
    },
    retryAt: resetAt,
  });
}

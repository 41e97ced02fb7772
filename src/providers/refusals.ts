/**
 * Answers that are refusals in spite of their status: `{ok: false, code, message}` (docs/contracts.md B5),
 * or the older `{error: {code, message}}` (A7).
 */
import { numberOf, objectOf, textOf, type JsonObject } from '../core/kit/json.ts';
import type { Answer } from '../core/provider/provider.ts';
import { ProviderError, type ProviderErrorInit } from '../core/provider/providerError.ts';
import { oneLine } from './criteria.ts';

/** With an error status, the HTTP layer has told the reason before. */
export function refusalOf(body: JsonObject, answer: Answer): ProviderError {
  const error = objectOf(body['error']) ?? body;
  const code = textOf(error['code']) ?? numberOf(error['code'])?.toString();
  const resetAt = Date.parse(textOf(objectOf(error['details'])?.['resetAt']) ?? '');
  return new ProviderError({
    ...(refusals.get(code?.toUpperCase() ?? '') ?? refused),
    status: answer.status,
    service: { requestId: answer.requestId, code, detail: oneLine(textOf(error['message']), 300) },
    retryAt: Number.isNaN(resetAt) ? undefined : resetAt,
  });
}

type Refusal = Pick<ProviderErrorInit, 'reason' | 'message' | 'nextStep' | 'remedy'>;

const refused: Refusal = {
  reason: 'badResponse',
  message: 'The service refused the request.',
  nextStep: 'See what the service said, then try again.',
  remedy: 'showLog',
};
const unauthorized: Refusal = {
  reason: 'unauthorized',
  message: 'The service did not accept the API key.',
  nextStep: 'Set a key that is valid for this address.',
  remedy: 'setApiKey',
};
const forbidden: Refusal = {
  reason: 'forbidden',
  message: 'The API key may not see this.',
  nextStep: 'Ask for access, or set a key that has it.',
  remedy: 'setApiKey',
};
const notFound: Refusal = {
  reason: 'notFound',
  message: 'The service did not find this.',
  nextStep: 'It may have been deleted there. Refresh to see what is there.',
};
const rateLimited: Refusal = {
  reason: 'rateLimited',
  message: 'The service takes no more requests for now.',
  nextStep: 'Try again in a minute.',
};
const unavailable: Refusal = {
  reason: 'unavailable',
  message: 'The service is not available at the moment.',
  nextStep: 'Try again in a moment.',
};
const slow: Refusal = {
  reason: 'timeout',
  message: 'The service took too long to answer.',
  nextStep: 'Try again in a moment.',
};
const unpaid: Refusal = {
  reason: 'forbidden',
  message: 'The service wants a paid plan for this.',
  nextStep: 'Check the plan of the account there.',
};

/** The Prompting Company's words, Cognigy's numbers (docs/contracts.md A7, B5) and HTTP's. */
const refusals: ReadonlyMap<string, Refusal> = new Map([
  ...every(unauthorized, 'UNAUTHORIZED', '401'),
  ...every(unpaid, 'PAYMENT_REQUIRED', '402'),
  ...every(forbidden, 'FORBIDDEN', 'SCOPE_INVALID', '403'),
  ...every(notFound, 'NOT_FOUND', 'GONE', 'LIVE_INDEX_NOT_FOUND', '404', '410', '1002'),
  ...every(slow, 'REQUEST_TIMEOUT', 'GATEWAY_TIMEOUT', '408', '504', '8001'),
  ...every(rateLimited, 'TOO_MANY_REQUESTS', 'RATE_LIMITED', '429'),
  ...every(unavailable, 'INTERNAL', 'BAD_GATEWAY', 'EXTERNAL_SERVICE_ERROR', 'SERVICE_UNAVAILABLE'),
  ...every(unavailable, 'MAINTENANCE_MODE', '500', '502', '503', '1008'),
]);

function every(refusal: Refusal, ...codes: readonly string[]): (readonly [string, Refusal])[] {
  return codes.map((code) => [code, refusal]);
}

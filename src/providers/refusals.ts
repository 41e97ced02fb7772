/** Answers that are refusals in spite of their status: `{ok: false, code, message}` (api-contracts.md B5). */
import { numberOf, textOf, type JsonObject } from '../core/json.ts';
import type { Answer } from '../core/provider.ts';
import { ProviderError, type ProviderErrorInit } from '../core/providerError.ts';
import { oneLine } from './criteria.ts';

/** With an error status, the HTTP layer has told the reason before. */
export function refusalOf(body: JsonObject, answer: Answer): ProviderError {
  const code = textOf(body['code']) ?? numberOf(body['code'])?.toString();
  return new ProviderError({
    ...(refusals.get(code ?? '') ?? refused),
    status: answer.status,
    service: { requestId: answer.requestId, code, detail: oneLine(textOf(body['message']), 300) },
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

const refusals: ReadonlyMap<string, Refusal> = new Map([
  ['UNAUTHORIZED', unauthorized],
  ['FORBIDDEN', forbidden],
  ['SCOPE_INVALID', forbidden],
  ['NOT_FOUND', notFound],
  ['GONE', notFound],
  ['TOO_MANY_REQUESTS', rateLimited],
  ['RATE_LIMITED', rateLimited],
  ['INTERNAL', unavailable],
  ['SERVICE_UNAVAILABLE', unavailable],
  ['MAINTENANCE_MODE', unavailable],
]);

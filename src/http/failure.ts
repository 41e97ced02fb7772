/** An answer that is an error, as the one `ProviderError` that people read. */
import { ProviderError } from '../core/provider/providerError.ts';
import type { ProviderErrorInit } from '../core/provider/providerError.ts';
import type { ErrorBody } from './serviceWords.ts';

export interface ErrorAnswer {
  /** The connection's label. */
  readonly label: string;
  readonly status: number;
  readonly body: ErrorBody;
  /** What the service asks us to wait, in ms. */
  readonly retryAfterMs?: number | undefined;
  /** ms since the epoch. */
  readonly now: number;
}

/** For a status of 400 and more. */
export function failureOfAnswer(answer: ErrorAnswer): ProviderError {
  const retryAt = answer.retryAfterMs === undefined ? undefined : answer.now + answer.retryAfterMs;
  return new ProviderError({
    ...sentencesOf(answer),
    status: answer.status,
    service: answer.body.words,
    retryAt,
  });
}

type Sentences = Pick<ProviderErrorInit, 'reason' | 'message' | 'nextStep' | 'remedy'>;

function sentencesOf(answer: ErrorAnswer): Sentences {
  const { label, status } = answer;
  switch (status) {
    case 401:
      return unauthorized(answer);
    case 402:
      return {
        reason: 'forbidden',
        message: `${label} wants a paid plan for this.`,
        nextStep: 'Check the plan of the account there.',
      };
    case 403:
      return forbidden(answer);
    case 404:
    case 410:
      return notFound(answer);
    case 407:
      return {
        reason: 'network',
        message: `The proxy on the way to ${label} asks for a sign-in.`,
        nextStep: 'Check the settings http.proxy and http.proxyAuthorization.',
        remedy: 'openNetworkSettings',
      };
    case 408:
    case 504:
      return {
        reason: 'timeout',
        message: `${label} took too long to answer.`,
        nextStep: 'Try again in a moment.',
        remedy: 'retry',
      };
    case 429:
      return {
        reason: 'rateLimited',
        message: `${label} takes no more requests for now.`,
        nextStep: tryAgain(answer.retryAfterMs),
        remedy: 'retry',
      };
    default:
      return status >= 500 ? unavailable(answer) : refused(answer);
  }
}

function unauthorized({ label, body }: ErrorAnswer): Sentences {
  if (body.message === 'auth_method_not_allowed') {
    return {
      reason: 'unauthorized',
      message: `${label} does not take keys sent in this way.`,
      nextStep: 'Change "auth" of the connection between "apiKey" and "bearer".',
      remedy: 'editConnection',
    };
  }
  return {
    reason: 'unauthorized',
    message: `${label} did not accept the API key.`,
    nextStep: 'Set a key that is valid for this address.',
    remedy: 'setApiKey',
  };
}

function forbidden({ label, body }: ErrorAnswer): Sentences {
  if (body.message === 'public_api_only') {
    return {
      reason: 'forbidden',
      message: `${label} does not offer this to API keys.`,
      nextStep: 'Only what its public API offers can be browsed here.',
      remedy: 'showLog',
    };
  }
  if (body.missingScopes.length > 0) {
    const scopes = body.missingScopes.join(', ');
    return {
      reason: 'forbidden',
      message: `The API key of ${label} lacks the scope ${scopes}.`,
      nextStep: 'Make a key that has it, and set that one.',
      remedy: 'setApiKey',
    };
  }
  return {
    reason: 'forbidden',
    message: `The API key of ${label} may not see this.`,
    nextStep: 'Ask for access there, or set a key that has it.',
    remedy: 'setApiKey',
  };
}

function notFound({ label, status, body }: ErrorAnswer): Sentences {
  if (body.isHtml) {
    return {
      reason: 'notFound',
      message: `There is no such API at the address of ${label}.`,
      nextStep: "Check the connection's address.",
      remedy: 'editConnection',
    };
  }
  return {
    reason: 'notFound',
    message: status === 410 ? `${label} no longer has this.` : `${label} did not find this.`,
    nextStep:
      'It may have been deleted there; otherwise check the address and the project of the connection.',
    remedy: 'editConnection',
  };
}

function unavailable({ label, status, retryAfterMs, body }: ErrorAnswer): Sentences {
  if (status === 501) {
    return {
      reason: 'unavailable',
      message: `${label} does not offer this.`,
      nextStep: 'Check whether the address is that of the right version of the service.',
      remedy: 'editConnection',
    };
  }
  if (status === 511) {
    return {
      reason: 'unavailable',
      message: `The network asks for a sign-in before it lets anything through to ${label}.`,
      nextStep: 'Sign in to the network in a browser, then try again.',
      remedy: 'retry',
    };
  }
  const message =
    body.words.code === 'MAINTENANCE_MODE' ? 'is down for maintenance.' : 'is not available just now.';
  return {
    reason: 'unavailable',
    message: `${label} ${message}`,
    nextStep: tryAgain(retryAfterMs),
    remedy: 'retry',
  };
}

/** The other 4xx: we asked wrongly, which mostly comes from a wrong address or project. */
function refused({ label }: ErrorAnswer): Sentences {
  return {
    reason: 'badResponse',
    message: `${label} did not understand the request.`,
    nextStep: 'Check the address and the project of the connection.',
    remedy: 'editConnection',
  };
}

function tryAgain(ms: number | undefined): string {
  if (ms === undefined || ms < 1000) return 'Try again in a moment.';
  const seconds = Math.ceil(ms / 1000);
  return seconds <= 90 ? `Try again in ${seconds} s.` : `Try again in ${Math.ceil(seconds / 60)} min.`;
}

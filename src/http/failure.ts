/** An answer that is an error, as the one `ProviderError` that people read. */
import { ProviderError } from '../core/provider/providerError.ts';
import { finerKind, kindOfStatus, refusalSentences } from '../core/provider/refusals.ts';
import type { RefusalKind } from '../core/provider/refusals.ts';
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
  /** No key was sent, since the connection has none. */
  readonly keyless?: boolean;
}

/** For a status of 400 and more. */
export function failureOfAnswer(answer: ErrorAnswer): ProviderError {
  const { label, status, body, retryAfterMs, now } = answer;
  const kind = kindOf(answer);
  return new ProviderError({
    ...refusalSentences(kind, { label, missingScopes: body.missingScopes, retryAfterMs }),
    unanswered: kind === 'noSuchApi',
    status,
    service: body.words,
    retryAt: retryAfterMs === undefined ? undefined : now + retryAfterMs,
  });
}

function kindOf({ status, body, keyless = false }: ErrorAnswer): RefusalKind {
  if (keyless && (status === 401 || status === 403)) return 'wantsKey';
  if ((status === 404 || status === 410) && body.isForeign) return 'noSuchApi';
  return finerKind(kindOfStatus(status), body.kind);
}

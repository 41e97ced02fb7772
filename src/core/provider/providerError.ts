import { t } from '../kit/l10n.ts';
import { sentence, sentences } from '../kit/punctuation.ts';
import { sameData } from '../kit/json.ts';
import type { Remedy } from '../kit/remedies.ts';

/** Why a request came to nothing; code decides by this, people read {@link ProviderError.message}. */
export type Reason =
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'rateLimited'
  | 'unavailable'
  | 'timeout'
  | 'network'
  | 'tls'
  | 'badResponse'
  | 'tooLarge'
  | 'aborted';

/** What the service itself said: RFC 7807 (Cognigy) or flat `{ok:false}` (The Prompting Company), and headers. */
export interface ServiceWords {
  readonly title?: string | undefined;
  readonly detail?: string | undefined;
  readonly code?: string | undefined;
  readonly traceId?: string | undefined;
  readonly requestId?: string | undefined;
}

/** A place in a text file; both count from 1, columns in UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export interface ProviderErrorInit {
  readonly reason: Reason;
  /** What happened, as one sentence. Never contains a key, a header or a query string. */
  readonly message: string;
  /** What to do next, as one sentence. */
  readonly nextStep: string;
  /** The one thing that helps; `retry` when left out. */
  readonly remedy?: Remedy | undefined;
  readonly status?: number | undefined;
  readonly service?: ServiceWords;
  /** When the service allows the next request, in ms since the epoch (from Retry-After). */
  readonly retryAt?: number | undefined;
  /** The service itself said nothing: it was not asked, or something on the way to it answered. */
  readonly unanswered?: boolean;
  /** Path of the offending field in a bad response, e.g. `data[3].turns`. */
  readonly path?: string | undefined;
  /** Where a file goes wrong. */
  readonly position?: TextPosition | undefined;
}

/** The only error that leaves a provider. Its text is safe to show, to log and to paste in an issue. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly reason: Reason;
  readonly nextStep: string;
  readonly remedy: Remedy;
  readonly status: number | undefined;
  readonly service: ServiceWords;
  readonly retryAt: number | undefined;
  readonly unanswered: boolean;
  readonly path: string | undefined;
  readonly position: TextPosition | undefined;

  constructor(init: ProviderErrorInit) {
    super(init.message);
    this.reason = init.reason;
    this.nextStep = init.nextStep;
    this.remedy = init.remedy ?? 'retry';
    this.status = init.status;
    this.service = init.service ?? {};
    this.retryAt = init.retryAt;
    this.unanswered = init.unanswered ?? false;
    this.path = init.path;
    this.position = init.position;
  }
}

/** By shape, not by class: lazily loaded bundles carry their own copy of the class. */
export function isProviderError(error: unknown): error is ProviderError {
  return error instanceof Error && error.name === 'ProviderError' && 'reason' in error;
}

export function isAborted(error: unknown): boolean {
  return (
    (isProviderError(error) && error.reason === 'aborted') ||
    (error instanceof Error && error.name === 'AbortError')
  );
}

/** Whether the service says that it has not, or no longer, what was asked for. */
export function saysGone({ reason, unanswered }: ProviderError): boolean {
  return reason === 'notFound' && !unanswered;
}

/** Any thrown thing as a {@link ProviderError}; an unexpected one is a defect of ours and says so. */
export function asProviderError(error: unknown): ProviderError {
  if (isProviderError(error)) return error;
  if (isAborted(error))
    return new ProviderError({
      reason: 'aborted',
      message: 'Cancelled.',
      nextStep: t('Try again when you like.'),
    });
  return new ProviderError({
    reason: 'badResponse',
    message: t('Agent Run Inspector could not make sense of the answer.'),
    nextStep: t('See the log for details, and please report it.'),
    remedy: 'showLog',
  });
}

/** What is known of an error beside its two sentences, as a line each. */
export interface ErrorDetail {
  readonly kind: 'said' | 'status' | 'field' | 'traceId' | 'requestId';
  readonly text: string;
}

export function detailsOf({ service, status, path }: ProviderError): ErrorDetail[] {
  const { title, detail, code, traceId, requestId } = service;
  const said = [...new Set([title, detail])].filter(Boolean).join(': ');
  const details: ErrorDetail[] = [];
  if (said) details.push({ kind: 'said', text: t('The service said: {0}', said) });
  if (status !== undefined)
    details.push({
      kind: 'status',
      text: code ? t('HTTP status {0}, code {1}', status, code) : t('HTTP status {0}', status),
    });
  if (path) details.push({ kind: 'field', text: t('Field: {0}', path) });
  if (traceId) details.push({ kind: 'traceId', text: t('Trace id: {0}', traceId) });
  if (requestId) details.push({ kind: 'requestId', text: t('Request id: {0}', requestId) });
  return details;
}

/** Sentence, next step and the details on a line each; what tooltips and error pages show. */
export function explain(error: ProviderError): string[] {
  return [error.message, error.nextStep, ...detailsOf(error).map(({ text }) => text)];
}

/** The message, the next step and what the service said, in a row: without what helps a developer alone. */
export function sentencesOf(error: ProviderError): string {
  const details = detailsOf(error).filter(({ kind }) => kind !== 'status' && kind !== 'field');
  const lines = [error.message, error.nextStep, ...details.map(({ text }) => text)];
  return sentences(lines.map((line) => (/[!?！？]$/.test(line) ? line : sentence(line))));
}

/** Nobody would see a difference: what is shown need not be drawn again. Ids of requests differ each time. */
export function looksSame(a: ProviderError | undefined, b: ProviderError | undefined): boolean {
  return a !== undefined && b !== undefined && sameData(shownOf(a), shownOf(b));
}

function shownOf({ reason, message, nextStep, remedy, status, path }: ProviderError): unknown {
  return { reason, message, nextStep, remedy, status, path };
}

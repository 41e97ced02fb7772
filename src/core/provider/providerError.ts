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

/** The one thing that helps, as a button: retry, a new key, another address, proxy settings or the log. */
export type Remedy =
  'retry' | 'setApiKey' | 'editConnection' | 'openNetworkSettings' | 'trackSimulation' | 'showLog';

export interface ProviderErrorInit {
  readonly reason: Reason;
  /** What happened, as one sentence. Never contains a key, a header or a query string. */
  readonly message: string;
  /** What to do next, as one sentence. */
  readonly nextStep: string;
  readonly remedy?: Remedy;
  readonly status?: number | undefined;
  readonly service?: ServiceWords;
  /** When the service allows the next request, in ms since the epoch (from Retry-After). */
  readonly retryAt?: number | undefined;
  /** Path of the offending field in a bad response, e.g. `data[3].turns`. */
  readonly path?: string | undefined;
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
  readonly path: string | undefined;

  constructor(init: ProviderErrorInit) {
    super(init.message);
    this.reason = init.reason;
    this.nextStep = init.nextStep;
    this.remedy = init.remedy ?? 'retry';
    this.status = init.status;
    this.service = init.service ?? {};
    this.retryAt = init.retryAt;
    this.path = init.path;
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

/** Any thrown thing as a {@link ProviderError}; an unexpected one is a defect of ours and says so. */
export function asProviderError(error: unknown): ProviderError {
  if (isProviderError(error)) return error;
  if (isAborted(error))
    return new ProviderError({
      reason: 'aborted',
      message: 'Cancelled.',
      nextStep: 'Try again when you like.',
    });
  return new ProviderError({
    reason: 'badResponse',
    message: 'Agent Run Inspector could not make sense of the answer.',
    nextStep: 'See the log for details, and please report it.',
    remedy: 'showLog',
  });
}

/** Sentence, next step and the service's own words on a line each; what tooltips and error pages show. */
export function explain(error: ProviderError): string[] {
  const { title, detail, code, traceId, requestId } = error.service;
  const said = [...new Set([title, detail])].filter(Boolean).join(': ');
  return [
    error.message,
    error.nextStep,
    ...(said ? [`The service said: ${said}`] : []),
    ...(error.status === undefined ? [] : [`HTTP status ${error.status}${code ? `, code ${code}` : ''}`]),
    ...(error.path ? [`Field: ${error.path}`] : []),
    ...(traceId ? [`Trace id: ${traceId}`] : []),
    ...(requestId ? [`Request id: ${requestId}`] : []),
  ];
}

/** A failure that comes again says nothing new. */
export function sameFailure(a: ProviderError | undefined, b: ProviderError | undefined): boolean {
  return a !== undefined && b !== undefined && a.reason === b.reason && a.message === b.message;
}

/** What services mean when they refuse, and how that is told: the same words for all of them. */
import { numberOf, objectOf, textOf, type JsonObject } from '../kit/json.ts';
import type { ProviderErrorInit, ServiceWords } from './providerError.ts';

/** What a service's own folder reads from the body of a refusal, beyond what every service has. */
export interface RefusalReading {
  readonly kind?: RefusalKind | undefined;
  /** Scopes that the key lacks. */
  readonly missingScopes?: readonly string[] | undefined;
  /** When the service counts requests anew, in ms since the epoch. */
  readonly resetAt?: number | undefined;
}

/** @param error the body, or its member `error` where the service wraps it */
export type ReadRefusal = (error: JsonObject) => RefusalReading;

export interface Refusal extends RefusalReading {
  readonly words: Omit<ServiceWords, 'requestId'>;
}

/** The fields of RFC 9457, flat or in a member `error`, which may also be a text; and what `read` knows besides. */
export function refusalIn(body: JsonObject, read: ReadRefusal = () => ({})): Refusal {
  const inner = objectOf(body['error']);
  const error = inner ? { ...body, ...inner } : body;
  return {
    words: {
      title: wordOf(error['title']),
      detail: wordOf(error['detail'] ?? error['message']) ?? wordOf(body['error']),
      code: wordOf(error['code']),
      traceId: wordOf(error['traceId']),
    },
    ...read(error),
  };
}

function wordOf(value: unknown): string | undefined {
  return textOf(value) ?? numberOf(value)?.toString();
}

export interface RefusalContext {
  /** The connection's label; without it, it is "the service". */
  readonly label?: string | undefined;
  readonly missingScopes?: readonly string[] | undefined;
  /** What the service asks us to wait, in ms. */
  readonly retryAfterMs?: number | undefined;
}

type Sentences = Pick<ProviderErrorInit, 'reason' | 'message' | 'nextStep' | 'remedy'>;

export function refusalSentences(kind: RefusalKind, context: RefusalContext = {}): Sentences {
  return sentences[kind](context);
}

export type RefusalKind = keyof typeof sentences;

/** A kind with the name of its reason is the plain one; the others say more. */
const sentences = {
  unauthorized: ({ label }) => ({
    reason: 'unauthorized',
    message: `${who(label)} did not accept the API key.`,
    nextStep: 'Set a key that is valid for this address.',
    remedy: 'setApiKey',
  }),
  keySentWrongly: ({ label }) => ({
    reason: 'unauthorized',
    message: `${who(label)} does not take keys sent in this way.`,
    nextStep: 'Change "auth" of the connection between "apiKey" and "bearer".',
    remedy: 'editConnection',
  }),
  wantsKey: ({ label }) => ({
    reason: 'unauthorized',
    message: `${who(label)} asks for a sign-in, and the connection has no key.`,
    nextStep: 'Name in "auth" of the connection how the key is sent ("basic", "bearer"), and set its key.',
    remedy: 'editConnection',
  }),
  unpaid: ({ label }) => ({
    reason: 'forbidden',
    message: `${who(label)} wants a paid plan for this.`,
    nextStep: 'Check the plan of the account there.',
  }),
  forbidden: ({ label }) => ({
    reason: 'forbidden',
    message: `The API key${of(label)} may not see this.`,
    nextStep: 'Ask for access there, or set a key that has it.',
    remedy: 'setApiKey',
  }),
  missingScopes: ({ label, missingScopes = [] }) => ({
    reason: 'forbidden',
    message: `The API key${of(label)} lacks the scope ${missingScopes.join(', ')}.`,
    nextStep: 'Make a key that has it, and set that one.',
    remedy: 'setApiKey',
  }),
  notForKeys: ({ label }) => ({
    reason: 'forbidden',
    message: `${who(label)} does not offer this to API keys.`,
    nextStep: 'Only what its public API offers can be browsed here.',
    remedy: 'showLog',
  }),
  notFound: ({ label }) => ({
    reason: 'notFound',
    message: `${who(label)} did not find this.`,
    nextStep:
      'It may have been deleted there; otherwise check the address and the project of the connection.',
    remedy: 'editConnection',
  }),
  gone: ({ label }) => ({
    reason: 'notFound',
    message: `${who(label)} no longer has this.`,
    nextStep:
      'It may have been deleted there; otherwise check the address and the project of the connection.',
    remedy: 'editConnection',
  }),
  noSuchApi: ({ label }) => ({
    reason: 'notFound',
    message: `There is no such API at the address${of(label)}.`,
    nextStep: "Check the connection's address.",
    remedy: 'editConnection',
  }),
  rateLimited: ({ label, retryAfterMs }) => ({
    reason: 'rateLimited',
    message: `${who(label)} takes no more requests for now.`,
    nextStep: tryAgain(retryAfterMs),
  }),
  timeout: ({ label }) => ({
    reason: 'timeout',
    message: `${who(label)} took too long to answer.`,
    nextStep: 'Try again in a moment.',
  }),
  unavailable: ({ label, retryAfterMs }) => ({
    reason: 'unavailable',
    message: `${who(label)} is not available just now.`,
    nextStep: tryAgain(retryAfterMs),
  }),
  maintenance: ({ label, retryAfterMs }) => ({
    reason: 'unavailable',
    message: `${who(label)} is down for maintenance.`,
    nextStep: tryAgain(retryAfterMs),
  }),
  notOffered: ({ label }) => ({
    reason: 'unavailable',
    message: `${who(label)} does not offer this.`,
    nextStep: 'Check whether the address is that of the right version of the service.',
    remedy: 'editConnection',
  }),
  networkSignIn: ({ label }) => ({
    reason: 'unavailable',
    message: `The network asks for a sign-in before it lets anything through to ${label ?? 'the service'}.`,
    nextStep: 'Sign in to the network in a browser, then try again.',
  }),
  proxySignIn: ({ label }) => ({
    reason: 'network',
    message: `The proxy on the way to ${label ?? 'the service'} asks for a sign-in.`,
    nextStep: 'Check the settings http.proxy and http.proxyAuthorization.',
    remedy: 'openNetworkSettings',
  }),
  /** The other 4xx: we asked wrongly, which mostly comes from a wrong address or project. */
  notUnderstood: ({ label }) => ({
    reason: 'badResponse',
    message: `${who(label)} did not understand the request.`,
    nextStep: 'Check the address and the project of the connection.',
    remedy: 'editConnection',
  }),
  /** A 2xx that is a refusal, for a reason that nobody knows. */
  refused: ({ label }) => ({
    reason: 'badResponse',
    message: `${who(label)} refused the request.`,
    nextStep: 'See what the service said, then try again.',
    remedy: 'showLog',
  }),
} satisfies Readonly<Record<string, (context: RefusalContext) => Sentences>>;

function who(label: string | undefined): string {
  return label ?? 'The service';
}

function of(label: string | undefined): string {
  return label === undefined ? '' : ` of ${label}`;
}

function tryAgain(ms: number | undefined): string {
  if (ms === undefined || ms < 1000) return 'Try again in a moment.';
  const seconds = Math.ceil(ms / 1000);
  return seconds <= 90 ? `Try again in ${seconds} s.` : `Try again in ${Math.ceil(seconds / 60)} min.`;
}

/** What a code in the body says by itself: a status of HTTP, as a number or by its name. */
export function kindOfCode(code: string | undefined): RefusalKind | undefined {
  const number = Number(code ?? NaN);
  if (number >= 400 && number < 600) return kindOfStatus(number);
  return byName.get(code?.toUpperCase() ?? '');
}

const byName: ReadonlyMap<string, RefusalKind> = new Map([
  ['UNAUTHORIZED', 'unauthorized'],
  ['PAYMENT_REQUIRED', 'unpaid'],
  ['FORBIDDEN', 'forbidden'],
  ['NOT_FOUND', 'notFound'],
  ['GONE', 'gone'],
  ['REQUEST_TIMEOUT', 'timeout'],
  ['GATEWAY_TIMEOUT', 'timeout'],
  ['TOO_MANY_REQUESTS', 'rateLimited'],
  ['BAD_GATEWAY', 'unavailable'],
  ['SERVICE_UNAVAILABLE', 'unavailable'],
]);

/** What a status of 400 or more means, by RFC 9110 and RFC 6585. */
export function kindOfStatus(status: number): RefusalKind {
  const kind = byStatus.get(status);
  if (kind) return kind;
  return status >= 500 ? 'unavailable' : 'notUnderstood';
}

const byStatus: ReadonlyMap<number, RefusalKind> = new Map([
  [401, 'unauthorized'],
  [402, 'unpaid'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [407, 'proxySignIn'],
  [408, 'timeout'],
  [410, 'gone'],
  [429, 'rateLimited'],
  [501, 'notOffered'],
  [504, 'timeout'],
  [511, 'networkSignIn'],
]);

/** The finer of the two: a status tells the reason, and a body may say more of the same reason. */
export function finerKind(status: RefusalKind, body: RefusalKind | undefined): RefusalKind {
  if (body === undefined) return status;
  const { reason } = sentences[body]({});
  const isPlain = body === reason;
  return !isPlain && reason === sentences[status]({}).reason ? body : status;
}

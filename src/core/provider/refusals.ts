/** What services mean when they refuse, and how that is told: the same words for all of them. */
import { t } from '../kit/l10n.ts';
import { commas } from '../kit/punctuation.ts';
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
    message: t('{0} did not accept the API key.', who(label)),
    nextStep: t('Set a key that is valid for this address.'),
    remedy: 'setApiKey',
  }),
  keySentWrongly: ({ label }) => ({
    reason: 'unauthorized',
    message: t('{0} does not take keys sent in this way.', who(label)),
    nextStep: t('Change "auth" of the connection between "apiKey" and "bearer".'),
    remedy: 'editConnection',
  }),
  wantsKey: ({ label }) => ({
    reason: 'unauthorized',
    message: t('{0} asks for a sign-in, and the connection has no key.', who(label)),
    nextStep: t('Name in "auth" of the connection how the key is sent ("basic", "bearer"), and set its key.'),
    remedy: 'editConnection',
  }),
  unpaid: ({ label }) => ({
    reason: 'forbidden',
    message: t('{0} wants a paid plan for this.', who(label)),
    nextStep: t('Check the plan of the account there.'),
  }),
  forbidden: ({ label }) => ({
    reason: 'forbidden',
    message: t('The API key{0} may not see this.', of(label)),
    nextStep: t('Ask for access there, or set a key that has it.'),
    remedy: 'setApiKey',
  }),
  missingScopes: ({ label, missingScopes = [] }) => ({
    reason: 'forbidden',
    message: t('The API key{0} lacks the scope {1}.', of(label), commas(missingScopes)),
    nextStep: t('Make a key that has it, and set that one.'),
    remedy: 'setApiKey',
  }),
  notForKeys: ({ label }) => ({
    reason: 'forbidden',
    message: t('{0} does not offer this to API keys.', who(label)),
    nextStep: t('Only what its public API offers can be browsed here.'),
    remedy: 'showLog',
  }),
  notFound: ({ label }) => ({
    reason: 'notFound',
    message: t('{0} did not find this.', who(label)),
    nextStep: t(
      'It may have been deleted there; otherwise check the address and the project of the connection.',
    ),
    remedy: 'editConnection',
  }),
  gone: ({ label }) => ({
    reason: 'notFound',
    message: t('{0} no longer has this.', who(label)),
    nextStep: t(
      'It may have been deleted there; otherwise check the address and the project of the connection.',
    ),
    remedy: 'editConnection',
  }),
  noSuchApi: ({ label }) => ({
    reason: 'notFound',
    message: t('There is no such API at the address{0}.', of(label)),
    nextStep: t("Check the connection's address."),
    remedy: 'editConnection',
  }),
  rateLimited: ({ label, retryAfterMs }) => ({
    reason: 'rateLimited',
    message: t('{0} takes no more requests for now.', who(label)),
    nextStep: tryAgain(retryAfterMs),
  }),
  timeout: ({ label }) => ({
    reason: 'timeout',
    message: t('{0} took too long to answer.', who(label)),
    nextStep: t('Try again in a moment.'),
  }),
  unavailable: ({ label, retryAfterMs }) => ({
    reason: 'unavailable',
    message: t('{0} is not available just now.', who(label)),
    nextStep: tryAgain(retryAfterMs),
  }),
  maintenance: ({ label, retryAfterMs }) => ({
    reason: 'unavailable',
    message: t('{0} is down for maintenance.', who(label)),
    nextStep: tryAgain(retryAfterMs),
  }),
  notOffered: ({ label }) => ({
    reason: 'unavailable',
    message: t('{0} does not offer this.', who(label)),
    nextStep: t('Check whether the address is that of the right version of the service.'),
    remedy: 'editConnection',
  }),
  networkSignIn: ({ label }) => ({
    reason: 'unavailable',
    message: t(
      'The network asks for a sign-in before it lets anything through to {0}.',
      label ?? t('the service'),
    ),
    nextStep: t('Sign in to the network in a browser, then try again.'),
  }),
  proxySignIn: ({ label }) => ({
    reason: 'network',
    message: t('The proxy on the way to {0} asks for a sign-in.', label ?? t('the service')),
    nextStep: t('Check the settings http.proxy and http.proxyAuthorization.'),
    remedy: 'openNetworkSettings',
  }),
  /** The other 4xx: we asked wrongly, which mostly comes from a wrong address or project. */
  notUnderstood: ({ label }) => ({
    reason: 'badResponse',
    message: t('{0} did not understand the request.', who(label)),
    nextStep: t('Check the address and the project of the connection.'),
    remedy: 'editConnection',
  }),
  /** A 2xx that is a refusal, for a reason that nobody knows. */
  refused: ({ label }) => ({
    reason: 'badResponse',
    message: t('{0} refused the request.', who(label)),
    nextStep: t('See what the service said, then try again.'),
    remedy: 'showLog',
  }),
} satisfies Readonly<Record<string, (context: RefusalContext) => Sentences>>;

function who(label: string | undefined): string {
  return label ?? t('The service');
}

function of(label: string | undefined): string {
  return label === undefined ? '' : t(' of {0}', label);
}

function tryAgain(ms: number | undefined): string {
  if (ms === undefined || ms < 1000) return t('Try again in a moment.');
  const seconds = Math.ceil(ms / 1000);
  return seconds <= 90
    ? t('Try again in {0} s.', seconds)
    : t('Try again in {0} min.', Math.ceil(seconds / 60));
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

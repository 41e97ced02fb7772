/** From the bytes of a 2xx or 3xx to an `Answer`, or to the sentence why it cannot be one. */
import type { Answer } from '../core/provider/provider.ts';
import { ProviderError } from '../core/provider/providerError.ts';
import type { Scrubber } from './redact.ts';
import { looksLikeHtml } from './serviceWords.ts';
import type { TransportResponse } from './transport.ts';

export interface AnswerContext {
  /** The connection's label. */
  readonly label: string;
  /** The address that was asked. */
  readonly url: URL;
  readonly scrubber: Scrubber;
  readonly requestId: string | undefined;
}

export function readAnswer(response: TransportResponse, context: AnswerContext): Answer | ProviderError {
  const { label, url, scrubber, requestId } = context;
  const text = decoded(response.body);
  if (text === undefined) {
    return bad(response, context, {
      message: `${label} sent text that is not valid UTF-8.`,
      nextStep: 'Try again; if it stays, tell whoever runs the service.',
    });
  }
  if (text.trim() === '') {
    return bad(response, context, {
      message: `${label} sent an empty answer.`,
      nextStep: 'This can happen when the service is busy: try again.',
    });
  }
  const type = mediaType(response);
  if (type === 'text/html' || type === 'application/xhtml+xml' || looksLikeHtml(text)) {
    return bad(response, context, {
      message: `${url.host} answered with an HTML page instead of JSON.`,
      nextStep: "This is probably a sign-in page or a wrong address: check the connection's address.",
      remedy: 'editConnection',
    });
  }
  if (!/(?:^|[/+])json$/.test(type) && !(isVague(type) && /^\s*[[{]/.test(text))) {
    return bad(response, context, {
      message: `${url.host} answered with ${type === '' ? 'something' : scrubber.id(type)} instead of JSON.`,
      nextStep: "Check the connection's address.",
      remedy: 'editConnection',
    });
  }
  return { status: response.status, text: scrubber.body(text), requestId };
}

/** A redirect is not followed: the key would go along to wherever it points. */
export function failureOfRedirect(response: TransportResponse, context: AnswerContext): ProviderError {
  const { label, url, scrubber } = context;
  const target = targetOf(response.headers['location'], url);
  const where =
    target === undefined
      ? 'another address'
      : target.origin === url.origin
        ? 'another path at the same address'
        : scrubber.id(target.origin);
  return bad(response, context, {
    message: `${label} wants the request to go to ${where}; it was not sent there.`,
    nextStep: "If that is right, change the connection's address.",
    remedy: 'editConnection',
  });
}

function targetOf(location: string | undefined, base: URL): URL | undefined {
  if (location === undefined || !URL.canParse(location, base.href)) return undefined;
  const target = new URL(location, base);
  return /^https?:$/.test(target.protocol) ? target : undefined;
}

/** Without a byte order mark. */
function decoded(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function mediaType(response: TransportResponse): string {
  return (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Types that say nothing, under which some gateways send perfectly good JSON. */
function isVague(type: string): boolean {
  return type === '' || type === 'text/plain' || type === 'application/octet-stream';
}

type Sentences = Pick<ConstructorParameters<typeof ProviderError>[0], 'message' | 'nextStep' | 'remedy'>;

function bad(response: TransportResponse, context: AnswerContext, sentences: Sentences): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    ...sentences,
    status: response.status,
    service: { requestId: context.requestId },
  });
}

/** From the bytes of a 2xx or 3xx to an `Answer`, or to the sentence why it cannot be one. */
import { t } from '../core/kit/l10n.ts';
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
      message: t('{0} sent text that is not valid UTF-8.', label),
      nextStep: t('Try again; if it stays, tell whoever runs the service.'),
    });
  }
  if (text.trim() === '') {
    return bad(response, context, {
      message: t('{0} sent an empty answer.', label),
      nextStep: t('This can happen when the service is busy: try again.'),
    });
  }
  const type = mediaType(response);
  if (type === 'text/html' || type === 'application/xhtml+xml' || looksLikeHtml(text)) {
    return bad(response, context, {
      message: t('{0} answered with an HTML page instead of JSON.', url.host),
      nextStep: t("This is probably a sign-in page or a wrong address: check the connection's address."),
      remedy: 'editConnection',
    });
  }
  if (!/(?:^|[/+])json$/.test(type) && !(isVague(type) && /^\s*[[{]/.test(text))) {
    return bad(response, context, {
      message:
        type === ''
          ? t('{0} answered with something instead of JSON.', url.host)
          : t('{0} answered with {1} instead of JSON.', url.host, scrubber.id(type)),
      nextStep: t("Check the connection's address."),
      remedy: 'editConnection',
    });
  }
  return { status: response.status, text: scrubber.body(text), requestId };
}

/** A redirect is not followed: the key would go along to wherever it points. */
export function failureOfRedirect(response: TransportResponse, context: AnswerContext): ProviderError {
  const { label, url, scrubber } = context;
  const target = targetOf(response.headers['location'], url);
  return bad(response, context, {
    message:
      target === undefined
        ? t('{0} wants the request to go to another address; it was not sent there.', label)
        : target.origin === url.origin
          ? t(
              '{0} wants the request to go to another path at the same address; it was not sent there.',
              label,
            )
          : t(
              '{0} wants the request to go to {1}; it was not sent there.',
              label,
              scrubber.id(target.origin),
            ),
    nextStep: t("If that is right, change the connection's address."),
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

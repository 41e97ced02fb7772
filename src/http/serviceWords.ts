/** The body of an answer whose status says that it is an error, read forgivingly: JSON, text, or a gateway's HTML page. */
import { t } from '../core/kit/l10n.ts';
import { isObject } from '../core/kit/json.ts';
import type { ServiceWords } from '../core/provider/providerError.ts';
import { refusalIn, type ReadRefusal, type RefusalReading } from '../core/provider/refusals.ts';
import type { Scrubber } from './redact.ts';

export interface ErrorBody extends RefusalReading {
  readonly words: ServiceWords;
  /** A page or a bare text, as servers and proxies before an API send it: an API refuses in JSON. */
  readonly isForeign: boolean;
}

export interface ErrorBodyReader {
  readonly scrubber: Scrubber;
  readonly requestId: string | undefined;
  readonly readRefusal: ReadRefusal | undefined;
}

/** What a service says is scrubbed before anybody else sees it. */
export function readErrorText(
  text: string,
  { scrubber, requestId, readRefusal }: ErrorBodyReader,
): ErrorBody {
  const prose = (value: string | undefined) => nonEmpty(scrubber.prose(value ?? ''));
  const id = (value: string | undefined) => nonEmpty(scrubber.id(value ?? ''));
  if (looksLikeHtml(text)) {
    const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1];
    return {
      words: { title: prose(title), detail: t('an HTML page instead of JSON'), requestId },
      isForeign: true,
    };
  }
  const json = parsed(text);
  if (!isObject(json))
    return { words: { detail: prose(text), requestId }, isForeign: json === undefined && text.trim() !== '' };
  const { words, kind, missingScopes, resetAt } = refusalIn(json, readRefusal);
  return {
    words: {
      title: prose(words.title),
      detail: prose(words.detail),
      code: id(words.code),
      traceId: id(words.traceId),
      requestId,
    },
    kind,
    missingScopes: missingScopes?.map((scope) => scrubber.id(scope)),
    resetAt,
    isForeign: false,
  };
}

export function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(text.slice(0, 1000));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nonEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}

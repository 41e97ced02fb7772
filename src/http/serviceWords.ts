/**
 * A service's own words about an error, read forgivingly: RFC 7807 and its older `{error}` wrapper (Cognigy), flat
 * `{ok: false}` (The Prompting Company), plain text, or an HTML page by something in between.
 */
import type { ServiceWords } from '../core/provider/providerError.ts';
import type { Scrubber } from './redact.ts';

export interface ErrorBody {
  readonly words: ServiceWords;
  /** Fixed words for programs, e.g. `insufficient_scope`. */
  readonly message: string | undefined;
  /** Scopes that the key lacks. */
  readonly missingScopes: readonly string[];
  /** When the service counts anew, in ms since the epoch. */
  readonly resetAt: number | undefined;
  readonly isHtml: boolean;
}

/** Reads the body of an answer whose status says that it is an error. */
export function readErrorText(text: string, scrubber: Scrubber, requestId?: string): ErrorBody {
  if (looksLikeHtml(text)) {
    const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1];
    return plain(
      { title: title && scrubber.prose(title), detail: 'an HTML page instead of JSON', requestId },
      true,
    );
  }
  const json = parsed(text);
  if (isRecord(json)) return readErrorJson(json, scrubber, requestId);
  return plain({ detail: nonEmpty(scrubber.prose(text)), requestId }, false);
}

/** Reads an error that is JSON already. */
export function readErrorJson(
  json: Readonly<Record<string, unknown>>,
  scrubber: Scrubber,
  requestId?: string,
): ErrorBody {
  const error = isRecord(json['error']) ? { ...json, ...json['error'] } : json;
  const details = isRecord(error['details']) ? error['details'] : {};
  const message = stringOf(error['message']) ?? stringOf(json['error']);
  const prose = (value: unknown) => nonEmpty(scrubber.prose(stringOf(value) ?? ''));
  const id = (value: unknown) => nonEmpty(scrubber.id(stringOf(value) ?? ''));
  return {
    words: {
      title: prose(error['title']),
      detail: prose(error['detail'] ?? message),
      code: id(error['code']),
      traceId: id(error['traceId']),
      requestId,
    },
    message,
    missingScopes: listOf(details['missingScopes']).map((scope) => scrubber.id(scope)),
    resetAt: momentOf(details['resetAt']),
    isHtml: false,
  };
}

export function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(text.slice(0, 1000));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(words: ServiceWords, isHtml: boolean): ErrorBody {
  return { words, message: undefined, missingScopes: [], resetAt: undefined, isHtml };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stringOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function nonEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').slice(0, 10) : [];
}

function momentOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

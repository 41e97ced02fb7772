/** The Prompting Company's words in the body of a refusal: `{ok: false, code, message, details}` (docs/contracts.md B5). */
import { listOf, objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { RefusalKind, RefusalReading } from '../../core/provider/refusals.ts';

export function readRefusal(error: JsonObject): RefusalReading {
  const details = objectOf(error['details']) ?? {};
  const missingScopes = listOf(details['missingScopes']).filter((scope) => typeof scope === 'string');
  const resetAt = Date.parse(textOf(details['resetAt']) ?? '');
  return {
    kind:
      missingScopes.length > 0
        ? 'missingScopes'
        : (byMessage.get(textOf(error['message']) ?? '') ??
          byCode.get(textOf(error['code'])?.toUpperCase() ?? '')),
    missingScopes: missingScopes.slice(0, 10),
    resetAt: Number.isNaN(resetAt) ? undefined : resetAt,
  };
}

/** Fixed words for programs, which this service sends as its message. */
const byMessage: ReadonlyMap<string, RefusalKind> = new Map([
  ['auth_method_not_allowed', 'keySentWrongly'],
  ['public_api_only', 'notForKeys'],
]);

/** Beside those that are names of HTTP. */
const byCode: ReadonlyMap<string, RefusalKind> = new Map([
  ['SCOPE_INVALID', 'forbidden'],
  ['LIVE_INDEX_NOT_FOUND', 'notFound'],
  ['RATE_LIMITED', 'rateLimited'],
  ['INTERNAL', 'unavailable'],
  ['EXTERNAL_SERVICE_ERROR', 'unavailable'],
  ['MAINTENANCE_MODE', 'maintenance'],
]);

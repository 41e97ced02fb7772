/** Makes text from a service fit to be shown, logged and pasted in an issue. */
export interface Scrubber {
  /** Words for people: without the key, token-like strings and control characters, at most 500 characters. */
  readonly prose: (text: string) => string;
  /** An id or a path: without the key and control characters, at most 200 characters. */
  readonly id: (text: string) => string;
  /** A whole answer: only the key is taken out, everything else stays as it is. */
  readonly body: (text: string) => string;
}

/** @param key of the connection that the text came over, when there is one */
export function createScrubber(key: string | undefined): Scrubber {
  const forms = formsOf(key);
  const anyForm = forms.length === 0 ? undefined : new RegExp(forms.map(escaped).join('|'), 'gi');
  const withoutKey = (text: string) => (anyForm ? text.replace(anyForm, removed) : text);
  return {
    prose: (text) => cut(collapse(withoutTokens(withoutKey(visible(text)))), 500),
    id: (text) => cut(collapse(withoutKey(visible(text))), 200),
    body: (text) => (forms.some((form) => text.includes(form)) ? withoutKey(text) : text),
  };
}

const removed = '[removed]';

/** As sent, and as it may come back within a URL, within JSON or from an Authorization header. */
function formsOf(key: string | undefined): string[] {
  // A shorter one is no secret, and taking it out of a text would only spoil the text.
  if (key === undefined || key.length < 6) return [];
  const base64 = Buffer.from(key).toString('base64').replace(/=+$/, '');
  return [...new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1), base64])];
}

/** Node 22 has no `RegExp.escape`. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Control and invisible formatting characters (bidirectional overrides too) become spaces or nothing. */
function visible(text: string): string {
  return text
    .slice(0, 65_536)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\p{Cf}+/gu, '');
}

function withoutTokens(text: string): string {
  return text
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${removed}`)
    .replace(/\beyJ[\w-]+(?:\.[\w-]*){1,4}/g, removed)
    .replace(
      /\b((?:x-)?api[_-]?key|(?:access_?)?token|secret|password)(["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi,
      `$1$2${removed}`,
    )
    .replace(/\b(?:sk|pk|tpc|ghp|xox[a-z])[-_][\w-]{12,}/g, removed)
    .replace(/[\w+/=]{40,}/g, removed);
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

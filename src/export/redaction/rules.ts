/** What is looked for in runs before they leave this machine. Every search is linear in the text. */
import { cardEnd, ibanEnd, nextWordStart } from './checkedNumbers.ts';

/** From start to end (exclusive), in UTF-16 units. */
export type Span = readonly [start: number, end: number];

export interface Rule {
  readonly id: string;
  /** What people read, for many of them: `E-mail addresses`. */
  readonly label: string;
  /** What stands in the place of what was found. */
  readonly placeholder: string;
  readonly find: (text: string) => Span[];
}

/** In the order in which they win where two find the same. */
export const builtInRules: readonly Rule[] = [
  { id: 'token', label: 'Tokens and keys', placeholder: '[token]', find: findTokens },
  { id: 'email', label: 'E-mail addresses', placeholder: '[e-mail]', find: findEmails },
  { id: 'iban', label: 'Bank accounts (IBAN)', placeholder: '[IBAN]', find: findIbans },
  { id: 'card', label: 'Card numbers', placeholder: '[card]', find: findCards },
  { id: 'phone', label: 'Phone numbers', placeholder: '[phone]', find: findPhones },
];

// Each pattern starts at a boundary only or has a bounded length, so that no text makes it slow.
const email =
  /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})){1,8}/gu;

const international = /(?<![\w+.-])(?:\+|00)[1-9](?:[ ()./-]{0,3}\d){6,14}(?!\d)/g;
const national =
  /(?<![\w+.,-])(?:\(\d{2,5}\)[ -]?|0\d{1,5}[ /-]{1,3}|\d{3}[ -])\d{3,8}(?:[ -]\d{2,5}){0,3}(?![\w-])/g;

const tokens: readonly RegExp[] = [
  /(?<=\b(?:bearer|basic)\s{1,5})[\w.~+/=-]{8,}/gi,
  /(?<=\b(?:x-)?(?:api[_-]?key|(?:access|refresh|id)?_?token|secret|password|passwd|pwd)["']?\s{0,3}[:=]\s{0,3}["']?)[^\s"',;&}<>]{4,}/gi,
  /\b(?:sk|pk|rk|tpc|gh[opsur]|github_pat|glpat|xox[a-z])[-_][\w-]{12,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\w+/=\s]*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  /(?<![\w+/=-])[\w+/]{40,}={1,2}(?![\w+/=])/g,
];
const long = /(?<![\w+=-])[\w+=-]{40,}/g;

function findEmails(text: string): Span[] {
  return text.includes('@') ? matches(text, email) : [];
}

function findPhones(text: string): Span[] {
  const atHome = matches(text, national).filter(([start, end]) => {
    const digits = text.slice(start, end).replace(/\D/g, '').length;
    return digits >= 9 && digits <= 15;
  });
  return [...matches(text, international), ...atHome];
}

function findTokens(text: string): Span[] {
  const mixed = matches(text, long).filter(([start, end]) => {
    const word = text.slice(start, end);
    return /\d/.test(word) && /[a-z]/i.test(word);
  });
  return [...tokens.flatMap((pattern) => matches(text, pattern)), ...findJwts(text), ...mixed];
}

/**
 * JSON in base64 (`eyJ`) up to five parts behind dots. Each word is looked at once, and only its first `eyJ`: what
 * has no dot behind the first has none behind the others.
 */
function findJwts(text: string): Span[] {
  if (!text.includes('eyJ')) return [];
  return matches(text, /[\w.-]+/g).flatMap(([start, end]): Span[] => {
    const word = text.slice(start, end);
    const at = word.search(/(?<!\w)eyJ[\w-]{6}/);
    const [jwt] = at < 0 ? [] : (/^[\w-]+(?:\.[\w-]*){1,4}/.exec(word.slice(at)) ?? []);
    return jwt === undefined ? [] : [[start + at, start + at + jwt.length]];
  });
}

function findCards(text: string): Span[] {
  return findChecked(text, /(?<!\d)[2-6]\d/g, cardEnd);
}

function findIbans(text: string): Span[] {
  return findChecked(text, /(?<![\p{L}\p{N}])[a-z]{2}\d{2}/giu, ibanEnd);
}

function findChecked(
  text: string,
  start: RegExp,
  endOf: (text: string, at: number) => number | undefined,
): Span[] {
  const found: Span[] = [];
  start.lastIndex = 0;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const end = endOf(text, match.index);
    if (end !== undefined) found.push([match.index, end]);
    start.lastIndex = end ?? nextWordStart(text, match.index);
  }
  return found;
}

function matches(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ 0: found, index }): Span => [index, index + found.length]);
}

/** What is looked for in runs before they leave this machine. Every search is linear in the text. */
import { msg } from '../../core/kit/l10n.ts';
import { findCards, findIbans } from './checkedNumbers.ts';
import { findPhones } from './phones.ts';
import { everyMatch, type Span } from './span.ts';
import { findTokens } from './tokens.ts';

export interface Rule {
  readonly id: string;
  /** What people read, for many of them: `E-mail addresses`. */
  readonly label: string;
  /** What stands in the place of what was found. */
  readonly placeholder: string;
  readonly find: (text: string) => Span[];
  /** In JSON it goes by the names of members, too, whatever their values look like. */
  readonly byName?: true;
}

/** In the order in which they win where two find the same. */
export const builtInRules: readonly Rule[] = [
  { id: 'token', label: msg('Tokens and keys'), placeholder: '[token]', find: findTokens, byName: true },
  { id: 'email', label: msg('E-mail addresses'), placeholder: '[e-mail]', find: findEmails },
  { id: 'iban', label: msg('Bank accounts (IBAN)'), placeholder: '[IBAN]', find: findIbans },
  { id: 'card', label: msg('Card numbers'), placeholder: '[card]', find: findCards },
  { id: 'phone', label: msg('Phone numbers'), placeholder: '[phone]', find: findPhones },
];

// It has a bounded length, so that no text makes it slow. In addresses of the web the sign is written as %40.
const email =
  /([\p{L}\p{N}._%+'-]{1,64})(?:@|%40)([\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})){1,8})/gu;

function findEmails(text: string): Span[] {
  if (!text.includes('@') && !text.includes('%40')) return [];
  return everyMatch(text, email).flatMap(({ 0: found, 1: user = '', 2: host = '', index }): Span[] => {
    const domain = domainIn(host);
    if (domain === undefined) return [];
    const end = index + found.length - host.length + domain.length;
    // The password and host of `postgres://jo:secret@db.example` are no address, nor is a repository's.
    const isOther =
      /:\/\/[^\s/@]{0,64}:$/.test(text.slice(Math.max(0, index - 70), index)) ||
      (user === 'git' && /[:/]/.test(text.charAt(end)));
    return isOther ? [] : [[index, end]];
  });
}

/** Domains end in letters, versions of a package (`react@18.2.0`) in digits; four numbers are a machine. */
function domainIn(host: string): string | undefined {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return host;
  const labels = host.split('.');
  while (labels.length > 1 && !/^\p{L}[\p{L}\p{N}-]+$/u.test(labels.at(-1) ?? '')) labels.pop();
  return labels.length > 1 ? labels.join('.') : undefined;
}

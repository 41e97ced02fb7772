/** What is looked for in runs before they leave this machine. Every search is linear in the text. */
import { findCards, findIbans } from './checkedNumbers.ts';
import { findPhones } from './phones.ts';
import { matches, type Span } from './span.ts';
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
  { id: 'token', label: 'Tokens and keys', placeholder: '[token]', find: findTokens, byName: true },
  { id: 'email', label: 'E-mail addresses', placeholder: '[e-mail]', find: findEmails },
  { id: 'iban', label: 'Bank accounts (IBAN)', placeholder: '[IBAN]', find: findIbans },
  { id: 'card', label: 'Card numbers', placeholder: '[card]', find: findCards },
  { id: 'phone', label: 'Phone numbers', placeholder: '[phone]', find: findPhones },
];

// It has a bounded length, so that no text makes it slow.
const email =
  /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})){1,8}/gu;

function findEmails(text: string): Span[] {
  if (!text.includes('@')) return [];
  // The password and host of `postgres://jo:secret@db.example` are no address.
  return matches(text, email).filter(
    ([start]) => !/:\/\/[^\s/@]{0,64}:$/.test(text.slice(Math.max(0, start - 70), start)),
  );
}

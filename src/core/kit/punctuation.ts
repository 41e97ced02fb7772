/** What stands between and around words that are put together: other languages have other marks. */
import { t } from './l10n.ts';

/** `a, b, c`; what there is not is left out. */
export function commas(parts: readonly (string | undefined)[]): string {
  return joined(parts, (before, next) => t('{0}, {1}', before, next));
}

/** `a; b; c`; what there is not is left out. */
export function semicolons(parts: readonly (string | undefined)[]): string {
  return joined(parts, (before, next) => t('{0}; {1}', before, next));
}

/** With a full stop, unless it ends in one: `Dauer: 12 Sek.` */
export function sentence(words: string): string {
  return /[.。]$/u.test(words) ? words : t('{0}.', words);
}

/** `“a”` */
export function inQuotes(words: string): string {
  return t('“{0}”', words);
}

function joined(
  parts: readonly (string | undefined)[],
  both: (before: string, next: string) => string,
): string {
  const [first = '', ...others] = parts.flatMap((part) => (part ? [part] : []));
  return others.reduce(both, first);
}

/** Lists within a sentence. */
import { intlLocale } from './l10n.ts';

/** `A and B and C`, or as the language of the person names several. */
export function listed(names: readonly string[]): string {
  const locale = intlLocale();
  return locale === undefined ? names.join(' and ') : new Intl.ListFormat(locale).format(names);
}

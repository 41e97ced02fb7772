/** Labels that stand within a sentence. */
import { intlLocale } from './l10n.ts';

/** Small in English; nouns of other languages keep their capitals. */
export function withinSentence(label: string): string {
  return intlLocale() === undefined ? label.toLowerCase() : label;
}

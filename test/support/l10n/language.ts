import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../src/core/kit/l10n.ts';
import { projectRoot } from '../paths.ts';

/** A language as the extension has it, for `useLanguage`. @param locale a language of the bundles */
export function bundledLanguage(locale: string): Language {
  const file = join(projectRoot, 'l10n', `bundle.l10n.${locale}.json`);
  return { locale, messages: JSON.parse(readFileSync(file, 'utf8')) as Record<string, string> };
}

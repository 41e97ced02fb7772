/** What is wrong with what stands in a box of the wizard, as a sentence; `undefined` when nothing is. */
import { t } from '../../../core/kit/l10n.ts';
import type { Provider } from '../../../core/provider/provider.ts';

export function problemOfAddress(provider: Provider, text: string): string | undefined {
  try {
    provider.normaliseBaseUrl(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : t('This cannot be read.');
  }
}

/** @param mayStay whether there is a key already, so that the box may stay empty */
export function problemOfKey(text: string, mayStay = false): string | undefined {
  const key = text.trim();
  if (key === '') return mayStay ? undefined : t('Paste the API key.');
  // Header values are visible ASCII (RFC 9110, 5.5); anything else is a slip of the clipboard.
  return /^[\x21-\x7e]+$/.test(key)
    ? undefined
    : t('A key has no spaces, line breaks or special letters. Copy it again.');
}

export function problemOfProject(provider: Provider, text: string): string | undefined {
  if (text.trim() === '') return t("Enter the project's id, or paste its web address.");
  return provider.parseProject && provider.parseProject(text) === undefined
    ? t(
        'There is no project id in this. It stands in the address of the project, behind "project" or "agent".',
      )
    : undefined;
}

/** @param taken names of other connections */
export function problemOfName(text: string, taken: readonly string[]): string | undefined {
  if (text.trim() === '') return t('Enter a name.');
  return taken.includes(text.trim()) ? t('Another connection has this name.') : undefined;
}

import { t } from '../core/kit/l10n.ts';
import { keyHeaderOf, type Auth, type KeyHeader } from '../core/provider/auth.ts';
import { ProviderError } from '../core/provider/providerError.ts';
import type { Reason } from '../core/provider/providerError.ts';

/** @throws ProviderError when there is no key, or none that a header could carry; never with the key in its text */
export async function usableKey(read: () => Promise<string | undefined>, label: string): Promise<string> {
  const key = (await stored(read, label))?.trim();
  if (key === undefined || key === '')
    throw refused(t('No API key is set for {0}.', label), t('Set its API key.'));
  // Header values are ASCII; anything else would be refused later, with the key in the text of the error.
  if (!/^[\x20-\x7e]+$/.test(key)) {
    throw refused(
      t('The API key of {0} contains characters that no key can have.', label),
      t('Copy the key again, without anything around it, and set it.'),
    );
  }
  return key;
}

export function authHeader(auth: Auth, key: string, header: KeyHeader | undefined): Record<string, string> {
  const [name, value] = keyHeaderOf(auth, key, header) ?? [];
  return name === undefined || value === undefined ? {} : { [name.toLowerCase()]: value };
}

async function stored(read: () => Promise<string | undefined>, label: string): Promise<string | undefined> {
  try {
    return await read();
  } catch {
    throw refused(
      t('The API key of {0} could not be read from the secret storage.', label),
      t('Set its API key anew.'),
    );
  }
}

function refused(message: string, nextStep: string): ProviderError {
  const reason: Reason = 'unauthorized';
  return new ProviderError({ reason, message, nextStep, remedy: 'setApiKey' });
}

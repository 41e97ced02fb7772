import { t } from '../../core/kit/l10n.ts';
import { ProviderError } from '../../core/provider/providerError.ts';

/**
 * VS Code on Windows reads from other computers (`\\server\logs`) only where a person allowed it, so that no path makes
 * Windows sign in anywhere.
 * @returns the way out, when that is what `error` says
 */
export function hostNotAllowed(name: string, error: unknown): ProviderError | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_UNC_HOST_NOT_ALLOWED')
    return undefined;
  return new ProviderError({
    reason: 'unavailable',
    message: t('{0} cannot be read: it is on another computer, which VS Code may not use.', name),
    nextStep: t('Add the computer to the setting security.allowedUNCHosts, and reload the window.'),
  });
}

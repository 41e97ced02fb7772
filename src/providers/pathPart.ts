/** Ids that people or services give, as a part of a path. */
import { t } from '../core/kit/l10n.ts';
import { ProviderError } from '../core/provider/providerError.ts';

/** A URL swallows `.` and `..`, and would ask for something else. @throws ProviderError */
export function pathPart(part: string): string {
  if (part !== '' && part !== '.' && part !== '..' && part.isWellFormed()) return encodeURIComponent(part);
  throw new ProviderError({
    reason: 'notFound',
    unanswered: true,
    message: t('Nothing can be asked for by the reference "{0}".', part.toWellFormed()),
    nextStep: t('Check the reference.'),
  });
}

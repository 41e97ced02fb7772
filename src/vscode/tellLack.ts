import { t } from '../core/kit/l10n.ts';
import { sentences } from '../core/kit/punctuation.ts';
import type { Lack } from '../services/host/host.ts';
import { showInformation } from './door.ts';

/** Says why a command does nothing in this host. */
export async function tellLack({ sentence }: Lack): Promise<void> {
  await showInformation(sentences([t(sentence), t('This command works in VS Code on the desktop.')]));
}

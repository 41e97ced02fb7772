import { t } from '../../core/kit/l10n.ts';
import type { Ended } from '../../services/live/watched.ts';
import type { LiveNeeds } from './needs.ts';
import { showInformation } from '../door.ts';

/** One notification for what has ended. */
export async function tellEnd({ panels, settings }: LiveNeeds, { ending, already }: Ended): Promise<void> {
  const { sentence, failure } = ending;
  const open = t('Open First Failure');
  const never = t('Do Not Show Again');
  const buttons = [...(failure ? [open] : []), ...(already ? [] : [never])];
  const text = already ? t('It has ended already. {0}', sentence) : sentence;
  const choice = await showInformation(text, ...buttons);
  if (choice === open && failure) (await panels.get()).open(failure, 'keep');
  if (choice === never) await settings.setNotifications(false);
}

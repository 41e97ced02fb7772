/** After a failed test: in a dialog, as the sentence may be long, and is what the choice depends on. */
import { type Message, msg, t } from '../../core/kit/l10n.ts';
import type { ProviderError } from '../../core/provider/providerError.ts';
import type { Step } from '../../services/connections/wizard/wizard.ts';
import { ask } from '../door.ts';

/** @returns the step to change; `undefined` when the dialog was closed */
export async function askWhatNext(
  label: string,
  message: string,
  steps: readonly Step[],
  error: ProviderError | undefined,
): Promise<'again' | 'save' | Step | undefined> {
  const choices = new Map<string, 'again' | 'save' | Step>([[t('Try Again'), 'again']]);
  for (const [step, words] of changes) {
    const isHidden = step === 'way' && error?.reason === 'unauthorized';
    if (steps.includes(step) || isHidden) choices.set(t(words), step);
  }
  choices.set(t('Save Anyway'), 'save');
  const choice = await ask(t('The test of {0} failed.', label), message, ...choices.keys());
  return choice === undefined ? undefined : choices.get(choice);
}

/** How a key is sent is no step of its own as a rule, but may be what is wrong. */
const changes: readonly (readonly [Step, Message])[] = [
  ['key', msg('Change API Key...')],
  ['way', msg('Change How the Key Is Sent...')],
  ['project', msg('Change Project...')],
  ['address', msg('Change Address...')],
];

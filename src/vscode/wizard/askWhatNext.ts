/** After a failed test: in a dialog, as the sentence may be long, and is what the choice depends on. */
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
  const choices = new Map<string, 'again' | 'save' | Step>([['Try Again', 'again']]);
  for (const [step, words] of changes) {
    const isHidden = step === 'way' && error?.reason === 'unauthorized';
    if (steps.includes(step) || isHidden) choices.set(words, step);
  }
  choices.set('Save Anyway', 'save');
  const choice = await ask(`The test of ${label} failed.`, message, ...choices.keys());
  return choice === undefined ? undefined : choices.get(choice);
}

/** How a key is sent is no step of its own as a rule, but may be what is wrong. */
const changes: readonly (readonly [Step, string])[] = [
  ['key', 'Change API Key...'],
  ['way', 'Change How the Key Is Sent...'],
  ['project', 'Change Project...'],
  ['address', 'Change Address...'],
];

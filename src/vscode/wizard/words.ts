/** Words of the steps. */
import { msg, sent, t, type Message } from '../../core/kit/l10n.ts';
import { keyWaysOf, type Auth } from '../../core/provider/auth.ts';
import type { Provider } from '../../core/provider/provider.ts';
import { stepsOf, type Step, type Wizard } from '../../services/connections/wizard/wizard.ts';

const stepNames: Readonly<Record<Step, Message>> = {
  provider: msg('Provider'),
  address: msg('Address'),
  way: msg('How the Key Is Sent'),
  key: msg('API Key'),
  project: msg('Project'),
  name: msg('Name'),
};

/** @returns e.g. `Add Connection (2/5): Address` */
export function titleOf(wizard: Wizard, step: Step): string {
  const command = wizard.before ? t('Edit Connection') : t('Add Connection');
  const steps = stepsOf(wizard);
  // Before a service is chosen nobody knows how many there are.
  const count = wizard.provider ? ` (${steps.indexOf(step) + 1}/${steps.length})` : '';
  return `${command}${count}: ${t(stepNames[step])}`;
}

/** @returns e.g. `Cognigy Simulator · api-trial.cognigy.ai · API Key` */
export function whereLeft({ provider, address, at }: Wizard): string {
  return [provider && t(sent(provider.label)), hostOf(address), at === 'test' ? undefined : t(stepNames[at])]
    .filter(Boolean)
    .join(' · ');
}

export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** @returns e.g. `X-API-Key` */
export function wayName(auth: Auth, provider: Provider | undefined): string {
  switch (auth) {
    case 'none':
      return t('No key');
    case 'apiKey':
      return keyWaysOf(provider).header ?? 'X-API-Key';
    case 'bearer':
      return 'Authorization: Bearer';
    case 'basic':
      return 'Authorization: Basic';
  }
}

export function wayDetail(auth: Auth): string {
  switch (auth) {
    case 'none':
      return t('Whoever reaches the server sees the same runs.');
    case 'apiKey':
      return t('In a header of its own, as it is.');
    case 'bearer':
      return t('As a bearer token, which some gateways want.');
    case 'basic':
      return t('A key of the form USER:PASSWORD.');
  }
}

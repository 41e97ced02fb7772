/**
 * The steps of *Add Connection...* and *Edit Connection...* as data: which come, in which order, and what each answer
 * makes of them. No window, no request. What was given is kept whichever way one goes.
 */
import { folderName } from '../../../core/kit/folderAddress.ts';
import { isLoopback, parseBaseUrl } from '../../../core/kit/baseUrl.ts';
import { sent, t } from '../../../core/kit/l10n.ts';
import { authOf, type Auth } from '../../../core/provider/auth.ts';
import type { Connection, Project, Provider } from '../../../core/provider/provider.ts';

/** `way`: how the key is sent. */
export type Step = 'provider' | 'address' | 'way' | 'key' | 'project' | 'name';

export interface Wizard {
  /** The connection that is edited; `undefined` for a new one. */
  readonly before: Connection | undefined;
  readonly id: string;
  readonly at: Step | 'test';
  readonly provider: Provider | undefined;
  /** What stands in the boxes, also where it is not right (yet). */
  readonly address: string;
  readonly project: string;
  readonly name: string;
  /** The name of the project that was picked from a list. */
  readonly projectName: string | undefined;
  readonly auth: Auth | undefined;
  /** The person wants to say how the key is sent. */
  readonly showsWay: boolean;
  /** A key that was given here, and the only origin it may be sent to. */
  readonly key: { readonly text: string; readonly origin: string } | undefined;
  /** The origin that a key is stored for already. */
  readonly storedFor: string | undefined;
  /** A test failed: once the step that was wrong is mended, the test is made again. */
  readonly mends: boolean;
}

export type Answer =
  | { readonly kind: 'provider'; readonly provider: Provider; readonly id: string }
  | { readonly kind: 'address'; readonly text: string }
  | { readonly kind: 'way'; readonly auth: Auth }
  /** An empty one keeps the key that is there. */
  | { readonly kind: 'key'; readonly text: string }
  | { readonly kind: 'project'; readonly project: Project | string }
  | { readonly kind: 'name'; readonly text: string };

export function beginAdding(): Wizard {
  return {
    ...{ before: undefined, id: '', at: 'provider', provider: undefined, address: '', project: '', name: '' },
    ...{ projectName: undefined, auth: undefined, showsWay: false, key: undefined, storedFor: undefined },
    mends: false,
  };
}

/** @param hasKey whether a key is stored for its address */
export function beginEditing(before: Connection, provider: Provider, hasKey: boolean): Wizard {
  const { id, baseUrl, projectId = '', label, auth } = before;
  return {
    ...beginAdding(),
    ...{ before, id, at: 'address', provider, address: baseUrl, project: projectId, name: label, auth },
    showsWay: auth !== undefined,
    storedFor: hasKey ? originOf(baseUrl) : undefined,
  };
}

export function stepsOf({ before, provider, address, auth, showsWay }: Wizard): readonly Step[] {
  const isKeyless = authOf({}, provider) === 'none' && !provider?.inFolders;
  const keylessElsewhere = isKeyless && !isOnThisMachine(address);
  const steps: readonly (Step | false)[] = [
    before === undefined && 'provider',
    'address',
    (showsWay || keylessElsewhere) && 'way',
    authOf({ auth }, provider) !== 'none' && 'key',
    provider?.needsProject === true && 'project',
    'name',
  ];
  return steps.filter((step) => step !== false);
}

/** What follows once the step that is shown is answered. */
export function answered(wizard: Wizard, answer: Answer): Wizard {
  const next = { ...wizard, ...given(wizard, answer) };
  const steps = stepsOf(next);
  const following = steps[steps.indexOf(answer.kind) + 1];
  return { ...next, at: (next.mends ? steps.find((step) => lacks(next, step)) : following) ?? 'test' };
}

/** @param typed what stands in the box that is left */
export function back(wizard: Wizard, typed: string): Wizard {
  const { at } = wizard;
  const steps = stepsOf(wizard);
  const before = at === 'test' ? steps.at(-1) : steps[steps.indexOf(at) - 1];
  return { ...keepTyped(wizard, typed), at: before ?? at, mends: false };
}

/** With what stands in the box, as it is, for whoever leaves and comes again. */
export function keepTyped(wizard: Wizard, typed: string): Wizard {
  switch (wizard.at) {
    case 'address':
      return { ...wizard, address: typed };
    case 'key':
      return typed.trim() === '' ? wizard : { ...wizard, ...given(wizard, { kind: 'key', text: typed }) };
    case 'project':
      return typed.trim() === '' ? wizard : { ...wizard, project: typed, projectName: undefined };
    case 'name':
      return { ...wizard, name: typed };
    case 'provider':
    case 'way':
    case 'test':
      return wizard;
  }
}

/** To how the key is sent, which nobody sees who does not ask for it. */
export function chooseWay(wizard: Wizard, typed: string): Wizard {
  return { ...keepTyped(wizard, typed), at: 'way', showsWay: true };
}

/** To the step that made a test fail, and then to the test again. */
export function mend(wizard: Wizard, step: Step): Wizard {
  return { ...wizard, at: step, showsWay: wizard.showsWay || step === 'way', mends: true };
}

/** Whether the key of this address is known, so that its box may stay empty. */
export function hasKey({ key, storedFor, address }: Wizard): boolean {
  const origin = originOf(address);
  return origin !== undefined && (key?.origin === origin || storedFor === origin);
}

/** The key that was given here for this address. */
export function givenKey({ key, address }: Wizard): string | undefined {
  return key && key.origin === originOf(address) ? key.text : undefined;
}

/**
 * The connection as it was described so far.
 * @param taken names of other connections
 * @throws Error with a sentence while the address cannot be read
 */
export function connectionOf(wizard: Wizard, taken: readonly string[]): Connection {
  const { before, id, provider, address, project, auth } = wizard;
  const simulations = before?.simulations;
  return {
    id,
    provider: provider?.id ?? '',
    label: proposedName(wizard, taken),
    baseUrl: provider?.normaliseBaseUrl(address) ?? address,
    ...(provider?.needsProject && project.trim() !== '' ? { projectId: project.trim() } : {}),
    ...(auth === undefined ? {} : { auth }),
    ...(simulations === undefined ? {} : { simulations }),
  };
}

/** The name that was given, or one that says what it is. @param taken names of other connections */
export function proposedName(wizard: Wizard, taken: readonly string[]): string {
  const { name, projectName, project, provider } = wizard;
  if (name.trim() !== '') return name.trim();
  const base =
    projectName ??
    (project.trim() === '' ? t(sent(provider?.label ?? '')) : t('Project {0}', project.trim().slice(0, 8)));
  let proposed = base;
  for (let count = 2; taken.includes(proposed); count++) proposed = `${base} ${count}`;
  return proposed;
}

function given(wizard: Wizard, answer: Answer): Partial<Wizard> {
  const { provider } = wizard;
  switch (answer.kind) {
    case 'provider':
      if (answer.provider === provider) return {};
      return {
        ...beginAdding(),
        ...{ id: answer.id, provider: answer.provider, address: answer.provider.defaultBaseUrl },
      };
    case 'address': {
      const address = provider?.normaliseBaseUrl(answer.text) ?? answer.text;
      // The address of a page names its project, too; a bare host is none.
      const project = answer.text.includes('/') ? provider?.parseProject?.(answer.text) : undefined;
      const isOther = project !== undefined && project !== wizard.project;
      // A folder names what is in it.
      if (provider?.inFolders) return { address, projectName: folderName(address) || undefined };
      return { address, ...(isOther ? { project, projectName: undefined } : {}) };
    }
    case 'way':
      return {
        auth: answer.auth === authOf({}, provider) && answer.auth !== 'none' ? undefined : answer.auth,
      };
    case 'key': {
      const origin = originOf(wizard.address);
      const text = answer.text.trim();
      return text === '' || origin === undefined ? {} : { key: { text, origin } };
    }
    case 'project':
      return typeof answer.project === 'string'
        ? {
            project: provider?.parseProject?.(answer.project) ?? answer.project.trim(),
            projectName: undefined,
          }
        : { project: answer.project.id, projectName: answer.project.name };
    case 'name':
      return { name: answer.text.trim() };
  }
}

function lacks(wizard: Wizard, step: Step): boolean {
  if (step === 'key') return !hasKey(wizard);
  return step === 'project' && wizard.project.trim() === '';
}

function originOf(address: string): string | undefined {
  try {
    return parseBaseUrl(address).origin;
  } catch {
    return undefined;
  }
}

function isOnThisMachine(address: string): boolean {
  const origin = originOf(address);
  return origin !== undefined && isLoopback(new URL(origin));
}

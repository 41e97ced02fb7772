/** Shows one step of the wizard, and reads its answer. */
import * as vscode from 'vscode';
import { sent, t } from '../../core/kit/l10n.ts';
import { commas, sentences } from '../../core/kit/punctuation.ts';
import { authOf, keyWaysOf } from '../../core/provider/auth.ts';
import type { Project, Provider } from '../../core/provider/provider.ts';
import {
  problemOfAddress,
  problemOfKey,
  problemOfName,
  problemOfProject,
} from '../../services/connections/wizard/checks.ts';
import type { Probe } from '../../services/connections/wizard/probe.ts';
import {
  hasKey,
  proposedName,
  type Answer,
  type Step,
  type Wizard,
} from '../../services/connections/wizard/wizard.ts';
import { showWarning } from '../door.ts';
import { firstFolder } from '../home.ts';
import { askPick, askText, type Leaving } from '../steps.ts';
import { newId } from './keylessServer.ts';
import { hostOf, titleOf, wayDetail, wayName, whereLeft } from './words.ts';

export type StepAnswer =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** Goes on with what was left before. */
  | { readonly kind: 'resume'; readonly wizard: Wizard }
  | { readonly kind: 'back' | 'left' | 'way'; readonly typed: string };

export interface StepContext {
  /** That can be chosen. */
  readonly services: readonly Provider[];
  /** What was left half done. */
  readonly left: Wizard | undefined;
  /** Names of other connections. */
  readonly taken: readonly string[];
  /** What the key sees at the service. */
  readonly projects: () => Promise<Probe>;
  /** What the service says of a key; `undefined` when it takes it. */
  readonly verifyKey: (wizard: Wizard, text: string, signal: AbortSignal) => Promise<string | undefined>;
}

export function askStep(wizard: Wizard, step: Step, context: StepContext): Promise<StepAnswer> {
  const { provider } = wizard;
  if (!provider || step === 'provider') return askProvider(wizard, context);
  switch (step) {
    case 'address':
      return provider.inFolders ? askFolder(wizard, provider) : askAddress(wizard, provider);
    case 'way':
      return askWay(wizard, provider);
    case 'key':
      return askKeyOf(wizard, provider, context);
    case 'project':
      return askProject(wizard, provider, context);
    case 'name':
      return askName(wizard, context);
  }
}

interface ProviderItem extends vscode.QuickPickItem {
  readonly provider?: Provider;
}

async function askProvider(wizard: Wizard, { services, left }: StepContext): Promise<StepAnswer> {
  const items = services.map((provider) => ({
    label: t(sent(provider.label)),
    description: provider.inFolders ? t('a folder on this machine') : hostOf(provider.defaultBaseUrl),
    provider,
  }));
  const resumed: readonly ProviderItem[] = left
    ? [
        { label: t('Continue'), description: whereLeft(left) },
        { label: t('Begin anew'), kind: vscode.QuickPickItemKind.Separator },
      ]
    : [];
  const answer = await askPick<ProviderItem>({
    title: titleOf(wizard, 'provider'),
    canGoBack: false,
    placeholder: t('Which service runs your simulations?'),
    items: () => [...resumed, ...items],
    isChosen: ({ provider }) => provider !== undefined && provider === wizard.provider,
  });
  if (answer.kind !== 'next') return leaving(answer);
  const { provider } = answer.item;
  if (provider) return { kind: 'answer', answer: { kind: 'provider', provider, id: newId(provider) } };
  return left ? { kind: 'resume', wizard: left } : { kind: 'left', typed: '' };
}

async function askAddress(wizard: Wizard, provider: Provider): Promise<StepAnswer> {
  const others = commas(provider.addresses.map(([label, url]) => `${t(sent(label))}: ${hostOf(url)}`));
  const answer = await askText({
    title: titleOf(wizard, 'address'),
    canGoBack: !wizard.before,
    value: wizard.address,
    prompt: sentences([
      t('Address of the service.'),
      provider.addresses.length > 1 ? t('Usual ones: {0}', others) : undefined,
    ]),
    problemOf: (text) => problemOfAddress(provider, text),
  });
  return answer.kind === 'next'
    ? { kind: 'answer', answer: { kind: 'address', text: answer.text } }
    : leaving(answer);
}

/** The system's own dialog; whoever closes it is back at the step before. */
async function askFolder(wizard: Wizard, provider: Provider): Promise<StepAnswer> {
  const known = URL.canParse(wizard.address) ? vscode.Uri.parse(wizard.address) : undefined;
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: titleOf(wizard, 'address'),
      openLabel: t('Connect Folder'),
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: known ?? firstFolder(),
    })) ?? [];
  if (!folder) return { kind: wizard.before ? 'left' : 'back', typed: wizard.address };
  const text = folder.toString();
  const problem = problemOfAddress(provider, text);
  if (problem === undefined) return { kind: 'answer', answer: { kind: 'address', text } };
  await showWarning(sentences([t('Only folders of this machine can be connected.'), problem]));
  return { kind: wizard.before ? 'left' : 'back', typed: wizard.address };
}

async function askWay(wizard: Wizard, provider: Provider): Promise<StepAnswer> {
  const items = keyWaysOf(provider).ways.map((auth) => ({
    label: wayName(auth, provider),
    description: auth === authOf({}, provider) ? t('usual') : '',
    detail: wayDetail(auth),
    auth,
  }));
  const answer = await askPick({
    title: titleOf(wizard, 'way'),
    canGoBack: true,
    placeholder: t('How does {0} want the key?', hostOf(wizard.address)),
    items: () => items,
    isChosen: ({ auth }) => auth === authOf(wizard, provider),
  });
  return answer.kind === 'next'
    ? { kind: 'answer', answer: { kind: 'way', auth: answer.item.auth } }
    : leaving(answer);
}

/** A key is never shown again: its box may stay empty instead. */
async function askKeyOf(wizard: Wizard, provider: Provider, context: StepContext): Promise<StepAnswer> {
  const known = hasKey(wizard);
  const way = wayName(authOf(wizard, provider), provider);
  const answer = await askText({
    title: titleOf(wizard, 'key'),
    canGoBack: true,
    actions: [{ id: 'way', icon: 'settings-gear', tooltip: t('Choose How the Key Is Sent') }],
    value: '',
    password: true,
    placeholder: known ? t('Leave empty to keep the key that was set before') : '',
    prompt: t(
      "API key for {0}, sent as {1} (the button above changes that). It is kept in VS Code's secret storage and sent nowhere else. {2}",
      hostOf(wizard.address),
      way,
      t(sent(provider.keyHint)),
    ),
    problemOf: (text) => problemOfKey(text, known),
    verify: (text, signal) => context.verifyKey(wizard, text, signal),
  });
  if (answer.kind === 'action') return { kind: 'way', typed: answer.text };
  return answer.kind === 'next'
    ? { kind: 'answer', answer: { kind: 'key', text: answer.text } }
    : leaving(answer);
}

interface ProjectItem extends vscode.QuickPickItem {
  /** `undefined`: to be entered by hand. */
  readonly project: Project | string | undefined;
}

async function askProject(wizard: Wizard, provider: Provider, context: StepContext): Promise<StepAnswer> {
  const probe = await context.projects();
  if (probe.kind !== 'projects') return askProjectId(wizard, provider, 'why' in probe ? probe.why : '');
  const listed = probe.projects.map((project): ProjectItem => ({
    label: project.name,
    description: project.id,
    project,
  }));
  const isListed = probe.projects.some(({ id }) => id === wizard.project);
  const answer = await askPick<ProjectItem>({
    title: titleOf(wizard, 'project'),
    canGoBack: true,
    placeholder: t('Which project? Its id or web address can be pasted here, too'),
    items: (typed) => [
      ...listed,
      byHand(provider, typed.trim() === '' && !isListed ? wizard.project : typed),
    ],
    isChosen: ({ project }) => (typeof project === 'object' ? project.id : project) === wizard.project,
  });
  // What is typed here only narrows the list.
  if (answer.kind !== 'next') return leaving({ ...answer, text: '' });
  const { project } = answer.item;
  return project === undefined
    ? askProjectId(wizard, provider, '')
    : { kind: 'answer', answer: { kind: 'project', project } };
}

/** Whatever is typed, this one is shown: an address or what looks like an id is taken as it is pasted. */
function byHand(provider: Provider, typed: string): ProjectItem {
  const id = /\d/.test(typed) ? provider.parseProject?.(typed) : undefined;
  return {
    label: id === undefined ? t('Enter a project id...') : t('Use the project id {0}', id),
    iconPath: new vscode.ThemeIcon('edit'),
    alwaysShow: true,
    project: id,
  };
}

async function askProjectId(wizard: Wizard, provider: Provider, why: string): Promise<StepAnswer> {
  const answer = await askText({
    title: titleOf(wizard, 'project'),
    canGoBack: true,
    value: wizard.project,
    prompt: sentences([why, t("Paste the project's web address, or enter its id (24 letters and digits).")]),
    problemOf: (text) => problemOfProject(provider, text),
  });
  return answer.kind === 'next'
    ? { kind: 'answer', answer: { kind: 'project', project: answer.text } }
    : leaving(answer);
}

async function askName(wizard: Wizard, { taken }: StepContext): Promise<StepAnswer> {
  const proposed = proposedName(wizard, taken);
  const answer = await askText({
    title: titleOf(wizard, 'name'),
    canGoBack: true,
    value: proposed,
    prompt: t('What the tree shows'),
    problemOf: (text) => problemOfName(text, taken),
  });
  // A name that was only proposed follows the project, which may still change.
  const text = answer.text === proposed && wizard.name === '' ? '' : answer.text;
  return answer.kind === 'next'
    ? { kind: 'answer', answer: { kind: 'name', text } }
    : leaving({ ...answer, text });
}

function leaving(answer: Leaving): StepAnswer {
  return { kind: answer.kind === 'left' ? 'left' : 'back', typed: answer.text };
}

/** Leads through the steps of a connection, tests it, and saves it. Whoever leaves finds everything as it was. */
import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import { isAborted, isProviderError, sentencesOf } from '../../core/provider/providerError.ts';
import type { Connection, ProviderClient } from '../../core/provider/provider.ts';
import { offeredServices } from '../../services/connections/wizard/offered.ts';
import { answersWithin, probeKey, type Probe } from '../../services/connections/wizard/probe.ts';
import {
  answered,
  back,
  chooseWay,
  connectionOf,
  givenKey,
  keepTyped,
  mend,
  stepsOf,
  type Answer,
  type Wizard,
} from '../../services/connections/wizard/wizard.ts';
import { keyNotKept } from '../askKey.ts';
import { showBriefly, showWarning, withProgress } from '../door.ts';
import { viewId } from '../ids.ts';
import { testWithProgress } from '../testWithProgress.ts';
import { askStep, type StepContext } from './askStep.ts';
import { answeringServer, usuallyTakesKey } from './keylessServer.ts';
import { askWhatNext } from './askWhatNext.ts';
import type { WizardNeeds } from './needs.ts';

/** What is ready to be saved. */
interface Done {
  readonly connection: Connection;
  /** `undefined`: none is sent, or the one that is stored stays. */
  readonly key: string | undefined;
  readonly found: string;
}

export async function carryThrough(needs: WizardNeeds, begun: Wizard): Promise<void> {
  const { drafts } = needs;
  const draftId = begun.before?.id;
  const services = offeredServices(needs.connections.providers, await needs.hasDisk());
  const context = { ...contextOf(needs, begun), services };
  for (let wizard = begun; ;) {
    if (wizard.at === 'test') {
      const next = await test(needs, wizard, context.taken);
      // The dialog that was closed leaves everything for the next time.
      if (!next) {
        drafts.keepWizard(wizard, draftId);
        return;
      }
      if ('found' in next) {
        drafts.keepWizard(wizard, draftId);
        return save(needs, next, draftId);
      }
      wizard = next;
      continue;
    }
    const said = await askStep(wizard, wizard.at, { ...context, projects: () => context.projectsOf(wizard) });
    switch (said.kind) {
      case 'answer': {
        const answering = await serverOf(needs, said.answer);
        if (answering) return save(needs, answering, draftId);
        wizard = answered(wizard, said.answer);
        break;
      }
      case 'resume':
        wizard = said.wizard;
        break;
      case 'back':
        wizard = back(wizard, said.typed);
        break;
      case 'way':
        wizard = chooseWay(wizard, said.typed);
        break;
      case 'left':
        // Whoever closes the first question has nothing to lose, and what was left before stays.
        if (wizard.provider) drafts.keepWizard(keepTyped(wizard, said.typed), draftId);
        return;
    }
  }
}

/** A service without keys whose server answers at the usual address needs no more questions. */
async function serverOf(needs: WizardNeeds, answer: Answer): Promise<Done | undefined> {
  if (answer.kind !== 'provider' || usuallyTakesKey(answer.provider) || answer.provider.inFolders)
    return undefined;
  const found = await answeringServer(needs, answer.provider);
  return found && { ...found, key: undefined };
}

interface Context extends Omit<StepContext, 'projects' | 'services'> {
  projectsOf(wizard: Wizard): Promise<Probe>;
}

/** What the service said of a key is what the next step needs: it is asked once. */
function contextOf(needs: WizardNeeds, { before }: Wizard): Context {
  const { connections, drafts } = needs;
  const taken = connections.all().flatMap(({ id, label }) => (id === before?.id ? [] : label));
  let known: { readonly client: string; readonly probe: Probe } | undefined;
  const nameOf = (wizard: Wizard) => {
    const { baseUrl, auth } = connectionOf(wizard, taken);
    return JSON.stringify([baseUrl, auth, givenKey(wizard)]);
  };
  const probe = async (wizard: Wizard, left: AbortSignal) => {
    const client = nameOf(wizard);
    if (known?.client === client && known.probe.kind !== 'refused') return known.probe;
    const found = await probeKey(
      await clientOf(needs, wizard),
      left,
      AbortSignal.timeout(answersWithin * 1000),
    );
    known = { client, probe: found };
    return found;
  };
  return {
    left: before ? undefined : drafts.wizard(),
    taken,
    verifyKey: async (wizard, text, signal) => {
      const found = await probe(answered(wizard, { kind: 'key', text }), signal);
      return found.kind === 'refused' ? found.why : undefined;
    },
    projectsOf: async (wizard) => {
      if (known?.client === nameOf(wizard))
        return known.probe.kind === 'refused'
          ? { kind: 'unlisted', why: t('Projects cannot be listed with this key.') }
          : known.probe;
      const waiting = { location: vscode.ProgressLocation.Window, title: t('Asking for the projects...') };
      return withProgress(waiting, () => probe(wizard, new AbortController().signal));
    },
  };
}

/** Bound to the connection as it is described so far. A project that is not chosen yet is not asked about. */
async function clientOf({ clients, connections }: WizardNeeds, wizard: Wizard): Promise<ProviderClient> {
  const { before } = wizard;
  const connection = connectionOf({ ...wizard, project: wizard.project || 'not-chosen-yet' }, []);
  const key = givenKey(wizard);
  const stored = () =>
    before ? connections.keyOf({ ...before, ...connection }) : Promise.resolve(undefined);
  return (await clients.get()).connect(connection, key === undefined ? stored : () => Promise.resolve(key));
}

/** @returns what was found, the step to go on with, or nothing when the person left */
async function test(
  needs: WizardNeeds,
  wizard: Wizard,
  taken: readonly string[],
): Promise<Done | Wizard | undefined> {
  const connection = connectionOf(wizard, taken);
  const key = givenKey(wizard);
  try {
    const found = await testWithProgress(connection.label, async (signal) =>
      (await clientOf(needs, { ...wizard, name: connection.label })).test(signal),
    );
    return { connection, key, found };
  } catch (error) {
    // Cancelled: back to the last step, where nothing is lost.
    if (isAborted(error)) return back(wizard, '');
    const message = isProviderError(error) ? sentencesOf(error) : t('The connection could not be tested.');
    const steps = stepsOf(wizard);
    const next = await askWhatNext(
      connection.label,
      message,
      steps,
      isProviderError(error) ? error : undefined,
    );
    if (next === 'again') return wizard;
    if (next === 'save') return { connection, key, found: t('Saved without a successful test.') };
    return next && mend(wizard, next);
  }
}

/** Only what is saved need not be remembered any more. */
async function save(
  { connections, drafts, reveal }: WizardNeeds,
  { connection, key, found }: Done,
  draftId: string | undefined,
): Promise<void> {
  const kept = await connections.add(connection, key);
  drafts.keepWizard(undefined, draftId);
  if (!kept) await showWarning(t(keyNotKept));
  // The view shows the connection itself.
  showBriefly(`${connection.label}: ${found}`, 10_000);
  await vscode.commands.executeCommand(`${viewId}.focus`);
  await reveal({ connection: connection.id, path: [] });
}

/**
 * *Add Connection...*: provider, address, key, project, name; then a test that says what it found. A service without
 * keys whose server answers at the usual address is added at once.
 */
import * as vscode from 'vscode';
import type { Connection, Project, Provider, ProviderClient } from '../../core/provider/provider.ts';
import { isAborted, isProviderError } from '../../core/provider/providerError.ts';
import { sentences } from '../failures.ts';
import { askKey, keyNotKept } from '../askKey.ts';
import { answeringServer, keylessAt, newConnection, usuallyTakesKey } from './keylessServer.ts';
import type { ConnectionsNeeds } from './needs.ts';
import { testWithProgress } from './testWithProgress.ts';
import { ask, showInformation, showInputBox, showQuickPick, showWarning, withProgress } from '../door.ts';

interface Draft {
  readonly provider: Provider;
  readonly connection: Connection;
  /** `undefined` where none is sent. */
  readonly key: string | undefined;
}

export async function addConnection(needs: ConnectionsNeeds): Promise<void> {
  const provider = await pickProvider(needs);
  if (!provider) return;
  const takesKey = usuallyTakesKey(provider);
  const answering = takesKey ? undefined : await answeringServer(needs, provider);
  if (answering)
    return save(needs, { provider, connection: answering.connection, key: undefined }, answering.found);
  const steps = 3 + (takesKey ? 1 : 0) + (provider.needsProject ? 1 : 0);
  const title = (step: number, what: string) => `Add Connection (${step}/${steps}): ${what}`;
  const baseUrl = await askAddress(title(2, 'Address'), provider, provider.defaultBaseUrl);
  if (baseUrl === undefined) return;
  const key = takesKey ? await askKey(title(3, 'API Key'), { baseUrl }, provider) : undefined;
  const without = takesKey ? {} : await keylessAt(baseUrl);
  if (!without || (takesKey && key === undefined)) return;
  let connection: Connection = { ...newConnection(provider, baseUrl), ...without };
  if (provider.needsProject) {
    const project = await askProject(needs, title(steps - 1, 'Project'), connection, key);
    if (!project) return;
    connection = { ...connection, projectId: project.id, label: project.name };
  }
  const label = await askName(needs, title(steps, 'Name'), connection.label);
  if (label === undefined) return;
  const named = { ...connection, label };
  const tested = await testUntilSettled(needs, { provider, connection: named, key });
  if (tested) await save(needs, tested.draft, tested.found);
}

async function pickProvider(needs: ConnectionsNeeds): Promise<Provider | undefined> {
  const services = needs.connections.providers.filter(({ local }) => local === undefined);
  const items = services.map((provider) => ({
    label: provider.label,
    description: new URL(provider.defaultBaseUrl).host,
    provider,
  }));
  const options = {
    title: 'Add Connection: Provider',
    placeHolder: 'Which service runs your simulations?',
    ignoreFocusOut: true,
  };
  return (await showQuickPick(items, options))?.provider;
}

/** One of the usual addresses or any other; checked and put into the form that requests need. */
async function askAddress(title: string, provider: Provider, value: string): Promise<string | undefined> {
  const others = provider.addresses.map(([label, url]) => `${label}: ${new URL(url).host}`).join(', ');
  const address = await showInputBox({
    title,
    value,
    ignoreFocusOut: true,
    prompt: `Address of the service. ${provider.addresses.length > 1 ? `Usual ones: ${others}` : ''}`,
    validateInput: (input) => problemOf(() => provider.normaliseBaseUrl(input)),
  });
  return address === undefined ? undefined : provider.normaliseBaseUrl(address);
}

async function askProject(
  needs: ConnectionsNeeds,
  title: string,
  connection: Connection,
  key: string | undefined,
): Promise<Project | undefined> {
  const projects = await listProjects(needs, connection, key);
  if (typeof projects === 'string') return askProjectId(title, projects);
  const byHand = {
    label: 'Enter a project id...',
    iconPath: new vscode.ThemeIcon('edit'),
    project: undefined,
  };
  const items = projects.map((project) => ({
    label: project.name,
    description: project.id,
    project,
  }));
  const picked = await showQuickPick([...items, byHand], {
    title,
    placeHolder: 'Which project?',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  return picked.project ?? askProjectId(title, '');
}

/** In seconds: an id can be entered by hand instead. */
const projectsWithin = 20;

/** The projects that the key may see, or why they cannot be listed. */
async function listProjects(
  needs: ConnectionsNeeds,
  connection: Connection,
  key: string | undefined,
): Promise<readonly Project[] | string> {
  const draft = { ...connection, projectId: 'not-chosen-yet' };
  const late = AbortSignal.timeout(projectsWithin * 1000);
  try {
    const client = await (await needs.clients.get()).connect(draft, () => Promise.resolve(key));
    const waiting = { location: vscode.ProgressLocation.Window, title: 'Asking for the projects...' };
    const projects = await withProgress(waiting, async () => client.projects?.(late));
    return projects && projects.length > 0 ? projects : 'The key sees no projects.';
  } catch (error) {
    // Whoever gave up knows why; a service that is silent is not the same.
    if (late.aborted) return `Projects cannot be listed: no answer came within ${projectsWithin} s.`;
    if (isAborted(error)) return '';
    return isProviderError(error)
      ? `Projects cannot be listed: ${error.message}`
      : 'Projects cannot be listed.';
  }
}

async function askProjectId(title: string, why: string): Promise<Project | undefined> {
  const id = await showInputBox({
    title,
    ignoreFocusOut: true,
    prompt:
      `${why} Enter the project's id by hand (24 letters and digits, in the project's web address).`.trim(),
    validateInput: (value) => (value.trim() === '' ? 'Enter the id of the project.' : undefined),
  });
  return id === undefined ? undefined : { id: id.trim(), name: `Project ${id.trim().slice(0, 8)}` };
}

function askName(needs: ConnectionsNeeds, title: string, value: string): Thenable<string | undefined> {
  const taken = new Set(needs.connections.all().map(({ label }) => label));
  return showInputBox({
    title,
    value: taken.has(value) ? `${value} 2` : value,
    ignoreFocusOut: true,
    prompt: 'What the tree shows',
    validateInput: (input) => {
      if (input.trim() === '') return 'Enter a name.';
      return taken.has(input.trim()) ? 'Another connection has this name.' : undefined;
    },
  });
}

/** Tests, and on failure lets the person mend what is wrong, or save it as it is. */
async function testUntilSettled(
  needs: ConnectionsNeeds,
  first: Draft,
): Promise<{ draft: Draft; found: string } | undefined> {
  for (let draft = first; ;) {
    try {
      const found = await testWithProgress(draft.connection.label, async (signal) =>
        (await clientOf(needs, draft)).test(signal),
      );
      return { draft, found };
    } catch (error) {
      if (isAborted(error)) return undefined;
      const message = isProviderError(error) ? sentences(error) : 'The connection could not be tested.';
      const next = await mend(draft, message);
      if (!next) return undefined;
      if (next === 'save') return { draft, found: 'Saved without a successful test.' };
      draft = next;
    }
  }
}

async function clientOf({ clients }: ConnectionsNeeds, draft: Draft): Promise<ProviderClient> {
  return (await clients.get()).connect(draft.connection, () => Promise.resolve(draft.key));
}

/** In a dialog, as the sentence may be long, and is what the choice depends on. */
async function mend(draft: Draft, message: string): Promise<Draft | 'save' | undefined> {
  const { provider, connection } = draft;
  const title = 'Add Connection: the test failed';
  const [again, otherKey, otherAddress, save] = [
    'Try Again',
    'Change API Key...',
    'Change Address...',
    'Save Anyway',
  ];
  const takesKey = usuallyTakesKey(provider);
  const ways = [again, ...(takesKey ? [otherKey] : []), otherAddress, save];
  const choice = await ask(`The test of ${connection.label} failed.`, message, ...ways);
  switch (choice) {
    case again:
      return draft;
    case otherKey: {
      const key = await askKey(title, connection, provider);
      return key === undefined ? undefined : { ...draft, key };
    }
    case otherAddress: {
      const baseUrl = await askAddress(title, provider, connection.baseUrl);
      if (baseUrl === undefined) return undefined;
      const moved = new URL(baseUrl).origin !== new URL(connection.baseUrl).origin;
      // A key belongs to the origin it was given for.
      const key = moved && takesKey ? await askKey(title, { baseUrl }, provider) : draft.key;
      const without = takesKey ? {} : await keylessAt(baseUrl);
      if (!without || (takesKey && key === undefined)) return undefined;
      return { ...draft, key, connection: { ...connection, baseUrl, ...without } };
    }
    case save:
      return 'save';
    case undefined:
    default:
      return undefined;
  }
}

async function save(needs: ConnectionsNeeds, { connection, key }: Draft, found: string): Promise<void> {
  const kept = await needs.connections.add(connection, key);
  if (!kept) await showWarning(keyNotKept);
  await vscode.commands.executeCommand('agentRuns.runs.focus');
  await showInformation(`${connection.label}: ${found}`);
}

function problemOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'This cannot be read.';
  }
}

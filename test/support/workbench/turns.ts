import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { projectRoot } from '../paths.ts';
import { waitFor } from './waitFor.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

/** What a file needs of a window that it shares. */
export interface TurnOptions {
  /** In CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The window of this process. */
let standing: Workbench | undefined;
let settingsBefore: Readonly<Record<string, unknown>> = {};

after(() => standing?.close());

/**
 * A workbench in which the files of a process take turns, since to open one takes ten seconds of a processor; the view
 * is shown. Editors, filter, keys, archive and settings of the file before are gone, and to close it leaves it to the next
 * one. A file that opens run files closes them, one that adds a connection gives it another id than the others.
 */
export async function takeTurn({ viewport, settings = {} }: TurnOptions): Promise<Workbench> {
  const options = { viewport: viewport ?? { width: 1280, height: 1000 }, settings };
  if (standing === undefined) {
    const extensions = [projectRoot, join(projectRoot, 'test/fixtures/nextTurn')];
    standing = await openWorkbench({ extensions, ...options });
  } else {
    await standing.page.setViewportSize(options.viewport);
    const gone = Object.keys(settingsBefore).map((name) => [name, null] as const);
    await startAnew(standing, { 'agentRuns.connections': [], ...Object.fromEntries(gone), ...settings });
  }
  settingsBefore = settings;
  await standing.runCommand('View: Show Agent Runs');
  return { ...standing, close: () => Promise.resolve() };
}

/** @param settings null takes one away */
async function startAnew(workbench: Workbench, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const { page, server, watch } = workbench;
  const next = join(server.dataFolder, 'next.json');
  await writeFile(next, JSON.stringify(settings));
  await workbench.runCommand('Made Up: Next Turn');
  const agree = page.getByRole('button', { name: /^Clear (All Keys|Archive)$/ });
  await waitFor('the window to be as new', async () => {
    if (!existsSync(next)) return true;
    if (await agree.isVisible()) await agree.click();
    return undefined;
  });
  for (const list of [watch.consoleErrors, watch.cspViolations, watch.foreignRequests]) list.length = 0;
}

/** Opens the run that a link names, by a connection that is set up here. */
import * as vscode from 'vscode';
import type { Lazy } from '../../core/kit/lazy.ts';
import type { Connections } from '../../services/connections/connections.ts';
import { readLink, resolveLink } from '../../services/copy/copyLink.ts';
import type { Panels } from '../../services/panels.ts';
import { showFailure } from '../failures.ts';
import type { Log } from '../log.ts';
import { showWarning } from '../door.ts';

export interface LinkNeeds {
  readonly connections: Pick<Connections, 'all' | 'isOnDisk' | 'isSample'>;
  readonly panels: Lazy<Panels>;
  readonly log: Log;
}

export async function openLink({ connections, panels, log }: LinkNeeds, uri: vscode.Uri): Promise<void> {
  const link = readLink(uri.path, uri.query);
  if (!link) {
    await showWarning('This link does not lead to a run.');
    return;
  }
  // Whoever writes a link must not choose a file that is read.
  const services = connections.all().filter((connection) => !connections.isOnDisk(connection));
  const ref = resolveLink(link, services, (connection) => connections.isSample(connection));
  if (!ref) {
    const add = 'Add Connection...';
    const choice = await showWarning(
      'The link leads to a run of a service or project that no connection here leads to.',
      add,
    );
    if (choice) await vscode.commands.executeCommand('agentRuns.addConnection');
    return;
  }
  try {
    (await panels.get()).open(ref, 'keep');
  } catch (error) {
    await showFailure(error, log, 'Open link');
  }
}

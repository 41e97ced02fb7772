/** Opens the archive in the extension's own folder, and tells of its trouble. Loaded with the first need of it. */
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Archive, ArchiveTrouble } from '../../archive/archive.ts';
import type { App } from '../app.ts';
import { Archiving } from '../../services/archiving/archiving.ts';

export async function openArchiving(app: App): Promise<Archiving> {
  const { store, connections, providers, settings, log } = app;
  return new Archiving({
    archive: await openOwnArchive(app),
    store,
    connections,
    providers,
    pageSize: () => settings.pageSize(),
    view: () => app.view.options,
    now: Date.now,
    defect: (where, error) => log.defect(where, error),
  });
}

/** The archive alone, e.g. to clear it while it is off. */
export async function openOwnArchive({ storage, extension, settings }: App): Promise<Archive> {
  const { openArchive } = await import('../../archive/main.ts');
  const { days, megabytes } = settings.archive();
  const archive = openArchive({
    folder: vscode.Uri.joinPath(storage, 'archive').fsPath,
    worker: vscode.Uri.joinPath(extension, 'dist', 'archive-worker.js').fsPath,
    retention: { days, megabytes },
    now: Date.now,
  });
  archive.onTrouble((trouble) => void tell(trouble));
  return archive;
}

/** Kinds that were told in this session: trouble in the background is told once. */
const told = new Set<ArchiveTrouble['kind']>();

async function tell({ kind, message, setAside }: ArchiveTrouble): Promise<void> {
  if (told.has(kind)) return;
  told.add(kind);
  const words = setAside ? message.replaceAll(homedir(), '~') : message;
  const [button, command] = remedies[kind];
  const choice = await vscode.window.showWarningMessage(words, button);
  if (choice === undefined) return;
  if (setAside) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(setAside));
  else await vscode.commands.executeCommand(...command);
}

const openSetting = ['workbench.action.openSettings', 'agentRuns.archive.enabled'] as const;
const remedies: Readonly<
  Record<ArchiveTrouble['kind'], readonly [button: string, command: readonly [string, ...string[]]]>
> = {
  damaged: ['Show File', openSetting],
  tooNew: ['Open Settings', openSetting],
  diskFull: ['Clear Archive...', ['agentRuns.clearArchive']],
  unavailable: ['Open Settings', openSetting],
  failed: ['Show Log', ['agentRuns.showLog']],
};

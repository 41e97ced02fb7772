/** Run files: opened, closed, saved. */
import * as vscode from 'vscode';
import { followFolders } from '../../services/files/followFolders.ts';
import { followRunFiles } from '../../services/files/follow.ts';
import type { Commands } from '../commands.ts';
import { contextKeys } from '../ids.ts';
import type { FilesNeeds } from './needs.ts';

export const commands = {
  'agentRuns.openRunFile': async (needs, argument) =>
    (await import('./openRunFile.ts')).openRunFile(needs, argument),
  'agentRuns.closeRunFile': async (needs, argument) =>
    (await import('./openRunFile.ts')).closeRunFile(needs, argument),
  'agentRuns.saveRun': async (needs, argument) => (await import('./saveRun.ts')).saveRun(needs, argument),
} satisfies Commands<FilesNeeds>;

/** Shows anew what changes on disk, in files and connected folders, and joins a transcript with its run when that is loaded later. */
export function start({ files, store, connections, visible }: FilesNeeds): { dispose(): void } {
  const show = () => {
    void vscode.commands.executeCommand('setContext', contextKeys.filesOpen, files.connections.length > 0);
  };
  show();
  return vscode.Disposable.from(
    followRunFiles(files, store),
    followFolders({ connections, store, visible, watch }),
    files.onDidChange(show),
  );
}

/** All below the folder; which of it are runs, the provider knows. */
function watch(address: string, endings: readonly string[], tell: () => void): vscode.Disposable {
  const either = [...endings, ...endings.map((ending) => ending.toUpperCase())];
  const pattern = new vscode.RelativePattern(vscode.Uri.parse(address), `**/*{${either.join(',')}}`);
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    ...[watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell)],
  );
}

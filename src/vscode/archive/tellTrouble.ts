import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ArchiveTrouble } from '../../archive/archive.ts';

/** With the one thing that helps. */
export async function tellTrouble({ kind, message, setAside }: ArchiveTrouble): Promise<void> {
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

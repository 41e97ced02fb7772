import * as vscode from 'vscode';
import { commandIds, type CommandId } from './ids.ts';

/** Runs commands and opens links; built when the first one comes. */
export interface CommandRunner {
  run(id: CommandId, argument: unknown): Promise<void>;
  openLink(uri: vscode.Uri): Promise<void>;
}

/** Registers all commands, and links to runs; what they do is loaded with the first one that runs. */
export function registerCommands(runner: () => Promise<CommandRunner>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.registerUriHandler({ handleUri: async (uri) => (await runner()).openLink(uri) }),
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => (await runner()).run(id, argument)),
    ),
  );
}

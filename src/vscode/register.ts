import * as vscode from 'vscode';
import type { App } from './app.ts';
import { commandIds } from './ids.ts';

/** Registers all commands, and links to runs; what they do is loaded with the first one that runs. */
export function registerCommands(app: () => Promise<App>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.registerUriHandler({
      handleUri: async (uri) => {
        const { openLink } = await import('./copy/copyOpenLink.ts');
        await openLink(await app(), uri);
      },
    }),
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        const { runCommand } = await import('./handlers.ts');
        await runCommand(await app(), id, argument);
      }),
    ),
  );
}

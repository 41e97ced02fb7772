/** What VS Code loads: the ways into the program, which is built when somebody first takes one. */
import type * as vscode from 'vscode';
import type { App } from './vscode/app.ts';
import { registerCommands } from './vscode/register.ts';
import { registerDocuments } from './vscode/documents/registerDocuments.ts';
import { registerRunFiles } from './vscode/files/registerRunFiles.ts';
import { registerPanels } from './vscode/panels/registerPanels.ts';
import { RunTreeView } from './vscode/tree/runTreeView.ts';

export function activate(context: vscode.ExtensionContext): void {
  let building: Promise<App> | undefined;
  const app = () => (building ??= build());
  const runTreeView = new RunTreeView(app);
  const build = async (): Promise<App> => {
    const [program, list, { filesProvider }] = await Promise.all([
      import('./vscode/program.ts'),
      import('./providers/all.ts').then(({ allServices }) => allServices()),
      import('./providers/files/provider.ts'),
    ]);
    return program.build(context, { services: list, filesProvider, runTreeView });
  };
  context.subscriptions.push(
    runTreeView,
    registerCommands(app),
    registerPanels(app),
    registerDocuments(app),
    registerRunFiles(app),
  );
}

/** What VS Code loads: the ways into the program, which is built when somebody first takes one. */
import type * as vscode from 'vscode';
import type { App } from './ui/app.ts';
import { registerCommands } from './ui/commands/register.ts';
import { registerDocuments } from './ui/registerDocuments.ts';
import { registerRunFiles } from './ui/registerRunFiles.ts';
import { registerPanels } from './ui/panel/registerPanels.ts';
import { RunTreeView } from './ui/runTreeView.ts';

/** A further service is a folder under `providers/` and a line here. */
const services = () =>
  Promise.all([
    import('./providers/cognigy/provider.ts').then(({ cognigy }) => cognigy),
    import('./providers/promptingCompany/provider.ts').then(({ promptingCompany }) => promptingCompany),
  ]);

export function activate(context: vscode.ExtensionContext): void {
  let building: Promise<App> | undefined;
  const app = () => (building ??= build());
  const runTreeView = new RunTreeView(app);
  const build = async (): Promise<App> => {
    const [program, list, { filesProvider }] = await Promise.all([
      import('./ui/program.ts'),
      services(),
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

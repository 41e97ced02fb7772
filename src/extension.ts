/** What VS Code loads: registers commands, views and editors. The program is built when the first of them is used. */
import type * as vscode from 'vscode';
import { lazy } from './core/kit/lazy.ts';
import { registerMcpServer } from './vscode/assistant/registerMcpServer.ts';
import { registerTools } from './vscode/assistant/registerTools.ts';
import { registerOverviews } from './vscode/batchOverview/registerOverviews.ts';
import { registerComparisons } from './vscode/comparison/registerComparisons.ts';
import { registerDocuments } from './vscode/documents/registerDocuments.ts';
import { registerRunFiles } from './vscode/files/registerRunFiles.ts';
import { registerPanels } from './vscode/panels/registerPanels.ts';
import type { Program } from './vscode/program.ts';
import { registerCommands } from './vscode/register.ts';
import { registerTrends } from './vscode/trend/registerTrends.ts';
import { RunTreeView } from './vscode/tree/runTreeView.ts';

export function activate(context: vscode.ExtensionContext): void {
  const program = lazy(async (): Promise<Program> => {
    const [{ build }, services, { filesProvider }] = await Promise.all([
      import('./vscode/program.ts'),
      import('./providers/all.ts').then(({ allServices }) => allServices()),
      import('./providers/files/provider.ts'),
    ]);
    return build(context, { services, filesProvider, runTreeView });
  });
  const runTreeView = new RunTreeView(program.get);
  context.subscriptions.push(
    program,
    runTreeView,
    registerCommands(program.get),
    registerPanels(program.get),
    registerOverviews(program.get),
    registerComparisons(program.get),
    registerTrends(program.get),
    registerDocuments(program.get),
    registerRunFiles(program.get),
    registerTools(program.get),
    registerMcpServer(program.get),
  );
}

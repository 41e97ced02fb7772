/** Registers commands, views and editors. The program is built when the first of them is used. */
import type * as vscode from 'vscode';
import { lazy } from '../core/kit/lazy.ts';
import { registerMcpServer } from './assistant/registerMcpServer.ts';
import { registerTools } from './assistant/registerTools.ts';
import { registerOverviews } from './batchOverview/registerOverviews.ts';
import { registerComparisons } from './comparison/registerComparisons.ts';
import { registerDocuments } from './documents/registerDocuments.ts';
import { registerRunFiles } from './files/registerRunFiles.ts';
import { registerPanels } from './panels/registerPanels.ts';
import type { Parts, Program } from './program.ts';
import { registerCommands } from './register.ts';
import { registerTrends } from './trend/registerTrends.ts';
import { RunTreeView } from './tree/runTreeView.ts';

/** @param load what differs from host to host, and the services */
export function activateWith(
  context: vscode.ExtensionContext,
  load: () => Promise<Omit<Parts, 'runTreeView'>>,
): void {
  const program = lazy(async (): Promise<Program> => {
    const [{ build }, parts] = await Promise.all([import('./program.ts'), load()]);
    return build(context, { ...parts, runTreeView });
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

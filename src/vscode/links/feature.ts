/** Links that lead to runs, batches and comparisons. */
import * as vscode from 'vscode';
import type { LinkNeeds } from './needs.ts';
import type { RunLink } from './terminalLinks.ts';

/** Makes ids that a terminal prints clickable. */
export function start(needs: LinkNeeds): vscode.Disposable {
  const links = () => import('./terminalLinks.ts');
  const provider: vscode.TerminalLinkProvider<RunLink> = {
    provideTerminalLinks: async ({ line }) => (await links()).terminalLinks(needs, line),
    handleTerminalLink: async (link) => (await import('./openLink.ts')).openLink(needs, link.uri),
  };
  return vscode.window.registerTerminalLinkProvider(provider);
}

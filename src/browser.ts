/** What VS Code loads in a browser, e.g. on vscode.dev, where no Node is. */
import * as vscode from 'vscode';
import { activateWith } from './vscode/activation.ts';
import { contextKeys } from './vscode/ids.ts';

export function activate(context: vscode.ExtensionContext): void {
  void vscode.commands.executeCommand('setContext', contextKeys.inBrowser, true);
  activateWith(context, async () => {
    const [services, { filesProvider }, { browserHost }] = await Promise.all([
      import('./providers/all.ts').then(({ allServices }) => allServices()),
      import('./providers/files/provider.ts'),
      import('./services/host/browser.ts'),
    ]);
    return { services, filesProvider, host: browserHost() };
  });
}

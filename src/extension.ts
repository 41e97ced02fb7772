/** What VS Code loads on the desktop and on its servers, where Node is. */
import * as vscode from 'vscode';
import { activateWith } from './vscode/activation.ts';

export function activate(context: vscode.ExtensionContext): void {
  const script = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  const storage = (name: string) => {
    const folder = context.globalStorageUri;
    return folder.scheme === 'file' ? vscode.Uri.joinPath(folder, name).fsPath : undefined;
  };
  activateWith(context, async () => {
    const [services, { filesProvider }, { nodeHost }] = await Promise.all([
      import('./providers/all.ts').then(({ allServices }) => allServices()),
      import('./providers/files/provider.ts'),
      import('./services/host/node.ts'),
    ]);
    return {
      services,
      filesProvider: (deps) =>
        filesProvider({
          ...deps,
          inThread: async (...job) => {
            const { recordsInThread } = await import('./providers/files/thread.ts');
            return recordsInThread(script('files-worker.js'), ...job);
          },
        }),
      host: nodeHost({ script, storage }),
    };
  });
}

import * as vscode from 'vscode';

/** Progress that can be cancelled, around the first words with a service. */
export function testWithProgress(
  label: string,
  test: (signal: AbortSignal) => Promise<string>,
): Thenable<string> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Testing ${label}...`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return test(abort.signal);
  });
}

import * as vscode from 'vscode';
import { t } from '../core/kit/l10n.ts';
import { withProgress } from './door.ts';

/** Progress that can be cancelled, around the first words with a service. */
export function testWithProgress(
  label: string,
  test: (signal: AbortSignal) => Promise<string>,
): Thenable<string> {
  const title = t('Testing {0}...', label);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return withProgress(options, (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return test(abort.signal);
  });
}

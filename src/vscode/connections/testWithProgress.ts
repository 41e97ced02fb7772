import * as vscode from 'vscode';
import { withProgress } from '../door.ts';

/** Progress that can be cancelled, around the first words with a service. */
export function testWithProgress(
  label: string,
  test: (signal: AbortSignal) => Promise<string>,
): Thenable<string> {
  return whileNotified(`Testing ${label}...`, test);
}

/** A notification that says what goes on for as long as it does, and can be cancelled. */
export function whileNotified<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return withProgress(options, (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return work(abort.signal);
  });
}

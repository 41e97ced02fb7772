/** Errors for people: what happened, what to do, one button. Cancellation is silent. */
import * as vscode from 'vscode';
import { explain, isAborted, isProviderError, type ProviderError } from '../core/providerError.ts';
import type { Log } from './log.ts';

const buttons: Readonly<
  Record<Exclude<ProviderError['remedy'], 'retry'>, readonly [label: string, command: string]>
> = {
  setApiKey: ['Set API Key...', 'agentRuns.setApiKey'],
  editConnection: ['Open Settings', 'workbench.action.openSettings'],
  trackSimulation: ['Track Simulation...', 'agentRuns.trackSimulation'],
  showLog: ['Show Log', 'agentRuns.showLog'],
};

/** @param retry what "Try Again" does, where that makes sense */
export async function showFailure(
  error: unknown,
  log: Log,
  what: string,
  retry?: () => unknown,
): Promise<void> {
  if (isAborted(error)) return;
  if (!isProviderError(error)) log.defect(what, error);
  const known = isProviderError(error) ? error : undefined;
  if (known) log.failure(what, known);
  const text = known ? sentences(known) : 'Agent Run Inspector ran into a problem of its own. See the log.';
  const remedy = known?.remedy ?? 'showLog';
  if (remedy === 'retry') {
    const choice = retry && (await vscode.window.showErrorMessage(text, 'Try Again'));
    if (choice) await retry();
    else if (!retry) await vscode.window.showErrorMessage(text);
    return;
  }
  const [label, command] = buttons[remedy];
  const choice = await vscode.window.showErrorMessage(text, label);
  if (choice)
    await vscode.commands.executeCommand(
      command,
      ...(remedy === 'editConnection' ? ['agentRuns.connections'] : []),
    );
}

/** The message, the next step and what the service said, for one notification. */
export function sentences(error: ProviderError): string {
  const lines = explain(error).filter(
    (line) => !line.startsWith('HTTP status') && !line.startsWith('Field:'),
  );
  return lines.map((line) => (/[.!?]$/.test(line) ? line : `${line}.`)).join(' ');
}

/** Errors for people: what happened, what to do, one button. Cancellation is silent. */
import * as vscode from 'vscode';
import { explain, isAborted, isProviderError, type ProviderError } from '../core/provider/providerError.ts';
import type { CommandId } from './ids.ts';
import type { Log } from './log.ts';
import { showError } from './door.ts';

const buttons: Readonly<
  Record<Exclude<ProviderError['remedy'], 'retry'>, readonly [label: string, command: CommandId]>
> = {
  setApiKey: ['Set API Key...', 'agentRuns.setApiKey'],
  editConnection: ['Edit Connection', 'agentRuns.editConnection'],
  openNetworkSettings: ['Open Network Settings', 'agentRuns.openNetworkSettings'],
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
  const again = 'Try Again';
  const [label, command] = remedy === 'retry' ? [] : buttons[remedy];
  const offered = [...(label ? [label] : []), ...(retry && mayHelp(remedy) ? [again] : [])];
  const choice = await showError(text, ...offered);
  if (choice === again) await retry?.();
  else if (choice && command) await vscode.commands.executeCommand(command);
}

/** Also after another address or proxy was set, which leaves the toast where it is. */
function mayHelp(remedy: ProviderError['remedy']): boolean {
  return remedy === 'retry' || remedy === 'openNetworkSettings' || remedy === 'editConnection';
}

/** The message, the next step and what the service said, for one notification. */
export function sentences(error: ProviderError): string {
  const lines = explain(error).filter(
    (line) => !line.startsWith('HTTP status') && !line.startsWith('Field:'),
  );
  return lines.map((line) => (/[.!?]$/.test(line) ? line : `${line}.`)).join(' ');
}

/** Errors for people: what happened, what to do, one button. Cancellation is silent. */
import * as vscode from 'vscode';
import { isAborted, isProviderError, sentencesOf } from '../core/provider/providerError.ts';
import { remedies, type Remedy } from '../core/kit/remedies.ts';
import { t } from '../core/kit/l10n.ts';
import type { CommandId } from './ids.ts';
import type { Log } from './log.ts';
import { showError } from './door.ts';

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
  const text = known
    ? sentencesOf(known)
    : t('Agent Run Inspector ran into a problem of its own. See the log.');
  const remedy = known?.remedy ?? 'showLog';
  const offered: readonly Remedy[] = [
    ...(remedy === 'retry' ? [] : [remedy]),
    ...(retry && mayHelp(remedy) ? (['retry'] as const) : []),
  ];
  const words = await showError(text, ...offered.map((each) => t(remedies[each])));
  const choice = offered.find((each) => t(remedies[each]) === words);
  if (choice === 'retry') await retry?.();
  else if (choice) await vscode.commands.executeCommand(commandOf(choice));
}

function commandOf(remedy: Exclude<Remedy, 'retry'>): CommandId {
  return `agentRuns.${remedy}`;
}

/** Also after another address or proxy was set, which leaves the toast where it is. */
function mayHelp(remedy: Remedy): boolean {
  return remedy === 'retry' || remedy === 'openNetworkSettings' || remedy === 'editConnection';
}

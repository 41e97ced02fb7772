import * as vscode from 'vscode';
import type { KeyTrouble } from '../../services/connections/keys.ts';
import { remedies } from '../../core/kit/remedies.ts';
import { t } from '../../core/kit/l10n.ts';
import { showWarning } from '../door.ts';

/** Without it, people would look for the fault in their key. */
export async function tell(trouble: KeyTrouble): Promise<void> {
  const text = {
    unreadable: t(
      "VS Code's secret storage cannot be read. Unlock the system's keychain, or set the key again for this window.",
    ),
    forgotten: t(
      "VS Code's secret storage has lost an API key. On this machine it may keep keys for one session only.",
    ),
  }[trouble];
  if (await showWarning(text, t(remedies.setApiKey)))
    await vscode.commands.executeCommand('agentRuns.setApiKey');
}

import * as vscode from 'vscode';
import { t } from '../core/kit/l10n.ts';
import { sentences } from '../core/kit/punctuation.ts';
import type { PatternError } from '../services/export/exportPatterns.ts';
import { showError } from './door.ts';

/** With the way to the setting. @param outcome what was not done therefore */
export async function showPatternError(error: PatternError, outcome: string): Promise<void> {
  const open = t('Open Settings');
  const choice = await showError(sentences([error.message, outcome]), open);
  if (choice)
    await vscode.commands.executeCommand(
      'workbench.action.openSettings',
      'agentRuns.export.redactionPatterns',
    );
}

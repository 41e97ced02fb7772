import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import type { RemovalAnswer, RemovalQuestion } from '../../archive/removal.ts';
import { removalWords } from '../../services/archiving/troubleWords.ts';
import { showWarning } from '../door.ts';

/** Who closes the message has not answered: nothing is removed, and it is asked again another day. */
export async function askAboutRemoval(question: RemovalQuestion): Promise<RemovalAnswer> {
  const remove = t('Remove');
  const other = question.why === 'age' ? t('Keep') : t('Change Size');
  const choice = await showWarning(removalWords(question), remove, other);
  if (choice === remove) return 'remove';
  if (choice !== other) return 'later';
  if (question.why === 'age') return 'keep';
  await vscode.commands.executeCommand('workbench.action.openSettings', 'agentRuns.archive.maxMegabytes');
  return 'later';
}

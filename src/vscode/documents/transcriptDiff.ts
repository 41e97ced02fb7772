/** Transcripts in VS Code's own comparison: of two runs, or of several against the first. */
import * as vscode from 'vscode';
import { shortLine, visibleLine } from '../../core/kit/visible.ts';
import { t } from '../../core/kit/l10n.ts';
import { readRef } from '../../core/run/refs.ts';
import type { RunRef } from '../../core/run/run.ts';
import { showInformation } from '../door.ts';
import type { DocumentsNeeds } from './needs.ts';

export async function openTranscriptDiff(needs: DocumentsNeeds, argument: unknown): Promise<void> {
  const runs = await chooseRuns(needs, argument);
  if (!runs) return;
  const documents = await needs.documents.get();
  const transcripts = await Promise.all(runs.map((ref) => documents.transcript(ref)));
  const [reference, ...others] = transcripts;
  const [other] = others;
  if (!reference || !other) {
    await showInformation(t('Two runs or more are needed: select them in the Agent Runs view.'));
    return;
  }
  const title = titleOf(transcripts.map((each) => each.title));
  if (others.length === 1) {
    await vscode.commands.executeCommand('vscode.diff', reference.uri, other.uri, title);
    return;
  }
  const sides = others.map(({ uri }) => [uri, reference.uri, uri]);
  await vscode.commands.executeCommand('vscode.changes', title, sides);
}

/** Those that are named or selected; one alone is compared with another that is picked. */
async function chooseRuns(
  { chooser }: DocumentsNeeds,
  argument: unknown,
): Promise<readonly RunRef[] | undefined> {
  if (Array.isArray(argument)) return argument.map(readRef).filter((ref) => ref !== undefined);
  const selected = chooser.rows(argument).flatMap((row) => (row.kind === 'run' ? [row.item.ref] : []));
  if (selected.length > 1) return selected;
  const one = selected[0] ?? (await chooser.run(argument, t('Open Transcripts as Diff')));
  const other = one && (await chooser.pickRun(t('Compare the transcript with that of...')));
  return one && other && [one, other];
}

function titleOf(titles: readonly string[]): string {
  return shortLine(visibleLine(titles.join(' ↔ ')), 100);
}

/** Enter on a row that unfolds: of a batch it opens the overview, on others it does what VS Code does with Enter. */
import * as vscode from 'vscode';
import { focusedRow, type CommandId } from '../ids.ts';
import { rowOf } from '../../services/chooser.ts';
import { pauseFor } from '../../services/pauseFor.ts';
import type { TreeNeeds } from './needs.ts';

const pauseMs = 50;
const mostTries = 20;

/** @param argument `[row with the focus, tries before this one]` */
export async function enterRow({ select }: TreeNeeds, argument: unknown): Promise<void> {
  if (!Array.isArray(argument)) return;
  const [focused, tries = 0] = argument as readonly unknown[];
  if (focused === undefined) {
    if (typeof tries === 'number' && tries < mostTries) await askAgain(tries + 1);
    return;
  }
  const row = rowOf(focused);
  if (row?.kind !== 'collection' || row.item.holds !== 'runs') {
    await vscode.commands.executeCommand('list.select');
    return;
  }
  await vscode.commands.executeCommand('agentRuns.openBatchOverview', focused);
  await select(row.item);
}

/** While rows are drawn anew, VS Code does not know which one has the focus. */
async function askAgain(tries: number): Promise<void> {
  await pauseFor(pauseMs, new AbortController().signal);
  const command: CommandId = 'agentRuns.enterRow';
  await vscode.commands.executeCommand('runCommands', {
    commands: [{ command, args: [[focusedRow, tries]] }],
  });
}

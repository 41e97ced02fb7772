/** How a row of the tree looks to VS Code. Loaded with the first rows. */
import * as vscode from 'vscode';
import { archivedWords } from '../../core/rows/archivedWords.ts';
import { actionOf } from '../../core/rows/rowAction.ts';
import { viewOf, type RowCircumstances } from '../../core/rows/rowView.ts';
import { timeWords } from '../../core/live/going.ts';
import type { Row } from '../../core/rows/tree.ts';
import type { CommandId } from '../ids.ts';
import type { TreeNode } from './node.ts';

export function treeItemOf(node: TreeNode, about: Required<RowCircumstances>): vscode.TreeItem {
  const view = viewOf(node.row, about);
  const collapsed = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(view.label, view.expandable ? collapsed.Collapsed : collapsed.None);
  item.id = node.key;
  item.description = view.description;
  item.contextValue = view.context;
  item.accessibilityInformation = { label: view.accessibleLabel };
  if (view.icon)
    item.iconPath = new vscode.ThemeIcon(
      view.icon,
      view.color ? new vscode.ThemeColor(view.color) : undefined,
    );
  const command = commandOf(node);
  if (command) item.command = command;
  return item;
}

/** What time alone makes of a row. */
export function timesOf(row: Row, now: number): string | undefined {
  const archived = 'item' in row ? row.item.archived : undefined;
  if (archived) return archivedWords(archived, now).join();
  const seenAt = 'trail' in row ? row.trail?.seenAt : undefined;
  if (seenAt !== undefined) return archivedWords({ seenAt, gone: undefined }, now).join();
  return row.kind === 'run' && row.item.kind === 'run' ? timeWords(row.item, now).join() : undefined;
}

function commandOf({ row, key }: TreeNode): vscode.Command | undefined {
  const action = actionOf(row);
  if (!action) return undefined;
  const { name, title, about } = action;
  const command: CommandId = `agentRuns.${name}`;
  if (about === undefined) return { command, title };
  return { command, title, arguments: [about === 'run' && row.kind === 'run' ? row.item.ref : { key, row }] };
}

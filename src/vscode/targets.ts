/** What a command is about: its argument when there is one, else what is selected, else what the person picks. */
import * as vscode from 'vscode';
import { isObject, textOf } from '../core/kit/json.ts';
import type { Connection } from '../core/provider/provider.ts';
import { readPlace, readRef } from '../core/run/refs.ts';
import type { RunRef } from '../core/run/run.ts';
import { rowConnection, type Row } from '../core/rows/tree.ts';
import type { App } from './app.ts';
import type { TreeNode } from './tree/runTree.ts';

/** The row of a tree node that a menu or an inline button passed. */
export function rowOf(argument: unknown): Row | undefined {
  if (!isNode(argument)) return undefined;
  return argument.row;
}

function isNode(value: unknown): value is TreeNode {
  return isObject(value) && isObject(value['row']) && isRow(value['row']);
}

/** Anybody may call a command with anything: what only looks like a row must not get further. */
function isRow({ kind, item, connection, place }: Readonly<Record<string, unknown>>): boolean {
  switch (kind) {
    case 'run':
      return isObject(item) && readRef(item['ref']) !== undefined;
    case 'collection':
      return readPlace(item) !== undefined;
    case 'connection':
      return isObject(connection) && typeof connection['id'] === 'string';
    case 'failure':
    case 'more':
    case 'message':
      return readPlace(place) !== undefined;
    default:
      return false;
  }
}

/** A run: from a row, a reference, the focused panel or the selection; `undefined` when there is none. */
export function runTarget(app: App, argument: unknown): RunRef | undefined {
  const given = readRef(argument) ?? runOfRow(rowOf(argument));
  if (given || argument !== undefined) return given;
  return app.panels.active() ?? runOfRow(app.treeView.selection[0]?.row);
}

function runOfRow(row: Row | undefined): RunRef | undefined {
  return row?.kind === 'run' ? row.item.ref : undefined;
}

/** A connection: by id, row or pick. `undefined` when the person changed their mind, or there is none. */
export async function connectionTarget(
  app: App,
  argument: unknown,
  title: string,
  fits: (connection: Connection) => boolean = () => true,
): Promise<Connection | undefined> {
  const id = typeof argument === 'string' ? argument : connectionOf(argument);
  if (id !== undefined) return app.connections.get(id);
  // Something that names no connection must not end at the only one there is.
  if (argument !== undefined) return undefined;
  const candidates = app.connections.all().filter(fits);
  if (candidates.length <= 1) {
    if (candidates.length === 0) await offerConnection(title);
    return candidates[0];
  }
  const items = candidates.map((connection) => ({
    label: connection.label,
    description: `${app.connections.providerOf(connection)?.label ?? connection.provider} · ${connection.baseUrl}`,
    connection,
  }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: 'Which connection?' });
  return picked?.connection;
}

function connectionOf(argument: unknown): string | undefined {
  const row = rowOf(argument);
  if (row) return rowConnection(row);
  return isObject(argument) ? (textOf(argument['connection']) ?? textOf(argument['id'])) : undefined;
}

async function offerConnection(title: string): Promise<void> {
  const add = 'Add Connection...';
  const choice = await vscode.window.showInformationMessage(
    `${title}: there is no connection for this yet.`,
    add,
  );
  if (choice === add) await vscode.commands.executeCommand('agentRuns.addConnection');
}

/** What was dropped on the view: files of this machine or of the window, or files that have no address here. */
import * as vscode from 'vscode';

/** What opens them is another feature's command. */
export async function openDropped(data: vscode.DataTransfer): Promise<void> {
  const files = await droppedFiles(data);
  if (files.length > 0) await vscode.commands.executeCommand('agentRuns.openRunFile', files);
}

type DroppedFile = vscode.Uri | { readonly name: string; readonly bytes: Uint8Array };

async function droppedFiles(data: vscode.DataTransfer): Promise<DroppedFile[]> {
  const list = await data.get('text/uri-list')?.asString();
  const uris = (list ?? '')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line));
  if (uris.length > 0) return uris;
  const files = [...data].map(([, item]) => item.asFile()).filter((file) => file !== undefined);
  return Promise.all(files.map(async (file) => file.uri ?? { name: file.name, bytes: await file.data() }));
}

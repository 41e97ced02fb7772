/** Writes a file whole or not at all: beside its place first, then moved there. */
import * as vscode from 'vscode';
import { t } from '../core/kit/l10n.ts';
import { temporaryName } from '../services/export/fileName.ts';
import { writtenWhole } from '../services/export/writtenWhole.ts';

/**
 * @param make the file's bytes; when it throws, nothing is written and what was there before stays
 */
export async function writeWhole(target: vscode.Uri, make: () => Promise<Uint8Array>): Promise<void> {
  const bytes = await make();
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  const folder = vscode.Uri.joinPath(target, '..');
  const temporary = vscode.Uri.joinPath(folder, temporaryName(crypto.randomUUID()));
  try {
    await refuseFolder(target);
    await writtenWhole(vscode.workspace.fs, { target, folder, temporary }, bytes);
  } catch (error) {
    throw new FileError(t('{0} could not be written: {1}', name, reasonOf(error)), { cause: error });
  }
}

/** The file could not be written; the message is for people. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** Moving over a folder would delete it and all that is in it. */
async function refuseFolder(target: vscode.Uri): Promise<void> {
  const { type } = await vscode.workspace.fs.stat(target).then(undefined, () => ({ type: undefined }));
  if (type !== undefined && (type & vscode.FileType.Directory) !== 0)
    throw new Error(t('There is a folder of this name.'));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Save Run...: one file that opens anywhere, with the run as the service sent it, and without a key. */
import { utf8Of } from '../../core/kit/utf8.ts';
import { firstFolder } from '../home.ts';
import * as vscode from 'vscode';
import { formatBytes } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import type { RunItem } from '../../core/run/run.ts';
import { isInFile } from '../../core/provider/runFiles.ts';
import { savedRunText } from '../../core/run/savedRun.ts';
import { fileNameOf } from '../../services/export/fileName.ts';
import { FileError, writeWhole } from '../writeWhole.ts';
import type { FilesNeeds } from './needs.ts';
import { showError, showInformation } from '../door.ts';
import { copyPathOf } from '../copyPath.ts';

type SaveNeeds = Pick<FilesNeeds, 'store' | 'connections' | 'chooser'>;

export async function saveRun(needs: SaveNeeds, argument: unknown): Promise<void> {
  const ref = await needs.chooser.run(argument, t('Save Run'));
  if (!ref) return;
  const item = await needs.store.load(ref, new AbortController().signal);
  const text = textOf(needs, item);
  if (text === undefined) {
    await showError(t('{0} is no JSON, and cannot be saved as a run.', item.title));
    return;
  }
  const bytes = utf8Of(text);
  const uri = await vscode.window.showSaveDialog({
    title: t('Save Run'),
    defaultUri: defaultUri([...needs.store.trail(ref).slice(-1), item.title].join(' ')),
    // Dialogs know the last part of an ending only, and would add the whole once more.
    filters: { [t('Agent run')]: ['json'] },
  });
  if (!uri) return;
  try {
    await writeWhole(uri, () => Promise.resolve(bytes));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await showError(error.message);
    return;
  }
  const open = t('Open File');
  const copy = copyPathOf(uri);
  const choice = await showInformation(
    t(
      'Saved {0} ({1}). The file holds no key; what was said in the run is in it as it was.',
      item.title,
      formatBytes(bytes.length),
    ),
    open,
    ...copy.buttons,
  );
  await copy.take(choice);
  if (choice === open) await vscode.commands.executeCommand('vscode.open', uri);
}

/** `undefined` for what is no JSON, as a broken line of a file. */
function textOf(needs: SaveNeeds, item: RunItem): string | undefined {
  const fromFile = item.kind === 'run' ? item.fromFile : undefined;
  const connection = needs.connections.get(item.ref.connection);
  const url = connection && URL.canParse(connection.baseUrl) ? new URL(connection.baseUrl) : undefined;
  const inFile = isInFile(item.ref.connection);
  try {
    return savedRunText(item, {
      savedAt: new Date().toISOString(),
      origin: inFile ? fromFile?.origin : url?.protocol === 'file:' ? undefined : url?.origin,
      // A run that is saved again says where it first came from.
      trail: (inFile ? fromFile?.trail : undefined) ?? needs.store.trail(item.ref),
      path: inFile ? [] : item.ref.path,
    });
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function defaultUri(name: string): vscode.Uri {
  const plain = name.replace(/\.(agentrun\.)?jsonl?(\.gz)?\b/gi, ' ');
  return vscode.Uri.joinPath(firstFolder(), `${fileNameOf(plain, 'run')}.agentrun.json`);
}

/** Export Runs...: which, in what format, without what, to where. */
import { joinedBytes, utf8Of } from '../../core/kit/utf8.ts';
import { firstFolder } from '../home.ts';
import * as vscode from 'vscode';
import { visibleLine } from '../../core/kit/visible.ts';
import { formatBytes, plural } from '../../core/kit/format.ts';
import { sent, t } from '../../core/kit/l10n.ts';
import { csvDialect } from '../../export/csvDialect.ts';
import { fileTitleOf, titleOf } from '../../export/title.ts';
import type { ExportedRun } from '../../export/exported.ts';
import { exportFormats, type ExportFormat } from '../../export/formats.ts';
import type { BatchRule } from '../../export/redaction/redact.ts';
import { fileNameOf } from '../../services/export/fileName.ts';
import { PatternError } from '../../services/export/exportPatterns.ts';
import { allRules, redacted } from '../../services/export/redaction.ts';
import { showPatternError } from '../patternFailure.ts';
import { FileError, writeWhole } from '../writeWhole.ts';
import { chooseRedaction } from './exportRedaction.ts';
import { exportTarget } from './exportTargets.ts';
import { inSteps } from './exportWork.ts';
import type { ExportNeeds } from './needs.ts';
import { showError, showInformation, showQuickPick } from '../door.ts';
import { copyPathOf } from '../copyPath.ts';
import { isOnThisMachine } from '../onThisMachine.ts';

export async function exportRun(needs: ExportNeeds, argument: unknown): Promise<void> {
  try {
    await exportInSteps(needs, argument);
  } catch (error) {
    if (error instanceof FileError) await showError(error.message);
    else if (error instanceof PatternError) await showPatternError(error, t('Nothing was exported.'));
    else throw error;
  }
}

async function exportInSteps(needs: ExportNeeds, argument: unknown): Promise<void> {
  const rules = allRules(needs.settings.redaction());
  const target = await exportTarget(needs, argument);
  if (!target) return;
  const runs = target.map((item) => ({ item, where: needs.store.trail(item.ref) }));
  const format = await pickFormat(runs);
  if (!format) return;
  const chosen = await chooseRedaction(runs, rules);
  if (!chosen) return;
  const uri = await vscode.window.showSaveDialog({
    title: t('Export Runs'),
    defaultUri: defaultUri(runs, format),
    filters: { [format.label]: [format.extension] },
  });
  if (!uri) return;
  const csv = csvDialect(needs.settings.csvSeparator(), Intl.NumberFormat().resolvedOptions().locale);
  const pieces = (clean: readonly ExportedRun[]) => format.pieces(clean, csv);
  const size = await write(uri, pieces, runs, chosen);
  if (size === undefined) return;
  const browser = format.id === 'html' && isOnThisMachine(uri);
  const [openFile, copy] = [t('Open File'), copyPathOf(uri)];
  const choice = await showInformation(
    t('Exported {0} as {1} ({2}).', plural(runs.length, 'run'), format.label, formatBytes(size)),
    ...[...(browser ? [t('Open in Browser')] : []), openFile, ...copy.buttons],
  );
  if (choice === undefined || (await copy.take(choice))) return;
  if (choice !== openFile && (await vscode.env.openExternal(uri))) return;
  await vscode.commands.executeCommand('vscode.open', uri);
}

function pickFormat(runs: readonly ExportedRun[]): Thenable<ExportFormat | undefined> {
  const items = exportFormats.map((format) => ({
    ...format,
    description: t(sent(format.detail)),
    detail: '',
  }));
  return showQuickPick(items, {
    title: t('Export Runs'),
    placeHolder: t('In which format? ({0})', visibleLine(titleOf(runs))),
  });
}

/** `undefined` when the person cancelled; then there is no file. */
async function write(
  uri: vscode.Uri,
  piecesOf: (clean: readonly ExportedRun[]) => Iterable<string>,
  runs: readonly ExportedRun[],
  rules: readonly BatchRule[],
): Promise<number | undefined> {
  return inSteps(t('Exporting {0}', plural(runs.length, 'run')), async ({ next, report }) => {
    let size = 0;
    await writeWhole(uri, async () => {
      const clean: ExportedRun[] = [];
      for (const run of runs) {
        clean.push(redacted(run, rules));
        await next();
      }
      const pieces: Uint8Array[] = [];
      for (const piece of piecesOf(clean)) {
        const bytes = utf8Of(piece);
        size += bytes.length;
        pieces.push(bytes);
        await next();
        report(formatBytes(size));
      }
      return joinedBytes(pieces);
    });
    return size;
  });
}

function defaultUri(runs: readonly ExportedRun[], { extension }: ExportFormat): vscode.Uri {
  const { name, ending } = fileTitleOf(runs);
  return vscode.Uri.joinPath(firstFolder(), `${fileNameOf(name, 'runs', ending)}.${extension}`);
}

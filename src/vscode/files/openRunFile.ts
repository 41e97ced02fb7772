/** Open Run File...: into the tree, and its run in front. */
import { firstFolder } from '../home.ts';
import * as vscode from 'vscode';
import { isObject, textOf } from '../../core/kit/json.ts';
import { t } from '../../core/kit/l10n.ts';
import { sentencesOf, type ProviderError } from '../../core/provider/providerError.ts';
import { filesConnection } from '../../core/provider/runFiles.ts';
import { isFailure, outcomeOfItem } from '../../core/run/outcome.ts';
import { readRef } from '../../core/run/refs.ts';
import type { Run } from '../../core/run/run.ts';
import { viewId } from '../ids.ts';
import { isHeld } from '../../services/files/heldAddress.ts';
import { firstRun, placeOfFile } from '../../services/files/placeOfFile.ts';
import type { OpenRunFiles } from '../../services/files/runFiles.ts';
import type { FilesNeeds } from './needs.ts';
import {
  showError,
  showInformation,
  showQuickPick,
  showQuickPickOfMany,
  withProgress,
  showBriefly,
} from '../door.ts';

/**
 * @param argument an address, several, or what was dropped; without one, the person chooses, and with a run they
 * choose the file of its transcript
 */
export async function openRunFile(needs: FilesNeeds, argument: unknown): Promise<void> {
  const files = await needs.files.open();
  const run = readRef(argument);
  const uris = argument === undefined || run ? await askFiles() : filesOf(files, argument);
  const opened: string[] = [];
  for (const uri of uris) if (await openOne(needs, files, uri)) opened.push(uri);
  const [first] = opened;
  if (first === undefined) return;
  if (run && isLone(needs, first)) {
    await join(needs, first, run.run);
    return;
  }
  const [only] = opened.length === 1 ? (needs.store.listing(placeOfFile(first))?.items ?? []) : [];
  const count = needs.store.listing(placeOfFile(first))?.items.length;
  if (only && count === 1 && only.kind !== 'collection') (await needs.panels.get()).open(only.ref, 'keep');
  else await showInTree(needs, first);
  for (const uri of opened) offerToJoin(needs, uri);
}

/** Close Run File: a file, or all of them. Nothing on disk is changed. */
export async function closeRunFile(needs: FilesNeeds, argument: unknown): Promise<void> {
  const row = needs.chooser.row(argument);
  const files = await needs.files.open();
  if (row?.kind === 'collection' && row.item.connection === filesConnection.id)
    await files.close(row.item.path);
  else if (row?.kind === 'connection' && row.connection.id === filesConnection.id)
    await files.close(files.list().map(({ uri }) => uri));
  else await files.close(await pickFiles(files));
}

async function pickFiles(files: OpenRunFiles): Promise<string[]> {
  const items = files.list().map(({ name, where, uri }) => ({ label: name, description: where, uri }));
  if (items.length === 0) {
    showBriefly(t('No run file is open.'), 5000);
    return [];
  }
  const picked = await showQuickPickOfMany(items, {
    title: t('Close Run File'),
    placeHolder: t('Which files need not stay in the tree?'),
  });
  return (picked ?? []).map(({ uri }) => uri);
}

async function askFiles(): Promise<string[]> {
  const uris = await vscode.window.showOpenDialog({
    title: t('Open Run File'),
    openLabel: t('Open'),
    canSelectMany: true,
    defaultUri: firstFolder(),
    filters: {
      [t('Runs, answers, transcripts')]: ['json', 'jsonl', 'ndjson', 'gz', 'eval'],
      [t('All files')]: ['*'],
    },
  });
  return (uris ?? []).map((uri) => uri.toString());
}

/** Addresses of what was named; what was dropped without one is held in memory. */
function filesOf(files: OpenRunFiles, argument: unknown): string[] {
  const named: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  const uris: string[] = [];
  for (const each of named) {
    if (each instanceof vscode.Uri) uris.push(each.toString());
    else if (isObject(each)) {
      const { name, bytes }: Readonly<Record<string, unknown>> = each;
      if (textOf(name) !== undefined && bytes instanceof Uint8Array)
        uris.push(files.hold(String(name), bytes));
    }
  }
  return uris;
}

/** False when nothing in it can be shown, which is said. */
async function openOne(needs: FilesNeeds, files: OpenRunFiles, uri: string): Promise<boolean> {
  const known = files.has(uri);
  const place = placeOfFile(uri);
  await files.add(uri, true);
  await withProgress({ location: { viewId } }, () => needs.store.refresh(place));
  const listing = needs.store.listing(place);
  if (!listing?.failure) return true;
  if (!known) await files.close([uri]);
  void tell(listing.failure, uri);
  return false;
}

async function tell(failure: ProviderError, uri: string): Promise<void> {
  const show = t('Open as Text');
  const choices = failure.reason === 'badResponse' && !isHeld(uri) ? [show] : [];
  const choice = await showError(sentencesOf(failure), ...choices);
  if (!choice) return;
  const { line, column } = failure.position ?? { line: 1, column: 1 };
  const at = new vscode.Position(line - 1, column - 1);
  await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.parse(uri), 'default', {
    selection: new vscode.Range(at, at),
  });
}

/** Several runs: the tree shows them, and the first failure comes to the front. */
async function showInTree(needs: FilesNeeds, uri: string): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
  await needs.reveal(placeOfFile(uri));
  const first = firstRun(needs.store, placeOfFile(uri));
  const item = first && needs.store.peek(first);
  if (item && isFailure(outcomeOfItem(item))) (await needs.panels.get()).open(item.ref, 'preview');
}

/** A transcript whose run nobody named: the person may know it. */
function offerToJoin(needs: FilesNeeds, uri: string): void {
  const items = needs.store.listing(placeOfFile(uri))?.items ?? [];
  const lone = items.find((item) => item.kind === 'run' && item.fromFile?.lacksRun === true);
  if (lone?.kind !== 'run') return;
  const candidates = needs.store
    .loadedRuns()
    .filter((item) => item.kind === 'run')
    .filter((run) => run.provider === lone.provider && run.turns === undefined);
  if (candidates.length > 0) void askRun(needs, uri, candidates);
}

async function askRun(needs: FilesNeeds, uri: string, candidates: readonly Run[]): Promise<void> {
  const choose = t('Choose Run...');
  const choice = await showInformation(
    t('This is a transcript without its run. Which run does it belong to?'),
    choose,
  );
  if (!choice) return;
  const items = candidates.map((run) => ({
    label: run.title,
    description: run.reason ?? '',
    detail: [...needs.store.trail(run.ref), run.ref.run].join(' › '),
    run: run.ref.run,
  }));
  const picked = await showQuickPick(items, {
    title: t('Run of the Transcript'),
    placeHolder: t('Which run does the transcript belong to?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return;
  await join(needs, uri, picked.run);
}

async function join(needs: FilesNeeds, uri: string, run: string): Promise<void> {
  await (await needs.files.open()).choose(uri, run);
  await needs.store.refresh(placeOfFile(uri));
  const joined = needs.store.runsAt(placeOfFile(uri)).find(({ ref }) => ref.run === run);
  if (joined) (await needs.panels.get()).open(joined.ref, 'keep');
}

/** Whether the file holds a transcript whose run nobody named. */
function isLone(needs: FilesNeeds, uri: string): boolean {
  const items = needs.store.listing(placeOfFile(uri))?.items ?? [];
  return items.some((item) => item.kind === 'run' && item.fromFile?.lacksRun === true);
}

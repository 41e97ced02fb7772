/** Copies of one run: its id, as Markdown, as a request for curl. */
import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import { authOf, keyWaysOf } from '../../core/provider/auth.ts';
import { markdownOf } from '../../export/markdown.ts';
import type { Finding } from '../../export/redaction/redact.ts';
import { redactedText } from '../../export/redaction/redactText.ts';
import { curlOf, isNowhere, requestOf } from '../../services/copy/copyCurl.ts';
import { shellNames, shellOf } from '../../services/copy/shells.ts';
import { PatternError } from '../../services/export/exportPatterns.ts';
import { allRules, redacted } from '../../services/export/redaction.ts';
import { showPatternError } from '../patternFailure.ts';
import { tellCopied } from '../tellCopied.ts';
import { isFromFile } from './isFromFile.ts';
import type { CopyNeeds } from './needs.ts';
import { showBriefly, showInformation } from '../door.ts';

export async function copyRunId({ connections, chooser }: CopyNeeds, argument: unknown): Promise<void> {
  const ref = await chooser.run(argument, t('Copy Run ID'));
  // Who calls this with an id of nowhere would only use it to fill the clipboard.
  if (!ref || !connections.get(ref.connection)) return;
  await vscode.env.clipboard.writeText(ref.run);
  showBriefly(t('Copied {0}', ref.run), 3000);
}

/** Redacted; the person is told so, and may copy everything instead. */
export async function copyRunAsMarkdown(needs: CopyNeeds, argument: unknown): Promise<void> {
  const ref = await needs.chooser.run(argument, t('Copy as Markdown'));
  if (!ref) return;
  const item = await needs.store.load(ref, new AbortController().signal);
  const where = needs.store.trail(ref);
  try {
    const rules = allRules(needs.settings.redaction());
    const clean = redacted({ item, where }, rules);
    await vscode.env.clipboard.writeText(markdownOf(clean.item, clean.where));
    const counts = new Map<string, Finding>();
    redactedText(item.raw(), rules, counts);
    await tellCopied([...counts.values()], () => markdownOf(item, where));
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    await showPatternError(error, t('Nothing was copied.'));
  }
}

export async function copyRunAsCurl(needs: CopyNeeds, argument: unknown): Promise<void> {
  const ref = await needs.chooser.run(argument, t('Copy as curl'));
  const connection = ref && needs.connections.get(ref.connection);
  const provider = connection && needs.connections.providerOf(connection);
  if (!ref || !connection || !provider) return;
  const none = t('There is no request to a run of a file. Use Save Run... to hand it on.');
  if (await isFromFile(needs, connection, none)) return;
  const url = await requestOf(provider, connection, ref);
  if (isNowhere(url)) {
    await showInformation(
      t(
        'This window answers for the samples itself, so that curl has nothing to ask. Use Save Run... to hand the run on.',
      ),
    );
    return;
  }
  const auth = authOf(connection, provider);
  const shell = vscode.env.shell;
  await vscode.env.clipboard.writeText(curlOf(url, auth, shell, keyWaysOf(provider).header));
  const form = t(shellNames[shellOf(shell)]);
  showBriefly(
    auth === 'none'
      ? t('Copied as curl for {0}', form)
      : t('Copied as curl for {0}, with a placeholder for the key', form),
    3000,
  );
}

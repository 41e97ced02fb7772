import * as vscode from 'vscode';
import { plural } from '../core/kit/format.ts';
import { sent, t, withinSentence } from '../core/kit/l10n.ts';
import { commas } from '../core/kit/punctuation.ts';
import type { Finding } from '../export/redaction/redact.ts';
import { showBriefly, showInformation } from './door.ts';

/** Says what was redacted in a copy as Markdown, and offers the copy without redaction. */
export async function tellCopied(found: readonly Finding[], unredacted: () => string): Promise<void> {
  if (found.length === 0) {
    showBriefly(t('Copied as Markdown'), 3000);
    return;
  }
  const everything = t('Copy Without Redaction');
  const kinds = commas(found.map(({ rule, count }) => `${withinSentence(t(sent(rule.label)))} (${count})`));
  const places = plural(
    found.reduce((sum, { count }) => sum + count, 0),
    'place',
  );
  const choice = await showInformation(
    t('Copied as Markdown. Redacted in {0}: {1}.', places, kinds),
    everything,
  );
  if (choice) await vscode.env.clipboard.writeText(unredacted());
}

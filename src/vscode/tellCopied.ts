import * as vscode from 'vscode';
import { plural } from '../core/kit/format.ts';
import type { Finding } from '../export/redaction/redact.ts';
import { showBriefly, showInformation } from './door.ts';

/**
 * Says what was redacted in a copy, and offers the copy without redaction.
 * @param what that was copied, e.g. `as Markdown`
 */
export async function tellCopied(
  what: string,
  found: readonly Finding[],
  unredacted: () => string,
): Promise<void> {
  if (found.length === 0) {
    showBriefly(`Copied ${what}`, 3000);
    return;
  }
  const everything = 'Copy Without Redaction';
  const kinds = found.map(({ rule, count }) => `${rule.label.toLowerCase()} (${count})`).join(', ');
  const places = plural(
    found.reduce((sum, { count }) => sum + count, 0),
    'place',
  );
  const choice = await showInformation(`Copied ${what}. Redacted in ${places}: ${kinds}.`, everything);
  if (choice) await vscode.env.clipboard.writeText(unredacted());
}

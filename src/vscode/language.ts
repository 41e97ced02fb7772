import * as vscode from 'vscode';
import { useLanguage } from '../core/kit/l10n.ts';

/** Says everything in the display language of VS Code, if there is a bundle for it in `l10n/`. */
export function speakAsVsCode(): void {
  const messages = vscode.l10n.bundle;
  useLanguage(messages && { locale: vscode.env.language, messages });
}

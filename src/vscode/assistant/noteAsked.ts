import * as vscode from 'vscode';
import { contextKeys } from '../ids.ts';

/** An assistant got something to read: the last step of the walkthrough is done. */
export function noteAsked(): void {
  void vscode.commands.executeCommand('setContext', contextKeys.askedAssistant, true);
}

import * as vscode from 'vscode';
import type { RunRef } from '../../core/run/run.ts';
import { contextKeys } from '../ids.ts';

/** The run that waits for another one to be compared with, as with files in the explorer. */
export class SelectedForCompare {
  #run: RunRef | undefined;

  get run(): RunRef | undefined {
    return this.#run;
  }

  set(run: RunRef): void {
    this.#run = run;
    void vscode.commands.executeCommand('setContext', contextKeys.comparing, true);
  }
}

import * as vscode from 'vscode';
import type { RunRef } from '../../core/run/run.ts';
import type { PanelAction } from '../../panel/protocol.ts';

/** Carries out what a button of a run panel asks for, by the command of the same name. */
export function panelActions(
  defect: (where: string, error: unknown) => void,
): (action: PanelAction, ref: RunRef) => void {
  return (action, ref) => {
    const done = vscode.commands.executeCommand(`agentRuns.${action}`, ref);
    void done.then(undefined, (error: unknown) => defect(action, error));
  };
}

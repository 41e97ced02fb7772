/** What pages ask of the program: commands, through which features meet, and analyses that leave the editor. */
import * as vscode from 'vscode';
import type { PanelAction } from '../panel/protocol.ts';
import { copyAsMarkdown, saveAnalysis, type Analysis, type CarrySettings } from './carryAnalysis.ts';
import type { CommandId } from './ids.ts';

type Defect = (where: string, error: unknown) => void;

/** @param about what the command deals with; nothing happens where that is gone */
export function runCommand(id: CommandId, about: object | undefined, defect: Defect): void {
  if (!about) return;
  const done = vscode.commands.executeCommand(id, about);
  void done.then(undefined, (error: unknown) => defect(id, error));
}

interface AnalysisPage {
  /** As far as it is known by now. */
  readonly analysis: Analysis | undefined;
  /** What other actions deal with. */
  readonly about: object | undefined;
  readonly settings: CarrySettings;
  readonly defect: Defect;
}

/** An action of a page whose analysis is its own, and not that of a batch in the tree. */
export function actOnAnalysis(
  action: PanelAction,
  { analysis, about, settings, defect }: AnalysisPage,
): void {
  if (action !== 'copyAnalysisAsMarkdown' && action !== 'exportAnalysis') {
    runCommand(`agentRuns.${action}`, about, defect);
    return;
  }
  if (!analysis) return;
  const done = (action === 'exportAnalysis' ? saveAnalysis : copyAsMarkdown)(settings, analysis);
  done.catch((error: unknown) => defect(action, error));
}

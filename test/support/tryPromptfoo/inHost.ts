/**
 * Runs inside the extension host, bundled by ../tryPromptfoo/host.ts: opens evaluations of a promptfoo server in the
 * extension itself and writes down what its commands gave.
 */
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** What to open, and where to write what was seen. */
export interface Task {
  readonly origin: string;
  readonly results: string;
  /** Paths of evaluations, by a name. */
  readonly evaluations: Readonly<Record<string, readonly string[]>>;
  /** Runs whose raw JSON and transcript are opened. */
  readonly runs: Readonly<Record<string, { readonly path: readonly string[]; readonly run: string }>>;
}

export interface Seen {
  /** The analysis of each evaluation, as it is copied. */
  readonly analyses: Readonly<Record<string, string>>;
  /** The transcript of each run. */
  readonly transcripts: Readonly<Record<string, string>>;
  readonly tabs: readonly string[];
}

const connection = 'tried';

export async function run(): Promise<void> {
  const task = JSON.parse(process.env['TRY_TASK'] ?? '') as Task;
  const own = { id: connection, provider: 'promptfoo', label: 'Tried', baseUrl: task.origin };
  await vscode.workspace
    .getConfiguration('agentRuns')
    .update('connections', [own], vscode.ConfigurationTarget.Global);
  const analyses: Record<string, string> = {};
  for (const [name, path] of Object.entries(task.evaluations)) {
    await vscode.commands.executeCommand('agentRuns.copyAnalysisAsMarkdown', { connection, path });
    analyses[name] = await vscode.env.clipboard.readText();
  }
  const transcripts: Record<string, string> = {};
  for (const [name, ref] of Object.entries(task.runs)) {
    await vscode.commands.executeCommand('agentRuns.openTranscript', { connection, ...ref });
    transcripts[name] = vscode.window.activeTextEditor?.document.getText() ?? '';
    await vscode.commands.executeCommand('agentRuns.openRun', { connection, ...ref });
  }
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  const seen: Seen = { analyses, transcripts, tabs };
  writeFileSync(task.results, JSON.stringify(seen));
}

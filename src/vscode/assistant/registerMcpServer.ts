import * as vscode from 'vscode';
import { mcpProviderId, settingsSection } from '../ids.ts';

/** Offers the MCP server to the editor's own assistant; the program is loaded when that asks for it. */
export function registerMcpServer(
  program: () => Promise<{ mcpServers(): Promise<vscode.McpStdioServerDefinition[]> }>,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) changed.fire();
    }),
    vscode.lm.registerMcpServerDefinitionProvider(mcpProviderId, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: async () => (await program()).mcpServers(),
    }),
  );
}

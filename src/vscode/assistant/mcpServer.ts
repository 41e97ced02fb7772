/** The MCP server for the editor's own assistant, and for those outside of it. */
import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import { mcpArguments, mcpConfiguration, mcpEnvironment } from '../../services/mcpConfiguration.ts';
import { showInformation, showWarning } from '../door.ts';
import type { McpNeeds } from './needs.ts';
import { noteAsked } from './noteAsked.ts';
import { offerSetting } from './offerSetting.ts';

/** Set by esbuild. */
declare const PACKAGE_VERSION: string;

/** Run by the editor's own Node, which has all that the server needs. None while assistants or the archive are off. */
export function mcpServers(needs: McpNeeds): vscode.McpStdioServerDefinition[] {
  const server = needs.mcp();
  if (!server || whyNot(needs) !== undefined) return [];
  const env = { ...mcpEnvironment(server), ELECTRON_RUN_AS_NODE: '1' };
  const args = mcpArguments(server);
  // The editor asks the server anew for its tools when it changes.
  const version = typeof PACKAGE_VERSION === 'undefined' ? undefined : PACKAGE_VERSION;
  return [new vscode.McpStdioServerDefinition('Agent Run Inspector', server.runtime, args, env, version)];
}

export async function copyMcpConfiguration(needs: McpNeeds): Promise<void> {
  const setting = whyNot(needs);
  if (setting !== undefined) {
    const words = t('The setting {0} is off, so that there is nothing to ask. Nothing was copied.', setting);
    await offerSetting(setting, words);
    return;
  }
  const server = needs.mcp();
  if (!server) {
    await showWarning(
      t('This window has no folder for an archive that a server could read. Nothing was copied.'),
    );
    return;
  }
  await vscode.env.clipboard.writeText(mcpConfiguration(server));
  noteAsked();
  await showInformation(
    t(
      'Copied the MCP configuration. Paste it into that of your assistant (under "mcpServers"). It needs Node 22.16 or newer as "node", reads the archive on this machine alone, and is to be copied again after each update of the extension.',
    ),
  );
}

/** @returns the setting that is off, if one is */
function whyNot({ settings }: McpNeeds): string | undefined {
  if (!settings.assistant()) return 'agentRuns.assistant.enabled';
  return settings.archive().on ? undefined : 'agentRuns.archive.enabled';
}

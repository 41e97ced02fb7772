/** How the MCP server is started: by the editor, and by other assistants, whose configurations name it. */
import type { HostMcp } from './host/host.ts';

export interface McpServer extends HostMcp {
  /** Setting `agentRuns.export.redactionPatterns`, unchecked. */
  readonly patterns: unknown;
  /** Of addresses that open this editor: `vscode`, or that of a relative. */
  readonly uriScheme: string;
}

/** What the server reads the person's own redaction patterns from. */
export const patternsVariable = 'AGENT_RUNS_REDACTION_PATTERNS';

/** What the server reads {@link McpServer.uriScheme} from; without it, links are those of VS Code itself. */
export const schemeVariable = 'AGENT_RUNS_URI_SCHEME';

export const usualScheme = 'vscode';

export function mcpArguments({ script, archive }: McpServer): string[] {
  return [script, archive];
}

export function mcpEnvironment({ patterns, uriScheme }: McpServer): Record<string, string> {
  const none = patterns === undefined || (Array.isArray(patterns) && patterns.length === 0);
  return {
    ...(none ? {} : { [patternsVariable]: JSON.stringify(patterns) }),
    ...(uriScheme === usualScheme ? {} : { [schemeVariable]: uriScheme }),
  };
}

/**
 * JSON in the form that most assistants take. It names `node`, not the editor's own: an editor that is started as
 * Node by another program would look like a second one in its updates and its dock.
 */
export function mcpConfiguration(server: McpServer): string {
  const env = mcpEnvironment(server);
  const entry = {
    command: 'node',
    args: mcpArguments(server),
    ...(Object.keys(env).length > 0 && { env }),
  };
  return `${JSON.stringify({ mcpServers: { 'agent-runs': entry } }, undefined, 2)}\n`;
}

/** How the MCP server is started: by the editor, and by other assistants, whose configurations name it. */

export interface McpServer {
  /** Absolute path of `dist/mcp.js`. */
  readonly script: string;
  /** Absolute path of the archive's folder. */
  readonly archive: string;
  /** Setting `agentRuns.export.redactionPatterns`, unchecked. */
  readonly patterns: unknown;
}

/** What the server reads the person's own redaction patterns from. */
const patternsVariable = 'AGENT_RUNS_REDACTION_PATTERNS';

export function mcpArguments({ script, archive }: McpServer): string[] {
  return [script, archive];
}

export function mcpEnvironment({ patterns }: McpServer): Record<string, string> {
  const none = patterns === undefined || (Array.isArray(patterns) && patterns.length === 0);
  return none ? {} : { [patternsVariable]: JSON.stringify(patterns) };
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

/** The MCP server as the editor offers it: started by its own Node, as the definition says. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { execPath } from 'node:process';
import manifest from '../../package.json' with { type: 'json' };
import { copyMcpConfiguration, mcpServers } from '../../src/vscode/assistant/mcpServer.ts';
import type { McpNeeds } from '../../src/vscode/assistant/needs.ts';

const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);

describe('The MCP server in a real extension host', () => {
  const archive = join(tmpdir(), 'agent-runs-no-such-archive');
  const needs = (assistant: boolean, on: boolean): McpNeeds => ({
    settings: { assistant: () => assistant, archive: () => ({ on, days: undefined, megabytes: 100 }) },
    mcp: () => {
      assert.ok(extension);
      const script = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'mcp.js').fsPath;
      return { runtime: execPath, script, archive, patterns: [], uriScheme: 'vscode' };
    },
  });

  it('is offered as the manifest says, and not while assistants or the archive are off', async () => {
    await extension?.activate();
    const { contributes } = extension?.packageJSON as typeof manifest;
    assert.deepEqual(contributes.mcpServerDefinitionProviders, [
      { id: 'agentRuns.mcp', label: 'Agent Run Inspector' },
    ]);
    assert.equal(mcpServers(needs(true, true)).length, 1);
    assert.deepEqual(mcpServers(needs(false, true)), []);
    assert.deepEqual(mcpServers(needs(true, false)), []);
  });

  it('answers when it is started as its definition says', async () => {
    const [definition] = mcpServers(needs(true, true));
    assert.ok(definition instanceof vscode.McpStdioServerDefinition);
    const env: NodeJS.ProcessEnv = { ...process.env };
    for (const [name, value] of Object.entries(definition.env)) env[name] = String(value);
    const child = spawn(definition.command, definition.args, { env });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const initialize = {
      ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'h', version: '1' } },
    };
    const call = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'list_connections' } };
    child.stdin.end(`${JSON.stringify(initialize)}\n${JSON.stringify(call)}\n`);
    assert.deepEqual(await once(child, 'close'), [0, null]);
    const [first = '', second = '', ...rest] = said.trim().split('\n');
    assert.match(first, /"serverInfo":\{"name":"agent-run-inspector"/);
    assert.match(second, /No run is archived yet/);
    assert.deepEqual(rest, []);
  });

  it('is copied for other assistants', async () => {
    const { showInformationMessage } = vscode.window;
    const told: string[] = [];
    Object.assign(vscode.window, {
      showInformationMessage: (text: string) => Promise.resolve(void told.push(text)),
    });
    try {
      await copyMcpConfiguration(needs(true, true));
    } finally {
      Object.assign(vscode.window, { showInformationMessage });
    }
    const copied = JSON.parse(await vscode.env.clipboard.readText()) as {
      mcpServers: Record<string, { command: string; args: string[] }>;
    };
    assert.equal(copied.mcpServers['agent-runs']?.command, 'node');
    assert.equal(copied.mcpServers['agent-runs'].args[1], archive);
    assert.match(told.join(), /^Copied the MCP configuration\. .* Node 22\.16 or newer/);
  });
});

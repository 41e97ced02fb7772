import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mcpArguments, mcpConfiguration, mcpEnvironment } from '../../../src/services/mcpConfiguration.ts';

const server = {
  runtime: '/x/code',
  script: '/x/dist/mcp.js',
  archive: 'C:\\my "own" files\\archive',
  patterns: [],
  uriScheme: 'vscode',
};

test('the configuration is JSON that other assistants take, whatever the paths', () => {
  assert.deepEqual(JSON.parse(mcpConfiguration(server)), {
    mcpServers: {
      'agent-runs': { command: 'node', args: ['/x/dist/mcp.js', 'C:\\my "own" files\\archive'] },
    },
  });
  assert.deepEqual(mcpArguments(server), ['/x/dist/mcp.js', 'C:\\my "own" files\\archive']);
});

test("the person's own patterns go with it, also what is no list, so that nothing leaves unredacted", () => {
  const { mcpServers } = JSON.parse(mcpConfiguration({ ...server, patterns: ['customer-\\d+'] })) as {
    mcpServers: Record<string, { env?: unknown }>;
  };
  assert.deepEqual(mcpServers['agent-runs']?.env, {
    AGENT_RUNS_REDACTION_PATTERNS: '["customer-\\\\d+"]',
  });
  assert.deepEqual(mcpEnvironment({ ...server, patterns: 'oops' }), {
    AGENT_RUNS_REDACTION_PATTERNS: '"oops"',
  });
  assert.deepEqual(mcpEnvironment({ ...server, patterns: undefined }), {});
});

test('links of another editor than VS Code itself are its own', () => {
  assert.deepEqual(mcpEnvironment({ ...server, uriScheme: 'vscodium' }), {
    AGENT_RUNS_URI_SCHEME: 'vscodium',
  });
});

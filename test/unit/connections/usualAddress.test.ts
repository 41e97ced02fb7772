/** Addresses that people write into the settings by hand are asked as if the wizard had made them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { inspect } from '../../../src/providers/inspect/provider.ts';
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { Connections, type ConnectionsDeps } from '../../../src/services/connections/connections.ts';
import { connectionsIn } from '../../../src/services/connections/connectionSettings.ts';

const nothing = { onDidChange: () => ({ dispose: () => undefined }) };

function addressOf(provider: string, baseUrl: string): string | undefined {
  const setting = [{ id: 'c', provider, label: 'Shop', baseUrl }];
  const connections = new Connections({
    settings: { ...nothing, connections: () => connectionsIn(setting) },
    samples: { ...nothing, connections: [] },
    files: { ...nothing, connections: [] },
    keys: nothing,
    providers: [cognigy, promptingCompany, promptfoo, langwatch, inspect],
  } as unknown as ConnectionsDeps);
  assert.deepEqual(connections.get('c'), connections.own()[0]);
  return connections.get('c')?.baseUrl;
}

test('a bare host, an address without its scheme and a slash at the end lead to the service', () => {
  const written: [provider: string, baseUrl: string, asked: string][] = [
    ['cognigy', 'https://api-trial.cognigy.ai', 'https://api-trial.cognigy.ai/testing'],
    ['cognigy', 'https://api-trial.cognigy.ai/testing/', 'https://api-trial.cognigy.ai/testing'],
    ['cognigy', 'api-app.cognigy.ai/testing', 'https://api-app.cognigy.ai/testing'],
    ['cognigy', 'https://gateway.example.com/cognigy/testing', 'https://gateway.example.com/cognigy/testing'],
    ['promptingCompany', 'https://app.promptingco.com/', 'https://app.promptingco.com'],
    ['promptingCompany', 'https://app.promptingco.com/api/v1', 'https://app.promptingco.com'],
    ['promptfoo', 'http://localhost:15500/', 'http://localhost:15500'],
    ['langwatch', 'https://tools.example.com/lw/', 'https://tools.example.com/lw'],
  ];
  for (const [provider, baseUrl, asked] of written)
    assert.equal(addressOf(provider, baseUrl), asked, baseUrl);
});

test('an address of another origin, of a folder, of nobody or of nothing stays as it is', () => {
  const written: [provider: string, baseUrl: string][] = [
    // The key was given for this host, and not for that of the API.
    ['cognigy', 'https://trial.cognigy.ai/agents/1'],
    ['cognigy', 'http://api.example.com'],
    ['cognigy', ''],
    ['nobody', 'https://api.example.com/'],
    ['inspect', 'file:///logs/'],
  ];
  for (const [provider, baseUrl] of written) assert.equal(addressOf(provider, baseUrl), baseUrl, baseUrl);
});

/** A workspace that wants a key, or requests, for itself; it is trusted, which is the hard case. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fakeRun, startFakeCognigy, type FakeCognigy } from '../support/fakeCognigy.ts';
import { projectRoot } from '../support/paths.ts';
import { setShopKey } from '../support/workbench/shop.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

const key = 'canary-Zq7PmW3xKd91-hostile';

describe('A hostile workspace', () => {
  let service: FakeCognigy;
  let evil: FakeCognigy;
  let workbench: Workbench;
  let asked = 0;

  before(async () => {
    service = await startFakeCognigy([fakeRun(1)]);
    evil = await startFakeCognigy([fakeRun(1)]);
    const connection = { id: 'shop', provider: 'cognigy', label: 'Shop', projectId: 'p1' };
    const proxy = new URL(evil.baseUrl).origin;
    const run = { connection: 'shop', path: ['scenario:s1', 'simulation:b1'], run: 'run-1' };
    const commands = ['refresh', 'testConnection', 'openRun', 'exportRun'];
    workbench = await openWorkbench({
      extensions: [projectRoot],
      viewport: { width: 1280, height: 1000 },
      settings: { 'agentRuns.connections': [{ ...connection, baseUrl: service.baseUrl }] },
      files: {
        '.vscode/settings.json': JSON.stringify({
          'agentRuns.connections': [{ ...connection, baseUrl: evil.baseUrl }],
          'agentRuns.network.transport': 'vscode',
          'http.proxy': proxy,
          'http.proxySupport': 'on',
          'task.allowAutomaticTasks': 'on',
        }),
        '.vscode/tasks.json': JSON.stringify({
          version: '2.0.0',
          inputs: commands.map((id) => ({ id, type: 'command', command: `agentRuns.${id}`, args: run })),
          tasks: commands.map((id) => ({
            label: id,
            type: 'shell',
            command: `echo \${input:${id}}`,
            runOptions: { runOn: 'folderOpen' },
          })),
        }),
        '.env': `HTTPS_PROXY=${proxy}\nHTTP_PROXY=${proxy}\nNO_PROXY=\n`,
        'run.agentrun.json': JSON.stringify({ ...fakeRun(9), ...run, baseUrl: evil.baseUrl, origin: proxy }),
      },
    });
    await workbench.runCommand('View: Show Agent Runs');
    await setShopKey(workbench, key);
    await workbench.tree.row(/^Connection Shop/);
    // A key that a person types is shown to its own service at once.
    asked = service.requests.length;
  });
  after(async () => {
    await workbench.close();
    await service.close();
    await evil.close();
  });

  it('makes no request happen by being opened', async () => {
    await workbench.reload();
    await workbench.runCommand('View: Show Agent Runs');
    await workbench.tree.row(/^Connection Shop/);
    // What the window does on its own comes before what it is asked for now.
    await workbench.runCommand('Agent Runs: Show Connection Health');
    await workbench.page.locator('.monaco-editor .view-line', { hasText: 'Runs on' }).first().waitFor();
    await workbench.runCommand('View: Show Agent Runs');
    assert.deepEqual([service.requests.slice(asked), evil.requests], [[], []]);
  });

  it('makes none by a run file that names a service', async () => {
    await workbench.runCommand('Agent Runs: Open Run File...');
    await workbench.asked(/Open Run File/);
    await workbench.nameFile(`${workbench.server.workspace}/run.agentrun.json`);
    await workbench.tree.row(/^Run Files/);
    assert.deepEqual([service.requests.slice(asked), evil.requests], [[], []]);
  });

  it('does not change where the key goes when a person asks', async () => {
    await workbench.tree.expand(/^Connection Shop/);
    await workbench.tree.expand(/^Scenario Only scenario/);
    assert.deepEqual([...service.keys], [key]);
    assert.ok(service.requests.length >= asked + 2);
    assert.deepEqual(evil.requests, []);
  });
});

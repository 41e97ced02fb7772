/** Commands called from outside (tasks, links, other extensions) with anything at all. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json' with { type: 'json' };
import { fakeRun, startFakeCognigy, type FakeCognigy } from '../support/fakeCognigy.ts';
import { stepTimeoutMs, waitFor } from '../support/workbench/waitFor.ts';

const id = `${manifest.publisher}.${manifest.name}`;
/** They ask in a dialog that stops everything before they look at an argument; see test/e2e. */
const modal = ['agentRuns.clearAllKeys', 'agentRuns.clearArchive'];
const commands = manifest.contributes.commands
  .map(({ command }) => command)
  .filter((command) => !modal.includes(command));

describe('Commands in a real extension host, called with anything', () => {
  let service: FakeCognigy;

  before(async () => {
    service = await startFakeCognigy([fakeRun(1)]);
    await vscode.extensions.getExtension(id)?.activate();
    await connect(service.baseUrl);
  });
  after(async () => {
    await vscode.workspace
      .getConfiguration('agentRuns')
      .update('connections', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await service.close();
  });

  it('return nothing, ask no service, copy nothing, and leave the settings alone', async () => {
    const connections = () => vscode.workspace.getConfiguration('agentRuns').get('connections');
    const settings = JSON.stringify(connections());
    await vscode.env.clipboard.writeText('before');
    for (const command of commands) {
      // All at once: each is a way to the window and back.
      const calls = hostile().map(async (argument) => {
        const result = await vscode.commands.executeCommand(command, argument, argument);
        assert.equal(result, undefined, `${command} ${describeArgument(argument)}`);
      });
      await undisturbed(command, Promise.all(calls));
    }
    assert.ok(commands.length > 30);
    assert.deepEqual(service.requests, []);
    assert.equal(JSON.stringify(connections()), settings);
    assert.equal(await vscode.env.clipboard.readText(), 'before');
    const foreign = vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === 'file');
    assert.deepEqual(foreign, []);
  });

  /** A question that a command asks is answered by Escape. */
  async function undisturbed(command: string, running: Promise<unknown>): Promise<void> {
    let isEnded = false;
    const ended = running.finally(() => (isEnded = true));
    ended.catch(() => undefined);
    await waitFor(
      `the end of ${command}`,
      async () => {
        if (isEnded) return true;
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        await vscode.commands.executeCommand('notifications.clearAll');
        return undefined;
      },
      stepTimeoutMs,
      10,
    );
    await ended;
  }

  async function connect(baseUrl: string): Promise<void> {
    const connection = { id: 'shop', provider: 'cognigy', label: 'Shop', baseUrl, projectId: 'p1' };
    await vscode.workspace
      .getConfiguration('agentRuns')
      .update('connections', [connection], vscode.ConfigurationTarget.Global);
  }
}).timeout(240_000);

/** Nothing here is a run, a row or a connection, however much it looks like one. */
function hostile(): unknown[] {
  const loop: Record<string, unknown> = {};
  loop['row'] = loop;
  return [
    null,
    0,
    'no-such-connection',
    '../../etc/passwd',
    'command:workbench.action.quit',
    [],
    [null, {}],
    {},
    loop,
    { row: null },
    { row: { kind: 'run' } },
    { row: { kind: 'run', item: {} } },
    { row: { kind: 'collection' } },
    { row: { kind: 'connection', connection: null } },
    { row: { kind: 'failure', place: {} } },
    { row: { kind: 'more', place: { connection: 1, path: 'x' } } },
    { row: { kind: '__proto__' } },
    { connection: 'nobody', path: ['scenario:s1', 'simulation:b1'], run: 'run-1' },
    { connection: 'nobody', path: 'x', run: {} },
    { connection: { id: 'shop' }, baseUrl: 'https://evil.example', id: 7 },
    { id: 'nobody', baseUrl: 'https://evil.example', provider: 'cognigy' },
    { scheme: 'file', path: '/etc/passwd', fsPath: '/etc/passwd' },
    { name: 'x', bytes: 'not bytes' },
  ];
}

function describeArgument(argument: unknown): string {
  try {
    return JSON.stringify(argument);
  } catch {
    return 'in circles';
  }
}

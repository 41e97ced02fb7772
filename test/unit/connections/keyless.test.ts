/** A connection whose service asks for no key: nobody misses one, and it stays on this machine unless told otherwise. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authOf } from '../../../src/core/provider/auth.ts';
import type { Folder } from '../../../src/core/provider/ranges.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import type { Http } from '../../../src/http/http.ts';
import type { ConnectOptions } from '../../../src/http/service.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { inspect } from '../../../src/providers/inspect/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { Clients } from '../../../src/services/connections/clients.ts';
import { Connections, type ConnectionsDeps } from '../../../src/services/connections/connections.ts';
import { connectionsIn } from '../../../src/services/connections/connectionSettings.ts';
import { welcomeOf } from '../../../src/services/connections/welcome.ts';

const local = { id: 'p', provider: 'promptfoo', label: 'Evals', baseUrl: 'http://localhost:15500' };
const remote = { ...local, id: 'r', baseUrl: 'https://evals.example.com' };
const nothing = { onDidChange: () => ({ dispose: () => undefined }) };

function connectionsOver(setting: unknown, stored: string[] = []) {
  return new Connections({
    settings: {
      ...nothing,
      connections: () => connectionsIn(setting),
      saveConnection: () => Promise.resolve(),
    },
    samples: { ...nothing, connections: [] },
    files: { ...nothing, connections: [] },
    keys: {
      ...nothing,
      get: () => assert.fail('looked for a key'),
      set: (_connection: unknown, key: string) => Promise.resolve(stored.push(key) > 0),
    },
    providers: [cognigy, promptfoo, inspect],
  } as unknown as ConnectionsDeps);
}

/** What the HTTP layer is asked to send, for a request of each connection. */
async function sentFor(setting: readonly { readonly id: string }[]): Promise<ConnectOptions[]> {
  const sent: ConnectOptions[] = [];
  const http = {
    connect: (options: ConnectOptions) => {
      sent.push(options);
      return {
        get: () => Promise.resolve({ status: 200, text: '{"status":"OK","data":[]}', requestId: undefined }),
      };
    },
  } as unknown as Http;
  const clients = new Clients({
    connections: connectionsOver(setting),
    http: () => Promise.resolve(http),
    reviveSamples: () => assert.fail('revived'),
  });
  for (const { id } of setting) await (await clients.get(id)).test(new AbortController().signal);
  return sent;
}

test('no key is looked for, asked for or kept', async () => {
  const stored: string[] = [];
  const connections = connectionsOver([local], stored);
  const [connection] = connections.all();
  assert.ok(connection);
  assert.equal(connections.takesKey(connection), false);
  assert.equal(await connections.keyOf(connection), undefined);
  assert.equal(await welcomeOf(connections, () => Promise.resolve(false)), 'ready');
  assert.equal(await connections.add(connection, undefined), true);
  assert.deepEqual(stored, []);
  const { context } = viewOf({ kind: 'connection', connection, provider: promptfoo });
  assert.equal(context, 'connection own keyless');
  const [option] = await sentFor([local]);
  assert.equal(option?.auth, 'none');
});

test('it goes to another machine only when its settings say so', async () => {
  await assert.rejects(sentFor([remote]), {
    message:
      'The connection "Evals" cannot be used. It has no key, and its address is not on this machine. ' +
      'Where that is meant so, set its "auth" to "none".',
    remedy: 'editConnection',
  });
  const [option] = await sentFor([{ ...remote, auth: 'none' } as typeof remote]);
  assert.deepEqual([option?.auth, option?.origin], ['none', 'https://evals.example.com']);
});

test('a way of sending a key counts where the service takes it', () => {
  const auths = (provider: typeof cognigy, named: readonly unknown[]) =>
    named.map((auth) => authOf(connectionsIn([{ ...local, auth }])[0] ?? {}, provider));
  assert.deepEqual(auths(cognigy, [undefined, 'bearer', 'apiKey', 'none', 'basic', 'x', 7]), [
    ...['apiKey', 'bearer', 'apiKey', 'apiKey', 'apiKey', 'apiKey', 'apiKey'],
  ]);
  assert.deepEqual(auths(promptfoo, [undefined, 'bearer', 'apiKey', 'none', 'basic', 'x', 7]), [
    ...['none', 'bearer', 'apiKey', 'none', 'basic', 'none', 'none'],
  ]);
});

test('with a proxy before it that wants a key, it takes one', () => {
  const [connection] = connectionsIn([{ ...remote, auth: 'basic' }]);
  assert.ok(connection);
  assert.equal(connectionsOver([connection]).takesKey(connection), true);
  assert.equal(viewOf({ kind: 'connection', connection, provider: promptfoo }).context, 'connection own');
});

test('a folder is opened for a provider of folders, and no request is made', async () => {
  const opened: string[] = [];
  const folder: Folder = {
    files: () => Promise.resolve({ files: [], isCut: false }),
    open: () => assert.fail('opened a file'),
  };
  const connection = { id: 'f', provider: 'inspect', label: 'Logs', baseUrl: 'file:///logs' };
  const clients = new Clients({
    connections: {
      get: () => connection,
      providerOf: () => inspect,
      keyOf: () => assert.fail('looked for a key'),
    },
    http: () => assert.fail('loaded HTTP'),
    reviveSamples: () => assert.fail('revived'),
    folder: (address) => {
      opened.push(address);
      return Promise.resolve(folder);
    },
  });
  const client = await clients.get('f');
  assert.equal(await client.test(new AbortController().signal), 'Connected: 0 logs found.');
  assert.deepEqual(opened, ['file:///logs']);
  const connections = connectionsOver([connection]);
  const [own] = connections.all();
  assert.ok(own);
  assert.deepEqual(
    [connections.takesKey(own), connections.isOnDisk(own), connections.isLocal(own)],
    [false, true, false],
  );
});

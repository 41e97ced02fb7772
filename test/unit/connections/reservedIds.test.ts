/** A connection of the settings cannot take the id of a sample or of the run files. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { archiveKey } from '../../../src/services/archiving/archiveKey.ts';
import { clearSampleRuns } from '../../../src/services/archiving/sampleRuns.ts';
import { Clients } from '../../../src/services/connections/clients.ts';
import { Connections, type ConnectionsDeps } from '../../../src/services/connections/connections.ts';
import {
  connectionsIn,
  withConnection,
  withoutConnection,
} from '../../../src/services/connections/connectionSettings.ts';
import { welcomeOf } from '../../../src/services/connections/welcome.ts';
import { startSampleService } from '../../../src/samples/main.ts';
import { found, openRig, saidRun } from '../archive/support.ts';

const entry = (id: string) => ({
  id,
  provider: 'cognigy',
  label: 'Mine',
  baseUrl: 'https://api.example.com',
});
const taken = ['sample-x', 'sample-cognigy', 'sample-', 'run-files', 'refused:sample-x'];
const nothing = { onDidChange: () => ({ dispose: () => undefined }) };

function connectionsOver(setting: unknown) {
  return new Connections({
    settings: { ...nothing, connections: () => connectionsIn(setting) },
    samples: { ...nothing, connections: [] },
    files: { ...nothing, connections: [] },
    keys: { ...nothing, get: () => Promise.resolve('a key') },
    providers: [],
  } as unknown as ConnectionsDeps);
}

test('ids of samples and files are refused, each entry with a sentence and a name of its own', () => {
  const read = connectionsIn(taken.map(entry));
  assert.deepEqual(
    read.map(({ id }) => id),
    [
      'refused:sample-x',
      'refused:sample-cognigy',
      'refused:sample-',
      'refused:run-files',
      'refused:refused:sample-x',
    ],
  );
  assert.equal(
    read[0]?.problem,
    'Its id "sample-x" is taken: ids that begin with "sample-" belong to the samples. Give it another id.',
  );
  assert.equal(
    read[3]?.problem,
    'Its id "run-files" is taken: "run-files" is the id of the run files. Give it another id.',
  );
  for (const connection of read) assert.notEqual(archiveKey(connection), connection.id);
});

test('ids that only look like them stay as they are', () => {
  for (const id of ['samples', 'my-sample-x', 'run-files-2', 'Sample-x', 'refused'])
    assert.deepEqual(connectionsIn([entry(id)]), [entry(id)]);
});

test('the ids of the sample service are all reserved', async (context) => {
  const service = await startSampleService();
  context.after(() => service.close());
  assert.ok(service.connections.length >= 2);
  for (const { id } of service.connections)
    assert.match(connectionsIn([entry(id)])[0]?.problem ?? '', /is taken/);
});

test('its row says so, and nothing is asked with a key', async () => {
  const connections = connectionsOver([entry('sample-x')]);
  assert.equal(await welcomeOf(connections, () => Promise.resolve(false)), 'ready');
  const [connection] = connections.all();
  assert.ok(connection?.problem);
  const { description, icon, context, accessibleLabel } = viewOf({
    kind: 'connection',
    connection,
    provider: undefined,
  });
  assert.deepEqual([description, icon, context], [connection.problem, 'warning', 'connection refused']);
  assert.ok(accessibleLabel.includes(connection.problem));
  assert.equal(await connections.keyOf(connection), undefined);
  assert.equal(connections.isOwn(connection), false);
  const clients = new Clients({
    connections,
    http: () => assert.fail('asked'),
    reviveSamples: () => assert.fail('revived'),
  });
  await assert.rejects(clients.get(connection.id), {
    message: `The connection "Mine" cannot be used. ${connection.problem}`,
    remedy: 'editConnection',
  });
});

test('it can be removed by its name inside, and what is not understood stays in the setting', () => {
  const odd = [{ label: 'no id' }, 7, { ...entry('a'), note: 'mine' }];
  const setting = [...odd, entry('sample-x')];
  assert.deepEqual(withoutConnection(setting, 'refused:sample-x'), odd);
  assert.deepEqual(withoutConnection(setting, 'sample-x'), setting);
  assert.deepEqual(withConnection(odd, entry('b')), [...odd, entry('b')]);
  assert.deepEqual(withConnection(odd, entry('a')), [...odd.slice(0, 2), entry('a')]);
  assert.deepEqual(withConnection('nonsense', entry('a')), [entry('a')]);
});

test("removing the samples removes their runs, and nobody else's", async (context) => {
  const { archive } = openRig(context);
  const kept = (connection: string, id: string) =>
    archive.keep(
      [saidRun(id, [`hello from ${id}`], { ref: { connection, path: ['p'], run: id } })],
      ['Shop'],
    );
  kept('sample-cognigy', 'made-up');
  // As versions before this one kept the runs of a person's connection with such an id.
  kept('sample-x', 'mine');
  for (const [at, connection] of connectionsIn(taken.map(entry)).entries())
    kept(archiveKey(connection) ?? '', `own${at}`);
  await clearSampleRuns(archive, ['sample-cognigy', 'sample-promptingCompany']);
  assert.deepEqual((await found(archive, 'hello')).toSorted(), [
    'mine',
    'own0',
    'own1',
    'own2',
    'own3',
    'own4',
  ]);
});

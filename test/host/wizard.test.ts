/** The steps of a connection and of tracking as a person goes through them, over a service that answers. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Connection } from '../../src/core/provider/provider.ts';
import type { Place } from '../../src/core/run/refs.ts';
import { lazy } from '../../src/core/kit/lazy.ts';
import { Signal } from '../../src/core/kit/signal.ts';
import type { Http } from '../../src/http/http.ts';
import { createHttp } from '../../src/http/main.ts';
import { cognigy } from '../../src/providers/cognigy/provider.ts';
import { inspect } from '../../src/providers/inspect/provider.ts';
import { promptingCompany } from '../../src/providers/promptingCompany/provider.ts';
import { startSampleService, type SampleService } from '../../src/samples/main.ts';
import { connectionIdOf, rowOf, type Chooser } from '../../src/services/chooser.ts';
import { Clients } from '../../src/services/connections/clients.ts';
import { Connections, type ConnectionsDeps } from '../../src/services/connections/connections.ts';
import { connectionsIn, withConnection } from '../../src/services/connections/connectionSettings.ts';
import { diskFolder } from '../../src/services/files/diskRanges.ts';
import { Drafts } from '../../src/services/connections/drafts.ts';
import { clearApiKey } from '../../src/vscode/keys/keyCommands.ts';
import type { KeysNeeds } from '../../src/vscode/keys/needs.ts';
import { stopTracking } from '../../src/vscode/tracking/stopTracking.ts';
import { trackSimulation } from '../../src/vscode/tracking/trackSimulation.ts';
import { addConnection } from '../../src/vscode/wizard/addConnection.ts';
import { editConnection } from '../../src/vscode/wizard/editConnection.ts';
import { fakeQuickInputs, type QuickInputs } from '../support/host/quickInputs.ts';

describe('The wizard in a real extension host', () => {
  let http: Http;
  let service: SampleService;
  let inputs: QuickInputs;

  before(async () => {
    service = await startSampleService();
    http = createHttp({
      clock: { now: Date.now, delay: (ms, stop) => delay(ms, undefined, { signal: stop }) },
      random: Math.random,
      log: () => undefined,
    });
  });
  beforeEach(() => {
    inputs = fakeQuickInputs();
  });
  afterEach(() => inputs.restore());
  after(async () => {
    await http.close();
    await service.close();
  });

  /** The parts of a program whose settings are a list here. */
  function rig(setting: readonly Connection[] = []) {
    const state = { setting: [...setting] as unknown[], revealed: [] as Place[] };
    const keys = new Map<string, string>();
    const changed = new Signal<void>();
    const nothing = { onDidChange: changed.on };
    const connections = new Connections({
      settings: {
        ...nothing,
        connections: () => connectionsIn(state.setting),
        saveConnection: (connection: Connection) => {
          state.setting = withConnection(state.setting, connection);
          return Promise.resolve();
        },
      },
      samples: { ...nothing, connections: [] },
      files: { ...nothing, connections: [] },
      keys: {
        ...nothing,
        get: ({ id }: Connection) => Promise.resolve(keys.get(id)),
        set: ({ id }: Connection, key: string) => Promise.resolve(Boolean(keys.set(id, key))),
        clear: ({ id }: Connection) => Promise.resolve(void keys.delete(id)),
      },
      providers: [cognigy, promptingCompany, inspect],
    } as unknown as ConnectionsDeps);
    const made = new Clients({
      connections,
      http: () => Promise.resolve(http),
      reviveSamples: () => Promise.resolve(),
      folder: (address) => Promise.resolve(diskFolder(address)),
    });
    const chooser = {
      connection: (argument: unknown) => Promise.resolve(connections.get(connectionIdOf(argument) ?? '')),
      row: rowOf,
    } as unknown as Chooser;
    const clients = lazy(() => Promise.resolve(made));
    const reveal = (place: Place) => Promise.resolve(void state.revealed.push(place));
    const hasDisk = () => Promise.resolve(true);
    const needs = { connections, clients, chooser, drafts: new Drafts(), hasDisk, reveal };
    return { state, keys, connections, needs };
  }

  const project = () => String(service.connections[0]?.projectId);
  const own = (more: Partial<Connection> = {}): Connection => ({
    ...{ id: 'mine', provider: 'cognigy', label: 'Mine', baseUrl: `${service.origin}/testing` },
    projectId: project(),
    ...more,
  });

  it('says a wrong key at the key, changes a wrong project, and shows the connection unfolded', async () => {
    const { state, keys, connections, needs } = rig();
    const done = addConnection(needs);
    await inputs.pick('Add Connection: Provider', /^Cognigy/);
    await inputs.type('Add Connection (2/5): Address', `${service.origin}/testing`);
    const key = await inputs.type('Add Connection (3/5): API Key', 'wrong-key');
    assert.match(
      await key.complaint(),
      /did not accept the API key\. Set a key .* The service said: .*Press Enter again/,
    );
    assert.equal(key.box.password, true);
    key.answer(service.key);
    await inputs.pick(
      'Add Connection (4/5): Project',
      /^Use the project id 0{23}1/,
      `/project/${'0'.repeat(23)}1/x`,
    );
    await inputs.type('Add Connection (5/5): Name', undefined);
    inputs.dialogs.push('Change Project...');
    await inputs.pick('Add Connection (4/5): Project', /^Customer service agents/);
    await done;
    assert.match(inputs.said[0] ?? '', /The test of Project 00000000 failed.*does not know the project/s);
    const [added] = connections.own();
    assert.ok(added);
    assert.deepEqual([added.label, added.projectId], ['Customer service agents', project()]);
    assert.equal(keys.get(added.id), service.key);
    assert.deepEqual(state.revealed, [{ connection: added.id, path: [] }]);
    assert.match(inputs.said.at(-1) ?? '', /^Customer service agents: Connected: \d+ scenarios found/);
    assert.equal(JSON.stringify(inputs.said).includes(service.key), false);
  });

  it('takes a folder of Inspect logs from the dialog of the editor, and asks for no key', async () => {
    const { showOpenDialog } = vscode.window;
    const folder = await mkdtemp(join(tmpdir(), 'logs-'));
    const about = { task: 'shelves', task_id: 't', model: 'm', created: '2026-11-24T20:22:00+00:00' };
    const log = { version: 2, status: 'success', eval: about, samples: [{ id: 1, epoch: 1 }] };
    await writeFile(join(folder, 'a.json'), JSON.stringify(log));
    const asked: (vscode.OpenDialogOptions | undefined)[] = [];
    const chosen = [undefined, [vscode.Uri.file(folder)]];
    Object.assign(vscode.window, {
      showOpenDialog: (options?: vscode.OpenDialogOptions) => {
        asked.push(options);
        return Promise.resolve(chosen.shift());
      },
    });
    try {
      const { keys, connections, needs } = rig();
      const done = addConnection(needs);
      await inputs.pick('Add Connection: Provider', /^Inspect/);
      // Left without a folder: back at the first question.
      await inputs.pick('Add Connection (1/3): Provider', /^Inspect/);
      await inputs.type('Add Connection (3/3): Name', 'Logs');
      await done;
      const [added] = connections.own();
      assert.deepEqual(
        [added?.label, added?.baseUrl, keys.size],
        ['Logs', vscode.Uri.file(folder).toString(), 0],
      );
      assert.equal(inputs.said.at(-1), 'Logs: Connected: 1 log found.');
      assert.deepEqual(
        asked.map((options) => [options?.canSelectFolders, options?.canSelectFiles]),
        [
          [true, false],
          [true, false],
        ],
      );
    } finally {
      Object.assign(vscode.window, { showOpenDialog });
      await rm(folder, { recursive: true });
    }
  });

  it('loses nothing on Back and Escape', async () => {
    const { connections, needs } = rig();
    const first = addConnection(needs);
    await inputs.pick('Add Connection: Provider', /^The Prompting/);
    await inputs.type('Add Connection (2/4): Address', service.origin);
    await inputs.type('Add Connection (3/4): API Key', service.key);
    const name = await inputs.open('Add Connection (4/4): Name');
    name.box.value = 'Half a name';
    name.back();
    const key = await inputs.open('Add Connection (3/4): API Key');
    // A key is not shown again, but it is there.
    assert.deepEqual(
      [key.box.value, key.box.placeholder],
      ['', 'Leave empty to keep the key that was set before'],
    );
    key.answer('');
    const again = await inputs.open('Add Connection (4/4): Name');
    assert.equal(again.box.value, 'Half a name');
    again.box.value = 'Bookings';
    again.escape();
    await first;
    assert.deepEqual(connections.own(), []);

    const second = addConnection(needs);
    await inputs.pick('Add Connection: Provider', /^Continue/);
    const left = await inputs.open('Add Connection (4/4): Name');
    assert.equal(left.box.value, 'Bookings');
    left.answer(undefined);
    await second;
    assert.deepEqual(
      connections.own().map(({ label, baseUrl }) => [label, baseUrl]),
      [['Bookings', service.origin]],
    );
    // What was carried through is not offered any more.
    const third = addConnection(needs);
    const pick = await inputs.openPick('Add Connection: Provider');
    assert.equal(pick.labels().includes('Continue'), false);
    pick.escape();
    await third;
  });

  it('edits in the same steps, with what is there, at its place', async () => {
    const tracked = [{ scenario: 's', simulation: 'b' }];
    const { state, keys, needs } = rig([own({ simulations: tracked }), own({ id: 'other', label: 'Other' })]);
    keys.set('mine', service.key);
    const done = editConnection(needs, 'mine');
    const address = await inputs.open('Edit Connection (1/4): Address');
    assert.equal(address.box.value, `${service.origin}/testing`);
    address.answer(undefined);
    const key = await inputs.open('Edit Connection (2/4): API Key');
    key.press('Choose How the Key Is Sent');
    await inputs.pick('Edit Connection (2/5): How the Key Is Sent', /^Authorization: Bearer/);
    await inputs.type('Edit Connection (3/5): API Key', '');
    const project = await inputs.openPick('Edit Connection (4/5): Project');
    assert.deepEqual(project.active(), ['Customer service agents']);
    project.choose(/^Customer service agents/);
    await inputs.type('Edit Connection (5/5): Name', 'Renamed');
    await done;
    assert.deepEqual(state.setting, [
      own({ label: 'Renamed', auth: 'bearer', simulations: tracked }),
      own({ id: 'other', label: 'Other' }),
    ]);
    assert.equal(keys.get('mine'), service.key);
  });

  it('tracks references only, tests them, and can be undone', async () => {
    const { state, keys, connections, needs } = rig([own()]);
    keys.set('mine', service.key);
    const client = await (await needs.clients.get()).get('mine');
    const request = { cursor: undefined, limit: 5, sort: 'newest', filter: {}, grouping: undefined } as const;
    const signal = new AbortController().signal;
    const [scenario] = (await client.list([], request, signal)).items;
    assert.ok(scenario?.kind === 'collection');
    const [simulation] = (await client.list(scenario.path, request, signal)).items;
    assert.ok(simulation?.kind === 'collection');
    const [a = '', b = ''] = simulation.path.map((segment) => segment.split(':')[1] ?? '');
    const title = 'Track Simulation by Reference';

    const done = trackSimulation(needs, 'mine');
    const first = await inputs.type(title, 'https://trial.cognigy.ai/login');
    assert.match(await first.complaint(), /no references in this/);
    first.answer(a);
    const second = await inputs.type(title, 'no-such-simulation');
    assert.match(await second.complaint(), /does not know this simulation.*Press Enter again/);
    second.answer(b);
    const name = await inputs.open(title);
    assert.match(name.box.prompt ?? '', /A name for the tree.*runs? found/);
    inputs.buttons.push('Undo');
    name.answer('Night run');
    await done;
    assert.deepEqual(state.revealed.at(-1)?.path, [`tracked:${a}:${b}`]);
    assert.match(inputs.said.at(-1) ?? '', /^Mine tracks Night run: \d+ runs? found\./);
    assert.deepEqual(state.setting, [own()]);

    await connections.save(
      own({
        simulations: [
          { scenario: 'x', simulation: 'y' },
          { scenario: a, simulation: b },
        ],
      }),
    );
    const [item] = connections.pinned('mine');
    await stopTracking(needs, { row: { kind: 'collection', item, judged: undefined } });
    assert.deepEqual(connections.get('mine')?.simulations, [{ scenario: a, simulation: b }]);
    inputs.buttons.push('Undo');
    const [last] = connections.pinned('mine');
    await stopTracking(needs, { row: { kind: 'collection', item: last, judged: undefined } });
    assert.deepEqual(connections.get('mine')?.simulations, [{ scenario: a, simulation: b }]);
  });

  it('asks before it clears a key', async () => {
    const { keys, connections, needs } = rig([own()]);
    keys.set('mine', 'k');
    const store = { forget: () => undefined };
    const removed = { clear: () => Promise.resolve(keys.delete('mine')) };
    const keysNeeds = { ...needs, connections, store, keys: removed } as unknown as KeysNeeds;
    await clearApiKey(keysNeeds, 'mine');
    assert.equal(keys.get('mine'), 'k');
    assert.match(inputs.said.at(-1) ?? '', /Remove the API key of "Mine" from this machine\?/);
    inputs.dialogs.push('Clear API Key');
    await clearApiKey(keysNeeds, 'mine');
    assert.equal(keys.size, 0);
  });
});

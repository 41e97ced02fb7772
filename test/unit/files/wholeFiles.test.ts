/** Files that come only as a whole, as in a browser: fetched once for each state of them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import { filesConnection } from '../../../src/core/provider/runFiles.ts';
import { filesProvider } from '../../../src/providers/files/provider.ts';
import { inspect } from '../../../src/providers/inspect/provider.ts';
import { isHeld } from '../../../src/services/files/heldAddress.ts';
import { nodeUnpacker } from '../../../src/services/files/nodeUnpacker.ts';
import { watchedPlace } from '../../../src/services/files/watchedPlace.ts';
import { WholeFiles } from '../../../src/services/files/wholeFiles.ts';
import { logOf } from '../inspect/support.ts';
import { never, request } from './support.ts';

const uri = 'file:///a%20run.json';
const talk = (text: string) => new TextEncoder().encode(`[{"role":"user","content":"${text}"}]`);

function rig(bytes: Uint8Array) {
  const state = { bytes, modifiedAt: 1, fetched: 0, isOpen: true, tellsSize: true };
  const files = new WholeFiles(
    {
      stat: () => {
        const size = state.tellsSize ? state.bytes.length : 0;
        return Promise.resolve({ size, modifiedAt: state.modifiedAt });
      },
      readFile: () => {
        state.fetched++;
        return Promise.resolve(state.bytes);
      },
    },
    nodeUnpacker,
  );
  const ranges = () => files.ranges(uri, () => state.isOpen);
  return { state, files, ranges };
}

async function opened(bytes: Uint8Array) {
  const { state, files, ranges } = rig(bytes);
  const open = [{ uri, name: 'a run.json', where: '/a run.json' }];
  const provider = filesProvider({
    files: {
      open: () =>
        Promise.resolve({ list: () => open, read: (address, known) => files.read(address, known), ranges }),
    },
    services: [inspect],
    knownRuns: () => [],
  });
  const client = await provider.connect(filesConnection, {
    get: () => Promise.reject(new Error('a request')),
  });
  return { state, list: async () => (await client.list([uri], request, never)).items.length };
}

describe('A file that comes only as a whole', () => {
  it('is fetched once, and again only when it has changed', async () => {
    const { state, list } = await opened(talk('Hi'));
    assert.deepEqual([await list(), state.fetched], [1, 1]);
    assert.deepEqual([await list(), state.fetched], [1, 1]);
    state.bytes = talk('Hello');
    state.modifiedAt = 2;
    assert.deepEqual([await list(), state.fetched], [1, 2]);
    assert.deepEqual([await list(), state.fetched], [1, 2]);
  });

  it('is fetched once where it is read in parts, too', async () => {
    const log = logOf();
    const { state, list } = await opened(await log.read(0, log.size));
    assert.deepEqual([await list(), state.fetched], [2, 1]);
    assert.deepEqual([await list(), state.fetched], [2, 1]);
  });

  it('gives its parts, none of them before one is asked for', async () => {
    const { state, ranges } = rig(new TextEncoder().encode('0123456789'));
    const file = await ranges();
    assert.deepEqual([file.size, file.stamp, file.modifiedAt, state.fetched], [10, '1 10', 1, 0]);
    const parts = await Promise.all([file.read(2, 5), file.read(8, 99), file.read(5, 5)]);
    assert.deepEqual(
      parts.map((part) => new TextDecoder().decode(part)),
      ['234', '89', ''],
    );
    assert.equal(state.fetched, 1);
  });

  it('has its true size where its file system tells none', async () => {
    const { state, ranges } = rig(new TextEncoder().encode('0123456789'));
    state.tellsSize = false;
    const file = await ranges();
    assert.deepEqual([file.size, file.stamp], [10, '1 0']);
    assert.deepEqual(await file.read(8, 10), new TextEncoder().encode('89'));
  });

  it('is another one once it was written to', async () => {
    const { state, ranges } = rig(talk('Hi'));
    const file = await ranges();
    state.modifiedAt = 2;
    await assert.rejects(
      file.read(0, 1),
      (error) => isProviderError(error) && error.message === 'a run.json was written to while it was read.',
    );
  });

  it('is let go when it is closed', async () => {
    const { state, files, ranges } = rig(talk('Hi'));
    await (await ranges()).read(0, 1);
    files.release(uri);
    await files.read(uri, undefined);
    assert.equal(state.fetched, 2);
    state.isOpen = false;
    await (await ranges()).read(0, 1);
    await files.read(uri, undefined);
    assert.equal(state.fetched, 4);
  });
});

describe('The place that is watched for a file', () => {
  it('is its folder, and the file itself where a browser gave nothing but that', () => {
    const place = (scheme: string, path: string, onDisk: boolean) => watchedPlace({ scheme, path }, onDisk);
    assert.equal(place('file', '/run.json', true), 'folder');
    assert.equal(place('file', '/run.json', false), 'file');
    assert.equal(place('file', '/folder/run.json', false), 'folder');
    assert.equal(place('vscode-vfs', '/run.json', false), 'folder');
  });
});

it('A file that was dropped without an address is none that others can open', () => {
  assert.equal(isHeld('agent-run-dropped:/1/x.json'), true);
  assert.equal(isHeld('file:///agent-run-dropped:/x.json'), false);
});

/** A log that was opened as a file: by its parts, and never as a whole. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { RangeFile } from '../../../src/core/provider/ranges.ts';
import { filesConnection } from '../../../src/core/provider/runFiles.ts';
import { filesProvider } from '../../../src/providers/files/provider.ts';
import { inspect } from '../../../src/providers/inspect/provider.ts';
import { fileOf, logOf, never, run, usual } from './support.ts';

const uri = 'file:///logs/a.eval';
const request = { cursor: undefined, limit: 100, sort: 'sequence', filter: {}, grouping: undefined } as const;

async function rig(first: RangeFile) {
  const state = { file: first, reads: 0 };
  const open = [{ uri, name: 'a.eval', where: '/logs/a.eval' }];
  const provider = filesProvider({
    files: {
      open: () =>
        Promise.resolve({
          list: () => open,
          read: () => {
            state.reads++;
            return Promise.resolve({
              bytes: new TextEncoder().encode('[{"role":"user","content":"Hi"}]'),
              stamp: '1',
            });
          },
          ranges: () => Promise.resolve(state.file),
        }),
    },
    services: [inspect],
    knownRuns: () => [],
  });
  const client = await provider.connect(filesConnection, {
    get: () => Promise.reject(new Error('a request')),
  });
  return { state, client };
}

it('lists its samples, and reads one when it is asked for', async () => {
  const { state, client } = await rig(logOf());
  const { items } = await client.list([uri], request, never);
  assert.deepEqual(
    items.map(({ title }) => title),
    ['Sample b, epoch 1', 'Sample a, epoch 1'],
  );
  const ref = { connection: filesConnection.id, path: [uri], run: 'a' };
  const whole = run(await client.run(ref, never));
  assert.deepEqual([whole.provider, whole.turns?.length, whole.ref, state.reads], ['inspect', 2, ref, 0]);
});

it('is read anew once it has changed', async () => {
  const { state, client } = await rig(logOf());
  assert.equal((await client.list([uri], request, never)).items.length, 2);
  state.file = { ...logOf({ ...usual, summaries: [], samples: {} }), stamp: '2' };
  assert.deepEqual((await client.list([uri], request, never)).items, []);
});

it('says what is wrong with it; a file of another kind is read as before', async () => {
  const broken = await rig(
    fileOf(
      new TextEncoder().encode('PK\u0003\u0004'.padEnd(30, '\0').slice(0, 26) + '\u000b\0\0\0header.json'),
    ),
  );
  await assert.rejects(broken.client.list([uri], request, never), /header\.json is no JSON/);
  const other = await rig(fileOf(new TextEncoder().encode('[]')));
  const { items } = await other.client.list([uri], request, never);
  assert.deepEqual([items.length, other.state.reads], [1, 1]);
});

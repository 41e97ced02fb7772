/** What was read from a file goes when the file is closed. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { filesConnection, type OpenFile } from '../../../src/core/provider/runFiles.ts';
import { emptyListing } from '../../../src/core/store/listing.ts';
import { followFiles } from '../../../src/services/files/follow.ts';
import type { OpenRunFiles } from '../../../src/services/files/runFiles.ts';

it('forgets the runs of closed files, and no others, and lists the files anew while there are any', async () => {
  const open: OpenFile[] = [{ uri: 'file:///a', name: 'a', where: '/a' }];
  const done: string[] = [];
  const at = (connection: string, ...path: string[]) => ({ ...emptyListing, connection, path });
  const store = {
    listings: () => [
      at('run-files'),
      at('run-files', 'file:///a'),
      at('run-files', 'file:///b'),
      at('shop', 'file:///b'),
    ],
    forget: (connection: string, path: readonly string[] = []) =>
      void done.push(`forget ${connection} ${path.join()}`),
    refresh: ({ path }: { path: readonly string[] }) =>
      Promise.resolve(void done.push(`refresh ${path.join()}`)),
  };
  const files = {
    get connections() {
      return open.length > 0 ? [filesConnection] : [];
    },
    onDidChange: () => ({ dispose: () => undefined }),
    open: () => Promise.resolve({ list: () => open } as Partial<OpenRunFiles> as OpenRunFiles),
  };
  await followFiles(files, store);
  assert.deepEqual(done.splice(0), ['forget run-files file:///b', 'refresh ']);
  open.length = 0;
  await followFiles(files, store);
  assert.deepEqual(done, ['forget run-files file:///a', 'forget run-files file:///b']);
});

/** Files that are whole or not there, also where a browser was given one file and no folder. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writtenWhole } from '../../../src/services/export/writtenWhole.ts';

const bytes = new TextEncoder().encode('new');
const places = { target: '/folder/runs.csv', folder: '/folder', temporary: '/folder/.agentrun-1.tmp' };
const loose = { target: '/runs.csv', folder: '/', temporary: '/.agentrun-1.tmp' };

/** @param there files and folders that can be had; a folder brings what is in it. Of nothing else there is a handle */
function filesWith(there: readonly string[], fullDisk = false) {
  const done: string[] = [];
  const folderOf = (at: string) => at.slice(0, at.lastIndexOf('/')) || '/';
  const reach = (at: string) =>
    there.includes(at) || there.includes(folderOf(at))
      ? Promise.resolve()
      : Promise.reject(new Error('No file system handle registered'));
  const files = {
    stat: reach,
    writeFile: async (at: string) => {
      done.push(`write ${at}`);
      await reach(at);
      if (fullDisk) throw new Error('ENOSPC');
    },
    rename: (from: string, to: string) => {
      done.push(`move ${from} to ${to}`);
      return reach(to);
    },
    delete: (at: string) => {
      done.push(`delete ${at}`);
      return reach(at);
    },
  };
  return { files, done };
}

test('a file is written beside its place and moved there', async () => {
  const { files, done } = filesWith(['/folder']);
  await writtenWhole(files, places, bytes);
  assert.deepEqual(done, [
    'write /folder/.agentrun-1.tmp',
    'move /folder/.agentrun-1.tmp to /folder/runs.csv',
  ]);
});

test('a file whose folder cannot be looked at is written as it is', async () => {
  const { files, done } = filesWith(['/runs.csv']);
  await writtenWhole(files, loose, bytes);
  assert.deepEqual(done, ['write /runs.csv']);
});

test('where there is a folder, a full disk leaves what was there, and nothing beside it', async () => {
  const { files, done } = filesWith(['/folder'], true);
  await assert.rejects(writtenWhole(files, places, bytes), /^Error: ENOSPC$/);
  assert.deepEqual(done, ['write /folder/.agentrun-1.tmp', 'delete /folder/.agentrun-1.tmp']);
});

test('a failure of a file that stands alone is told, too', async () => {
  const { files } = filesWith(['/runs.csv'], true);
  await assert.rejects(writtenWhole(files, loose, bytes), /^Error: ENOSPC$/);
});

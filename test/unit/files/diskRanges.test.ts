/** Files and folders of this machine, read in parts. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { folderAddress, folderName } from '../../../src/core/kit/folderAddress.ts';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import { diskFolder, rangesOf } from '../../../src/services/files/diskRanges.ts';
import { nodeUnpacker } from '../../../src/services/files/nodeUnpacker.ts';
import { rangesIn } from '../../../src/services/files/rangesIn.ts';

const never = new AbortController().signal;
const newFolder = () => mkdtempSync(join(tmpdir(), 'ranges-'));

async function sentence(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isProviderError(error)) return `${error.reason}: ${error.message}`;
    throw error;
  }
  throw new Error('it went well');
}

describe('A file that is read in parts', () => {
  it('gives the bytes that were asked for, and fewer at its end', async () => {
    const path = join(newFolder(), 'a.eval');
    writeFileSync(path, '0123456789');
    const held = { bytes: new TextEncoder().encode('0123456789'), stamp: '1' };
    for (const file of [await rangesOf(path), rangesIn(held, 0, nodeUnpacker)]) {
      const text = async (from: number, to: number) => new TextDecoder().decode(await file.read(from, to));
      assert.equal(file.size, 10);
      assert.deepEqual(
        [await text(2, 5), await text(8, 99), await text(20, 30), await text(5, 5)],
        ['234', '89', '', ''],
      );
    }
  });

  it('is another one once it was written to', async () => {
    const path = join(newFolder(), 'a.eval');
    writeFileSync(path, 'before');
    const file = await rangesOf(path);
    writeFileSync(path, 'after that');
    assert.equal(await sentence(file.read(0, 3)), 'unavailable: a.eval was written to while it was read.');
    assert.notEqual((await rangesOf(path)).stamp, file.stamp);
  });

  it('says when it is not there, or is no file', async () => {
    const folder = newFolder();
    assert.equal(await sentence(rangesOf(join(folder, 'x.eval'))), 'notFound: x.eval is not there any more.');
    mkdirSync(join(folder, 'b.eval'));
    assert.equal(
      await sentence(rangesOf(join(folder, 'b.eval'))),
      'badResponse: b.eval cannot be read: it is a folder.',
    );
  });
});

describe('A folder', () => {
  it('lists files with the endings, in folders below, with their times', async () => {
    const root = newFolder();
    for (const name of ['sub/deep', '.hidden', 'node_modules'])
      mkdirSync(join(root, name), { recursive: true });
    for (const name of [
      'a.eval',
      'b.json',
      'c.txt',
      'sub/deep/d.eval',
      '.hidden/e.eval',
      'node_modules/f.json',
    ])
      writeFileSync(join(root, name), '');
    utimesSync(join(root, 'a.eval'), 1000, 1000);
    symlinkSync(root, join(root, 'sub/round'));
    symlinkSync(join(root, 'a.eval'), join(root, 'link.eval'));
    const { files, isCut } = await diskFolder(pathToFileURL(root).href).files(['.eval', '.json'], never);
    assert.deepEqual(files.map(({ path }) => path).toSorted(), [
      'a.eval',
      'b.json',
      'link.eval',
      'sub/deep/d.eval',
    ]);
    assert.equal(files.find(({ path }) => path === 'a.eval')?.modifiedAt, 1_000_000);
    assert.equal(isCut, false);
  });

  it('opens what is in it, and nothing outside of it', async () => {
    const root = newFolder();
    mkdirSync(join(root, 'logs'));
    writeFileSync(join(root, 'secret.json'), 'secret');
    writeFileSync(join(root, 'logs/a.json'), 'good');
    const folder = diskFolder(pathToFileURL(join(root, 'logs')).href);
    assert.equal((await folder.open('a.json')).size, 4);
    for (const path of ['../secret.json', '/etc/passwd', 'x/../../secret.json', '', '.', 'a\0.json'])
      assert.equal(
        await sentence(Promise.resolve().then(() => folder.open(path))),
        'notFound: There is no such file in the folder.',
        path,
      );
  });

  it('says when it is gone', async () => {
    const root = join(newFolder(), 'gone');
    assert.equal(
      await sentence(diskFolder(pathToFileURL(root).href).files(['.eval'], never)),
      'notFound: gone is not there any more.',
    );
  });
});

describe('The address of a folder', () => {
  it('is made of what people type or paste', () => {
    assert.equal(folderAddress(' /home/me/my logs/ '), 'file:///home/me/my%20logs');
    assert.equal(folderAddress('file:///home/me/logs/'), 'file:///home/me/logs');
    assert.equal(folderAddress('C:\\Users\\me\\logs'), 'file:///C:/Users/me/logs');
    assert.equal(folderAddress('"/home/me/50% #1?"'), 'file:///home/me/50%25%20%231%3F');
    assert.equal(folderAddress('\\\\server\\share\\logs'), 'file://server/share/logs');
    assert.equal(folderName('file:///home/me/my%20logs'), 'my logs');
  });

  it('is refused with a sentence', () => {
    assert.throws(() => folderAddress(''), { message: 'Name a folder with logs.' });
    for (const text of ['logs', 'https://example.com/logs', 'vscode-vfs://github/logs'])
      assert.throws(() => folderAddress(text), {
        message: 'Name the folder by its whole path, e.g. /home/me/project/logs.',
      });
  });
});

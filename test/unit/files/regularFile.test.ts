/** Only regular files are read, and no more of one than allowed. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readRegularFile } from '../../../src/services/files/regularFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'agent-runs-files-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const text = async (path: string) => new TextDecoder().decode((await readRegularFile(path))?.bytes);
const posix = { skip: process.platform === 'win32' };

describe('A regular file', () => {
  it('is read, also through a link, and not again while its stamp holds', async () => {
    writeFileSync(at('a.json'), '{"a":1}');
    symlinkSync(at('a.json'), at('link.json'));
    const file = await readRegularFile(at('a.json'));
    assert.ok(file);
    assert.equal(await text(at('link.json')), '{"a":1}');
    assert.equal(await readRegularFile(at('a.json'), file.stamp), undefined);
    utimesSync(at('a.json'), 1, 1);
    assert.equal((await readRegularFile(at('a.json'), file.stamp))?.bytes.length, 7);
  });

  it('is refused when it is longer than allowed', async () => {
    writeFileSync(at('long.json'), Buffer.alloc(1024 * 1024 + 1));
    const tooLong = { name: 'FileBytesError', message: 'it has more than 1 MB' };
    await assert.rejects(readRegularFile(at('long.json'), undefined, 1024 * 1024), tooLong);
    writeFileSync(at('fits.json'), Buffer.alloc(1024 * 1024));
    assert.equal((await readRegularFile(at('fits.json'), undefined, 1024 * 1024))?.bytes.length, 1024 * 1024);
  });

  it(
    'that says it is empty is read as far as allowed, and not further',
    { skip: process.platform !== 'linux' },
    async () => {
      // These say that they have no bytes.
      assert.match(await text('/proc/self/status'), /Name:/);
      await assert.rejects(readRegularFile('/proc/self/status', undefined, 10), { name: 'FileBytesError' });
    },
  );

  it('that is not there says so by its code', async () => {
    await assert.rejects(readRegularFile(at('none.json')), { code: 'ENOENT' });
  });
});

describe('What is no regular file', posix, () => {
  const refused = (path: string, message: string) =>
    assert.rejects(readRegularFile(path), { name: 'FileBytesError', message });

  it('is refused at once and unread: folder, pipe, device, and links to them', async () => {
    execFileSync('mkfifo', [at('pipe.json')]);
    symlinkSync(at('pipe.json'), at('link-to-pipe.json'));
    symlinkSync('/dev/zero', at('link-to-device.json'));
    await refused(folder, 'it is a folder');
    await refused(at('pipe.json'), 'it is a pipe, not a file');
    await refused(at('link-to-pipe.json'), 'it is a pipe, not a file');
    await refused('/dev/zero', 'it is a device, not a file');
    await refused(at('link-to-device.json'), 'it is a device, not a file');
  });

  it('is refused when it is a socket', async () => {
    const server = createServer().listen(at('socket.json'));
    await new Promise((resolve) => server.once('listening', resolve));
    await refused(at('socket.json'), 'it is a socket, not a file');
    server.close();
  });
});

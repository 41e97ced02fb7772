/** What a browser brings in place of Node: Node has the same streams, so it is tried here. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { NotRun } from '../../../src/core/kit/timeLimit.ts';
import { FileBytesError } from '../../../src/services/files/fileBytes.ts';
import { browserHost } from '../../../src/services/host/browser.ts';
import { browserFiles } from '../../../src/services/host/browserFiles.ts';

const { unpacked, unpacker } = browserFiles;
const text = 'A run that failed. '.repeat(10_000);
const bytes = new TextEncoder().encode(text);
const textOf = (plain: Uint8Array) => new TextDecoder().decode(plain);

describe('Files in a browser', () => {
  it('are unpacked where they are gzip, and as they are otherwise', async () => {
    assert.equal(textOf((await unpacked(gzipSync(bytes))).bytes), text);
    assert.deepEqual(await unpacked(bytes), { bytes });
  });

  it('that are damaged are read up to there, and it is said', async () => {
    const packed = gzipSync(bytes);
    const cut = await unpacked(packed.subarray(0, packed.length - 20));
    assert.ok(text.startsWith(textOf(cut.bytes)));
    assert.equal(cut.incomplete, 'its gzip data is damaged, or something follows it');
    await assert.rejects(unpacked(Uint8Array.of(0x1f, 0x8b, 1, 2)), FileBytesError);
  });

  it('are never more than allowed', async () => {
    const large = gzipSync(new Uint8Array(65 * 1024 * 1024));
    await assert.rejects(unpacked(large), /^FileBytesError: it has more than 64 MB when unpacked$/);
    await assert.rejects(unpacker.inflateRaw(deflateRawSync(bytes), bytes.length - 1));
  });

  it('of ZIP form give their members, and Zstandard is not known', async () => {
    assert.equal(textOf(await unpacker.inflateRaw(deflateRawSync(bytes), bytes.length)), text);
    assert.equal(unpacker.crc32(bytes), crc32(bytes));
    assert.equal(unpacker.zstd, undefined);
  });
});

describe('An expression that nothing could stop', () => {
  const { withinTime } = browserHost();

  it('is not run, and it is not said that it took long', () => {
    assert.throws(() => withinTime(1000, '(a+)+$', () => assert.fail('run')), NotRun);
  });

  it('is run where it is sure to end', () => {
    assert.equal(
      withinTime(1000, 'customer-\\d+', () => 'done'),
      'done',
    );
  });
});

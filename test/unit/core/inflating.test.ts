/** Gzip of several members, and damaged gzip, with streams as browsers have them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { constants, crc32, gzipSync, inflateRawSync } from 'node:zlib';
import { joinedBytes } from '../../../src/core/kit/utf8.ts';
import { browserFiles } from '../../../src/services/host/browserFiles.ts';

const { unpacked } = browserFiles;
const utf8 = new TextEncoder();
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const headSize = 10;

/**
 * One member and no more, as the standard (and Chromium) has it: what follows is an error, which also empties the queue of what
 * was made of the same piece. Nobody can iterate over it, as in Safari.
 */
class OneMember {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;

  constructor() {
    let fed = new Uint8Array();
    let given = 0;
    let end: number | undefined;
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        if (end !== undefined) throw new TypeError('Junk found after end of compressed data.');
        fed = new Uint8Array(joinedBytes([fed, piece]));
        const { plain, length } = unpackedSoFar(fed.subarray(headSize));
        if (plain.length > given) controller.enqueue(plain.slice(given));
        given = plain.length;
        const whole = length === undefined ? Infinity : headSize + length + 8;
        if (fed.length > whole) throw new TypeError('Junk found after end of compressed data.');
        if (fed.length < whole) return;
        const sum = new DataView(fed.buffer).getUint32(whole - 8, true);
        if (sum !== crc32(plain)) throw new TypeError('The checksum is another one.');
        end = whole;
      },
      flush: () => {
        if (end === undefined) throw new TypeError('Compressed input was truncated.');
      },
    });
    Object.defineProperty(readable, Symbol.asyncIterator, { value: undefined });
    this.readable = readable;
    this.writable = writable;
  }
}

/** @returns how long the data is, where all of it is there */
function unpackedSoFar(data: Uint8Array): { plain: Uint8Array; length: number | undefined } {
  const plain = inflateRawSync(data, { finishFlush: constants.Z_SYNC_FLUSH });
  try {
    const whole: unknown = inflateRawSync(data, { info: true });
    return { plain, length: (whole as { engine: { bytesWritten: number } }).engine.bytesWritten };
  } catch {
    return { plain, length: undefined };
  }
}

describe('Gzip in a browser', () => {
  const known = globalThis.DecompressionStream;
  before(() => Object.assign(globalThis, { DecompressionStream: OneMember }));
  after(() => Object.assign(globalThis, { DecompressionStream: known }));

  // As seeded, so that it is the same with each run; longer than a piece when it is packed.
  const large = Array.from({ length: 2000 }, (_, index) =>
    createHash('sha1').update(`${index}`).digest('hex'),
  ).join('');
  const members = ['[{"role":"user",', '', '"content":"Hi"}', large, ']'];
  const packed = members.map((member) => gzipSync(member));
  const all = members.join('');

  it('is read with all its members', async () => {
    assert.deepEqual(await unpacked(joinedBytes(packed)), { bytes: utf8.encode(all) });
  });

  it('may hold what looks like a member', async () => {
    const stored = gzipSync(joinedBytes([gzipSync('a'), utf8.encode('b'), gzipSync('')]), { level: 0 });
    const { bytes, incomplete } = await unpacked(joinedBytes([stored, gzipSync('c')]));
    assert.equal(incomplete, undefined);
    assert.deepEqual(
      bytes,
      new Uint8Array([...gzipSync('a'), ...utf8.encode('b'), ...gzipSync(''), ...utf8.encode('c')]),
    );
  });

  it('is read up to what is no gzip, and it is said', async () => {
    const { bytes, note, incomplete } = await unpacked(joinedBytes([...packed, utf8.encode('\n')]));
    assert.equal(textOf(bytes), all);
    assert.deepEqual([note, incomplete], ['1 byte after its gzip data was left out.', undefined]);
  });

  it('is read up to where it is damaged or cut off', async () => {
    const damaged = Uint8Array.from(joinedBytes(packed));
    damaged[damaged.length - packed[4]!.length - 8]! ^= 1;
    const short = gzipSync('A run that failed.');
    const files: [Uint8Array, string, number][] = [
      // The checksum of the large one is wrong.
      [damaged, all, all.length - 1],
      [joinedBytes(packed).subarray(0, -40), all, all.length - 100],
      [joinedBytes([packed[0]!, short.subarray(0, -5)]), `${members[0]}A run that failed.`, 34],
    ];
    for (const [file, text, least] of files) {
      const { bytes, incomplete } = await unpacked(file);
      const got = textOf(bytes);
      assert.ok(text.startsWith(got) && got.length >= least, `${got.length} of ${text.length}`);
      assert.equal(incomplete, 'its gzip data is damaged, or something follows it');
    }
  });

  it('is refused where nothing of it can be read', async () => {
    const broken = Uint8Array.of(
      0x1f,
      0x8b,
      8,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0xff,
      0xff,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    );
    await assert.rejects(unpacked(broken), /^FileBytesError: its gzip data is damaged$/);
  });
});

/** Writes ZIP files as the writers of logs do, and as they do when something goes wrong. */
import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib';

export interface MemberToWrite {
  readonly name: string;
  readonly text: string;
  /** `frames`: Zstandard in two frames. `behind`: deflated, with the sizes behind the data. */
  readonly how?: 'stored' | 'deflate' | 'zstd' | 'frames' | 'behind';
}

export interface ZipOptions {
  /** Sizes and places in the long form. */
  readonly long?: boolean;
  /** `false`: the writer was killed before it wrote one. */
  readonly directory?: boolean;
  /** Bytes of the last member that are missing. */
  readonly cut?: number;
}

export function zipOf(members: readonly MemberToWrite[], options: ZipOptions = {}): Uint8Array {
  const { cut = 0 } = options;
  const whole = Buffer.concat([...zipParts(members, options)]);
  return new Uint8Array(whole.subarray(0, whole.length - cut));
}

/** One part after the other, for files that are larger than memory. */
export function* zipParts(
  members: Iterable<MemberToWrite>,
  { long = false, directory = true }: ZipOptions = {},
): Generator<Uint8Array> {
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, text, how = 'zstd' } of members) {
    const data = Buffer.from(text);
    const packed = packedBy(how, data);
    const method = how === 'stored' ? 0 : how === 'deflate' || how === 'behind' ? 8 : 93;
    const about = { name, method, how, packed: packed.length, size: data.length, crc: crc32(data), at };
    const local = localHeader(about);
    const tail = how === 'behind' ? descriptor(about) : Buffer.alloc(0);
    entries.push(directoryEntry(about, long));
    yield* [local, packed, tail];
    at += local.length + packed.length + tail.length;
  }
  if (directory) yield* [...entries, ...ends(entries, at, long)];
}

interface About {
  readonly name: string;
  readonly method: number;
  readonly how: MemberToWrite['how'];
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly at: number;
}

function packedBy(how: MemberToWrite['how'], data: Buffer): Buffer {
  switch (how) {
    case 'stored':
      return data;
    case 'deflate':
    case 'behind':
      return deflateRawSync(data);
    case 'frames': {
      const half = Math.floor(data.length / 2);
      return Buffer.concat([zstdCompressSync(data.subarray(0, half)), zstdCompressSync(data.subarray(half))]);
    }
    case 'zstd':
    case undefined:
      return zstdCompressSync(data);
  }
}

function localHeader({ name, method, how, packed, size, crc }: About): Buffer {
  const own = Buffer.from(name);
  const head = Buffer.alloc(30);
  const told = how === 'behind' ? { crc: 0, packed: 0, size: 0 } : { crc, packed, size };
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(how === 'behind' ? 8 : 0, 6);
  head.writeUInt16LE(method, 8);
  head.writeUInt32LE(told.crc, 14);
  head.writeUInt32LE(told.packed, 18);
  head.writeUInt32LE(told.size, 22);
  head.writeUInt16LE(own.length, 26);
  return Buffer.concat([head, own]);
}

function descriptor({ packed, size, crc }: About): Buffer {
  const behind = Buffer.alloc(16);
  for (const [index, value] of [0x08074b50, crc, packed, size].entries())
    behind.writeUInt32LE(value, index * 4);
  return behind;
}

function directoryEntry({ name, method, packed, size, crc, at }: About, long: boolean): Buffer {
  const own = Buffer.from(name);
  const head = Buffer.alloc(46);
  const extra = long ? longExtra([size, packed, at]) : Buffer.alloc(0);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(method, 10);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(long ? 0xffffffff : packed, 20);
  head.writeUInt32LE(long ? 0xffffffff : size, 24);
  head.writeUInt16LE(own.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(long ? 0xffffffff : at, 42);
  return Buffer.concat([head, own, extra]);
}

/** Behind a field of another kind, as some writers add. */
function longExtra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(9 + 4 + values.length * 8);
  extra.writeUInt16LE(0x5455, 0);
  extra.writeUInt16LE(5, 2);
  extra.writeUInt16LE(1, 9);
  extra.writeUInt16LE(values.length * 8, 11);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 13 + index * 8);
  return extra;
}

function ends(entries: readonly Buffer[], start: number, long: boolean): Buffer[] {
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(long ? 0xffffffff : size, 12);
  end.writeUInt32LE(long ? 0xffffffff : start, 16);
  if (!long) return [end];
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + size), 8);
  return [end64, locator, end];
}

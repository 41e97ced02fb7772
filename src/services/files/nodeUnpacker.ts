import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { Unpacker } from '../../core/provider/ranges.ts';
import { crc32, zstdDecompress } from './laterZlib.ts';

type Unpack = (packed: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

const inflated: Unpack = promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(inflateRaw);
const decompressed: Unpack | undefined =
  zstdDecompress && promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(zstdDecompress);

/** Off the thread that asks. */
export const nodeUnpacker: Unpacker = {
  inflateRaw: (packed, maxOutputLength) => inflated(packed, { maxOutputLength }),
  zstd: decompressed && ((frame, maxOutputLength) => decompressed(frame, { maxOutputLength })),
  crc32: (bytes) => crc32(bytes),
};

/**
 * Zstandard as it is sent: one frame after another (RFC 8878, 3). Node's decoder ends with the first and says
 * nothing of the others, so each is given a decoder of its own.
 */
import { pipeline, Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { TransportFailure } from './transportFailure.ts';

/**
 * @param source chunks of bytes
 * @param maxBytes of the packed bytes, which are held as a whole
 * @throws TransportFailure when there are more; what the decoder throws, also for a frame that breaks off
 */
export async function* unzstd(
  source: AsyncIterable<unknown>,
  maxBytes: number,
): AsyncGenerator<Uint8Array, undefined> {
  const bytes = Buffer.concat(await chunksOf(source, maxBytes));
  let from = 0;
  do {
    const to = frameEnd(bytes, from) ?? bytes.length;
    const decoder = createZstdDecompress();
    pipeline([Readable.from([bytes.subarray(from, to)], { objectMode: false }), decoder], () => undefined);
    for await (const chunk of decoder) if (chunk instanceof Uint8Array) yield chunk;
    from = to;
  } while (from < bytes.length);
  return undefined;
}

async function chunksOf(source: AsyncIterable<unknown>, maxBytes: number): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) continue;
    total += chunk.byteLength;
    if (total > maxBytes) throw new TransportFailure('tooLarge', true);
    chunks.push(chunk);
  }
  return chunks;
}

/** Where the frame ends that begins at `from`; `undefined` when that cannot be told. */
function frameEnd(bytes: Buffer, from: number): number | undefined {
  if (bytes.length < from + 8) return undefined;
  const magic = bytes.readUInt32LE(from);
  if (magic >>> 4 === skippable) return from + 8 + bytes.readUInt32LE(from + 4);
  if (magic !== frame) return undefined;
  const descriptor = bytes[from + 4] ?? 0;
  const single = (descriptor >> 5) & 1;
  const sizeBytes = descriptor >> 6 === 0 ? single : 1 << (descriptor >> 6);
  let at = from + 5 + (1 - single) + ([0, 1, 2, 4][descriptor & 3] ?? 0) + sizeBytes;
  for (let last = false; !last;) {
    if (bytes.length < at + 3) return undefined;
    const header = bytes.readUIntLE(at, 3);
    last = (header & 1) === 1;
    // A block of one repeated byte holds that byte alone.
    at += 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3);
  }
  return at + ((descriptor >> 2) & 1 ? 4 : 0);
}

const frame = 0xfd2fb528;
/** 0x184D2A50 to 0x184D2A5F. */
const skippable = 0x184d2a5;

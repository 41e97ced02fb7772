/**
 * Zstandard as it is sent: one frame after another (RFC 8878, 3). Node's decoder ends with the first and says
 * nothing of the others, so each is given a decoder of its own.
 */
import { pipeline, Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { zstdFrames } from '../core/kit/zstdFrames.ts';
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
  for (const frame of zstdFrames(bytes)) {
    const decoder = createZstdDecompress();
    pipeline([Readable.from([frame], { objectMode: false }), decoder], () => undefined);
    for await (const chunk of decoder) if (chunk instanceof Uint8Array) yield chunk;
  }
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

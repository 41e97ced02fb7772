/** Reading a response's body: decompressed, and never more of it than was asked for. */
import { Duplex, pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { unzstd } from './zstd.ts';
import { toTransportFailure, TransportFailure } from './transportFailure.ts';

export const acceptEncoding = 'gzip, br, zstd, deflate';

export interface BodyOptions {
  /** `content-encoding`. */
  readonly encoding: string | undefined;
  /** `content-length`, which spares reading a body that is too large anyway. */
  readonly length: string | undefined;
  /** Counted after decompression. */
  readonly maxBytes: number;
  /** At the cap, or when the body breaks off: throw, or return what there is. */
  readonly whenBroken: 'throw' | 'cut';
  readonly signal: AbortSignal;
}

/** @throws TransportFailure */
export async function readBody(source: Readable, options: BodyOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    await collect(source, options, chunks);
  } catch (error) {
    source.destroy();
    if (options.whenBroken === 'throw' || options.signal.aborted) throw error;
  }
  return Buffer.concat(chunks);
}

async function collect(source: Readable, options: BodyOptions, chunks: Uint8Array[]): Promise<void> {
  const decoders = decodersFor(options);
  // Destroying an unfinished undici body emits an error, even when nobody waits for it any more.
  for (const stream of [source, ...decoders]) stream.on('error', () => undefined);
  if (decoders.length === 0 && Number(options.length) > options.maxBytes && options.whenBroken === 'throw')
    throw new TransportFailure('tooLarge', true);
  if (decoders.length > 0) pipeline([source, ...decoders], () => undefined);
  let total = 0;
  try {
    for await (const chunk of bytesOf(decoders.at(-1) ?? source)) {
      const room = options.maxBytes - total;
      chunks.push(chunk.subarray(0, room));
      if (chunk.byteLength > room) throw new TransportFailure('tooLarge', true);
      total += chunk.byteLength;
    }
  } catch (error) {
    if (decoders.length > 0 && isDecoderError(error)) throw new TransportFailure('encoding', true);
    throw toTransportFailure(error, true);
  }
}

/** In the order of undoing: the last encoding named was applied last. */
function decodersFor({ encoding, maxBytes }: BodyOptions): Duplex[] {
  const names = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !packsNothing.test(name));
  // Each layer has its own buffers, and nobody honest packs a thing four times.
  if (names.length > 3) throw new TransportFailure('encoding', true);
  return names.reverse().map((name) => decoderFor(name, maxBytes));
}

/** What servers put there by mistake: names of character sets, of transfer encodings, and words for nothing. */
const packsNothing =
  /^(?:identity|none|null|plain|text|binary|[78]bit|aws-chunked|chunked|(?:charset=)?"?(?:utf-?(?:8|16|32)(?:le|be)?|(?:us-)?ascii|iso-?8859-?\d+|latin-?\d|windows-?\d+|cp-?\d+|shift[_-]jis|euc-\w+|gbk?|gb\d+|big5|koi8-\w)"?)$/;

function decoderFor(name: string, maxBytes: number): Duplex {
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return Duplex.from((source: AsyncIterable<unknown>) => unzstd(source, maxBytes));
    case 'deflate':
      return Duplex.from(inflated);
    default:
      throw new TransportFailure('encoding', true, name);
  }
}

/**
 * `deflate` means zlib's format (RFC 9110, 8.4.1.2), but some servers send the bare one; browsers take both. The
 * first byte tells: zlib's has the method 8 in its low half.
 */
async function* inflated(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, undefined> {
  const chunks = bytesOf(source);
  const first = await chunks.next();
  if (first.done) return undefined;
  const decoder = ((first.value[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
  const whole = async function* () {
    yield first.value;
    yield* chunks;
  };
  pipeline([Readable.from(whole(), { objectMode: false }), decoder], () => undefined);
  yield* bytesOf(decoder);
  return undefined;
}

async function* bytesOf(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of source) if (chunk instanceof Uint8Array) yield chunk;
  return undefined;
}

function isDecoderError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_|ERR_|BROTLI)/.test(String(error.code));
}

/**
 * What a browser unpacks. Its streams fail at the first byte that does not belong to them, which is where a further member of gzip
 * begins, do not say where that was, and then let go of what nobody has fetched yet. So they are fed in small pieces: before they
 * take the next one, what came of the one before was fetched.
 */
import { chunksOf } from '../../core/kit/chunks.ts';
import { joinedBytes } from '../../core/kit/utf8.ts';
import { nextTurn } from '../../core/kit/yielding.ts';
import { crc32 } from './crc32.ts';

export interface Inflated {
  /** Up to where it cannot be read any more; little more than the limit, which is then not whole. */
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
}

export interface Unzipped extends Inflated {
  /** How many bytes follow that are no gzip. */
  readonly trailing: number;
}

/** All members of a gzip file, as one. */
export async function unzipped(packed: Uint8Array, limit: number): Promise<Unzipped> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const pause = pauses();
  const all = (isWhole: boolean, trailing = 0) => ({ bytes: joinedBytes(parts), isWhole, trailing });
  for (let start = 0; ;) {
    const { bytes, isWhole } = await inflated(packed, 'gzip', limit - length, { start, pause });
    parts.push(bytes);
    length += bytes.length;
    if (isWhole || length > limit) return all(isWhole);
    const end = endOfMember(packed, start, bytes);
    if (end === undefined) return all(false);
    if (!isHead(packed, end)) return all(true, packed.length - end);
    start = end;
  }
}

/** @param start where the packed bytes begin */
export async function inflated(
  packed: Uint8Array,
  format: 'gzip' | 'deflate-raw',
  limit: number,
  { start, pause } = { start: 0, pause: pauses() },
): Promise<Inflated> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of chunksOf(
      fed(packed, start, pause).pipeThrough(new DecompressionStream(format)),
    )) {
      parts.push(part);
      length += part.length;
      // The rest is let go.
      if (length > limit) break;
    }
  } catch {
    return { bytes: joinedBytes(parts), isWhole: false };
  }
  return { bytes: joinedBytes(parts), isWhole: length <= limit };
}

/** A piece of this size can become four MB. */
const pieceSize = 4096;

/** Checksum and length, at the end of a member. */
const tailSize = 8;

function fed(
  packed: Uint8Array,
  start: number,
  pause: () => Promise<void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = start;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      await pause();
      const end = endOfPiece(packed, at);
      if (end > at) controller.enqueue(packed.slice(at, end));
      else controller.close();
      at = end;
    },
  });
}

const sliceMs = 10;

/** Between two pieces: others have their turn where it took long. */
function pauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await nextTurn();
    since = performance.now();
  };
}

/**
 * A piece ends where a member may begin, and where the last one has its tail, so that what fails then has nothing that could be
 * lost. Other data behind the last member (zeros up to a block) may still be in one piece with its end, which is then told as damaged.
 */
function endOfPiece(packed: Uint8Array, start: number): number {
  const most = Math.min(start + pieceSize, packed.length);
  const tail = packed.length - tailSize;
  const end = start < tail && tail < most ? tail : most;
  for (let at = nextOf(packed, 0x1f, start + 1, end); at < end; at = nextOf(packed, 0x1f, at + 1, end))
    if (isHead(packed, at)) return at;
  return end;
}

/** @returns `end` where there is none before */
function nextOf(bytes: Uint8Array, byte: number, from: number, end: number): number {
  const found = bytes.subarray(from, end).indexOf(byte);
  return found < 0 ? end : from + found;
}

/** Of a member of gzip (RFC 1952). */
function isHead(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
}

/** The shortest head and the shortest data. */
const leastBeforeTail = 12;

/** Found by its tail, which says of what was unpacked. `undefined` where that is not all of the member. */
function endOfMember(packed: Uint8Array, start: number, plain: Uint8Array): number | undefined {
  const tail = new Uint8Array(tailSize);
  const view = new DataView(tail.buffer);
  view.setUint32(0, crc32(plain), true);
  view.setUint32(4, plain.length, true);
  const first = view.getUint8(0);
  let at = packed.indexOf(first, start + leastBeforeTail);
  for (; at >= 0; at = packed.indexOf(first, at + 1)) {
    const end = at + tailSize;
    // Eight zeros, which nothing unpacks to, may be anything.
    const isTail = tail.every((byte, index) => packed[at + index] === byte);
    if (isTail && (plain.length > 0 || isHead(packed, end))) return end;
  }
  return undefined;
}

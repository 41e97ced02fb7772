/** The members of a gzip file up to where it is no gzip any more. Node gives nothing of a file with bytes behind its end. */
import { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { crc32 } from './laterZlib.ts';

export interface Members {
  /** Unpacked: all members that are whole. */
  readonly bytes: Uint8Array;
  /** How many bytes follow that are no gzip; 0 where what follows is a damaged member. */
  readonly trailing: number;
}

/**
 * There may be a million of them, so that each is unpacked off the thread that asks. `undefined` where not even the
 * first member is whole. @param limit most bytes, unpacked
 */
export async function wholeMembers(packed: Uint8Array, limit: number): Promise<Members | undefined> {
  const parts: Uint8Array[] = [];
  let at = 0;
  let left = limit;
  for (let member = await memberAt(packed, at, left); member; member = await memberAt(packed, at, left)) {
    parts.push(member.bytes);
    left -= member.bytes.length;
    at = member.end;
  }
  if (at === 0) return undefined;
  return { bytes: Buffer.concat(parts), trailing: isGzip(packed, at) ? 0 : packed.length - at };
}

interface Member {
  readonly bytes: Uint8Array;
  readonly end: number;
}

/** RFC 1952: a head, deflated data, its checksum and its length. */
async function memberAt(packed: Uint8Array, at: number, limit: number): Promise<Member | undefined> {
  const start = isGzip(packed, at) ? dataStart(packed, at) : undefined;
  if (start === undefined || start >= packed.length || limit <= 0) return undefined;
  try {
    const { buffer, engine } = await inflated(packed.subarray(start), limit);
    const end = start + engine.bytesWritten + 8;
    const tail = new DataView(packed.buffer, packed.byteOffset + end - 8, 8);
    return tail.getUint32(0, true) === crc32(buffer) ? { bytes: buffer, end } : undefined;
  } catch {
    return undefined;
  }
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

const inflatedWithInfo = promisify<Uint8Array, { maxOutputLength: number; info: true }, unknown>(inflateRaw);

/** With `info`, which Node's types do not know, the engine comes along and says how much it has read. */
async function inflated(packed: Uint8Array, limit: number): Promise<Inflated> {
  const answer = await inflatedWithInfo(packed, { maxOutputLength: limit, info: true });
  if (typeof answer !== 'object' || answer === null || !('buffer' in answer) || !('engine' in answer))
    throw new Error('No engine came along.');
  const { buffer, engine } = answer;
  if (
    !Buffer.isBuffer(buffer) ||
    typeof engine !== 'object' ||
    engine === null ||
    !('bytesWritten' in engine)
  )
    throw new Error('No engine came along.');
  return { buffer, engine: { bytesWritten: Number(engine.bytesWritten) } };
}

function isGzip(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
}

/** The head may hold an extra field, a name, a comment and a checksum of its own. */
function dataStart(bytes: Uint8Array, at: number): number | undefined {
  const flags = bytes[at + 3] ?? 0;
  let next = at + 10;
  if (flags & 4) next += 2 + (bytes[next] ?? 0) + 256 * (bytes[next + 1] ?? 0);
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, next);
    if (end < 0) return undefined;
    next = end + 1;
  }
  return flags & 2 ? next + 2 : next;
}

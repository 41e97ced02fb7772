/** Members of a ZIP file without a directory, because whoever wrote it was killed: from header to header. */
import type { RangeFile } from '../../../core/provider/ranges.ts';
import { long, nameIn, signatures, viewOf, type Member } from './member.ts';

/** Whole members alone; the one at which writing broke off is left out. */
export async function scanned(file: RangeFile, signal: AbortSignal): Promise<Member[]> {
  const members: Member[] = [];
  for (let at = 0; at + 30 <= file.size;) {
    signal.throwIfAborted();
    const found = await memberAt(file, at, signal);
    if (!found) break;
    members.push(found.member);
    at = found.end;
  }
  return members;
}

interface Found {
  readonly member: Member;
  readonly end: number;
}

async function memberAt(file: RangeFile, at: number, signal: AbortSignal): Promise<Found | undefined> {
  const head = await file.read(at, at + 30 + 2048);
  if (head.length < 30) return undefined;
  const view = viewOf(head);
  if (view.getUint32(0, true) !== signatures.localHeader) return undefined;
  const nameEnd = 30 + view.getUint16(26, true);
  const extraEnd = nameEnd + view.getUint16(28, true);
  const whole = extraEnd > head.length ? await file.read(at, at + extraEnd) : head;
  const [size = 0, packed = 0] = long(whole.subarray(nameEnd, extraEnd), [
    view.getUint32(22, true),
    view.getUint32(18, true),
  ]);
  const start = at + extraEnd;
  const told = { crc: view.getUint32(14, true), size, packed, end: start + packed };
  const flags = view.getUint16(6, true);
  // Who writes without going back puts sizes behind the data.
  const isBehind = (flags & 8) !== 0 && told.packed === 0;
  const sizes = isBehind ? await sizesBehind(file, start, signal) : told;
  if (!sizes || sizes.end > file.size) return undefined;
  return {
    member: {
      name: nameIn(whole.subarray(30, nameEnd)),
      method: view.getUint16(8, true),
      isEncrypted: (flags & 1) === 1,
      ...{ crc: sizes.crc, packed: sizes.packed, size: sizes.size, offset: at },
    },
    end: sizes.end,
  };
}

const portion = 1024 * 1024;

/** The record behind the data: known by its mark, and by saying how much came before it. */
async function sizesBehind(file: RangeFile, start: number, signal: AbortSignal) {
  const longest = 24;
  for (let from = start; from < file.size; from += portion) {
    signal.throwIfAborted();
    const bytes = await file.read(from, from + portion + longest);
    const view = viewOf(bytes);
    const last = Math.min(bytes.length - 16, portion - 1);
    for (let at = bytes.indexOf(0x50); at >= 0 && at <= last; at = bytes.indexOf(0x50, at + 1)) {
      if (view.getUint32(at, true) !== signatures.dataDescriptor) continue;
      const packed = from + at - start;
      const crc = view.getUint32(at + 4, true);
      if (at + longest <= bytes.length && view.getBigUint64(at + 8, true) === BigInt(packed))
        return { crc, packed, size: Number(view.getBigUint64(at + 16, true)), end: from + at + longest };
      if (view.getUint32(at + 8, true) === packed)
        return { crc, packed, size: view.getUint32(at + 12, true), end: from + at + 16 };
    }
  }
  return undefined;
}

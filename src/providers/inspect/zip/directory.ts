/** The directory at the end of a ZIP file: all members, without reading any. */
import { t } from '../../../core/kit/l10n.ts';
import type { RangeFile } from '../../../core/provider/ranges.ts';
import { damaged, long, nameIn, signatures, viewOf, type Member } from './member.ts';

/** A comment of any length may stand behind the end's fixed part. */
const longestEnd = 22 + 0xffff + 20;
const longestDirectory = 128 * 1024 * 1024;

/** @returns `undefined` where the file ends without a directory. @throws ProviderError */
export async function directoryOf(file: RangeFile): Promise<Member[] | undefined> {
  const from = Math.max(0, file.size - longestEnd);
  const tail = await file.read(from, file.size);
  const end = endIn(tail);
  if (end === undefined) return undefined;
  const { start, size } = (await end64(file, tail, end)) ?? shortEnd(tail, end);
  if (start + size > file.size || size > longestDirectory)
    throw damaged(t('The log is damaged: its directory is not where it should be.'));
  const isInTail = start >= from;
  const bytes = isInTail
    ? tail.subarray(start - from, start - from + size)
    : await file.read(start, start + size);
  return membersIn(bytes);
}

function endIn(tail: Uint8Array): number | undefined {
  const view = viewOf(tail);
  for (let at = tail.length - 22; at >= 0; at--)
    if (
      view.getUint32(at, true) === signatures.directoryEnd &&
      at + 22 + view.getUint16(at + 20, true) <= tail.length
    )
      return at;
  return undefined;
}

function shortEnd(tail: Uint8Array, at: number): { start: number; size: number } {
  const view = viewOf(tail);
  return { size: view.getUint32(at + 12, true), start: view.getUint32(at + 16, true) };
}

async function end64(
  file: RangeFile,
  tail: Uint8Array,
  end: number,
): Promise<{ start: number; size: number } | undefined> {
  const at = end - 20;
  const view = viewOf(tail);
  if (at < 0 || view.getUint32(at, true) !== signatures.directoryLocator64) return undefined;
  const place = Number(view.getBigUint64(at + 8, true));
  const own = await file.read(place, place + 56);
  const ownView = viewOf(own);
  if (own.length < 56 || ownView.getUint32(0, true) !== signatures.directoryEnd64) return undefined;
  return { size: Number(ownView.getBigUint64(40, true)), start: Number(ownView.getBigUint64(48, true)) };
}

function membersIn(bytes: Uint8Array): Member[] {
  const view = viewOf(bytes);
  const members: Member[] = [];
  for (let at = 0; at + 46 <= bytes.length;) {
    if (view.getUint32(at, true) !== signatures.directoryEntry) break;
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const [size = 0, packed = 0, offset = 0] = long(bytes.subarray(nameEnd, extraEnd), [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    members.push({
      name: nameIn(bytes.subarray(at + 46, nameEnd)),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      ...{ packed, size, offset },
    });
    at = extraEnd + view.getUint16(at + 32, true);
  }
  return members;
}

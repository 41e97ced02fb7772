/** Unpacks what a member holds, off the thread that asks. */
import { promisify } from 'node:util';
import { crc32, inflateRaw, zstdDecompress } from 'node:zlib';
import { t } from '../../../core/kit/l10n.ts';
import { zstdFrames } from '../../../core/kit/zstdFrames.ts';
import { damaged, type Member } from './member.ts';

/** @throws ProviderError when it is not what the member says of itself, or packed in another way */
export async function unpack(packed: Uint8Array, member: Member): Promise<Uint8Array> {
  if (member.isEncrypted) throw damaged(t('The log is damaged: {0} is encrypted.', member.name));
  const bytes = await plain(packed, member);
  if (bytes.length !== member.size || crc32(bytes) !== member.crc)
    throw damaged(t('The log is damaged: {0} is not what was written.', member.name));
  return bytes;
}

async function plain(packed: Uint8Array, { name, method, size }: Member): Promise<Uint8Array> {
  switch (method) {
    case 0:
      return packed;
    case 8:
      return orDamaged(name, inflated(packed, { maxOutputLength: Math.max(1, size) }));
    case 93:
      return orDamaged(name, unframed(packed, size));
    default:
      throw damaged(
        t('The log is damaged: {0} is packed in a way that is not known here ({1}).', name, method),
      );
  }
}

const inflated = promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(inflateRaw);
const decompressed = promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(zstdDecompress);

/** Node's decoder ends with the first frame, and large members are several. */
async function unframed(packed: Uint8Array, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let left = size;
  for (const frame of zstdFrames(packed)) {
    const part = await decompressed(frame, { maxOutputLength: Math.max(1, left) });
    parts.push(part);
    left -= part.length;
  }
  const [only] = parts;
  return only && parts.length === 1 ? only : joined(parts, size - left);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function orDamaged(name: string, bytes: Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await bytes;
  } catch {
    throw damaged(t('The log is damaged: {0} cannot be unpacked.', name));
  }
}

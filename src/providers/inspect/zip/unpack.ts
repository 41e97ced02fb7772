/** Unpacks what a member holds, with what the host has for it. */
import { ProviderError } from '../../../core/provider/providerError.ts';
import type { Unpacker } from '../../../core/provider/ranges.ts';
import { t } from '../../../core/kit/l10n.ts';
import { joinedBytes } from '../../../core/kit/utf8.ts';
import { zstdFrames } from '../../../core/kit/zstdFrames.ts';
import { damaged, type Member } from './member.ts';

/** @throws ProviderError when it is not what the member says of itself, or packed in another way */
export async function unpack(packed: Uint8Array, member: Member, unpacker: Unpacker): Promise<Uint8Array> {
  if (member.isEncrypted) throw damaged(t('The log is damaged: {0} is encrypted.', member.name));
  const bytes = await plain(packed, member, unpacker);
  if (bytes.length !== member.size || unpacker.crc32(bytes) !== member.crc)
    throw damaged(t('The log is damaged: {0} is not what was written.', member.name));
  return bytes;
}

async function plain(packed: Uint8Array, member: Member, unpacker: Unpacker): Promise<Uint8Array> {
  const { name, method, size } = member;
  switch (method) {
    case 0:
      return packed;
    case 8:
      return orDamaged(name, unpacker.inflateRaw(packed, Math.max(1, size)));
    case 93:
      if (!unpacker.zstd) throw notHere(name);
      return orDamaged(name, unframed(packed, size, unpacker.zstd));
    default:
      throw damaged(
        t('The log is damaged: {0} is packed in a way that is not known here ({1}).', name, method),
      );
  }
}

/** A decoder ends with the first frame, and large members are several. */
async function unframed(
  packed: Uint8Array,
  size: number,
  decompressed: NonNullable<Unpacker['zstd']>,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let left = size;
  for (const frame of zstdFrames(packed)) {
    const part = await decompressed(frame, Math.max(1, left));
    parts.push(part);
    left -= part.length;
  }
  const [only] = parts;
  return only && parts.length === 1 ? only : joinedBytes(parts);
}

async function orDamaged(name: string, bytes: Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await bytes;
  } catch {
    throw damaged(t('The log is damaged: {0} cannot be unpacked.', name));
  }
}

function notHere(name: string): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: t('{0} of the log is packed with Zstandard, which cannot be unpacked here.', name),
    nextStep: t('Open the log in VS Code on the desktop.'),
  });
}

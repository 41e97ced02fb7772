/** Files in a browser: what VS Code's file systems give, unpacked by the browser. */
import type { Unpacker } from '../../core/provider/ranges.ts';
import { t } from '../../core/kit/l10n.ts';
import { joinedBytes } from '../../core/kit/utf8.ts';
import { FileBytesError, isGzip, mostBytes, tooLarge, type Unpacked } from '../files/fileBytes.ts';
import type { HostFiles } from './host.ts';

const unpacker: Unpacker = {
  inflateRaw: async (packed, limit) => {
    const { bytes, isWhole } = await streamed(packed, 'deflate-raw', limit);
    if (!isWhole) throw new Error('It is no deflated data, or more than it should be.');
    return bytes;
  },
  crc32,
};

export const browserFiles: HostFiles = { unpacked, unpacker, disk: undefined };

/** @throws FileBytesError */
async function unpacked(bytes: Uint8Array, limit = mostBytes): Promise<Unpacked> {
  if (bytes.length > limit) throw tooLarge(limit);
  if (!isGzip(bytes)) return { bytes };
  const { bytes: plain, isWhole } = await streamed(bytes, 'gzip', limit);
  if (plain.length > limit) throw tooLarge(limit, 'unpacked');
  if (isWhole) return { bytes: plain };
  if (plain.length === 0) throw new FileBytesError(t('its gzip data is damaged'));
  return { bytes: plain, incomplete: t('its gzip data is damaged, or something follows it') };
}

/** Up to where it cannot be read any more; little more than `limit`, which is then not whole. */
async function streamed(
  packed: Uint8Array,
  format: 'gzip' | 'deflate-raw',
  limit: number,
): Promise<{ readonly bytes: Uint8Array; readonly isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const plain = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream(format));
  try {
    for await (const part of plain as AsyncIterable<unknown>) {
      if (!(part instanceof Uint8Array)) continue;
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

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** As ZIP files have it (PKWARE APPNOTE 4.4.7). */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

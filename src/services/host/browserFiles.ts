/** Files in a browser: what VS Code's file systems give, unpacked by the browser. */
import type { Unpacker } from '../../core/provider/ranges.ts';
import { t } from '../../core/kit/l10n.ts';
import { FileBytesError, isGzip, leftOut, mostBytes, tooLarge, type Unpacked } from '../files/fileBytes.ts';
import { crc32 } from './crc32.ts';
import type { HostFiles } from './host.ts';
import { inflated, unzipped } from './inflating.ts';

const unpacker: Unpacker = {
  inflateRaw: async (packed, limit) => {
    const { bytes, isWhole } = await inflated(packed, 'deflate-raw', limit);
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
  const { bytes: plain, isWhole, trailing } = await unzipped(bytes, limit);
  if (plain.length > limit) throw tooLarge(limit, 'unpacked');
  if (isWhole) return trailing > 0 ? { bytes: plain, note: leftOut(trailing) } : { bytes: plain };
  if (plain.length === 0) throw new FileBytesError(t('its gzip data is damaged'));
  return { bytes: plain, incomplete: t('its gzip data is damaged, or something follows it') };
}

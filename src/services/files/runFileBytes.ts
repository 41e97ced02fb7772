/** The bytes of a file, unpacked by Node where it is packed; never more than the limit, whatever the file says of itself. */
import { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import { t } from '../../core/kit/l10n.ts';
import { FileBytesError, isGzip, leftOut, mostBytes, tooLarge, type Unpacked } from './fileBytes.ts';
import { wholeMembers } from './gzipMembers.ts';

/** @throws FileBytesError */
export async function unpacked(bytes: Uint8Array, limit = mostBytes): Promise<Unpacked> {
  if (bytes.length > limit) throw tooLarge(limit);
  if (!isGzip(bytes)) return { bytes };
  try {
    return { bytes: await unzipped(bytes, { maxOutputLength: limit }) };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit, 'unpacked');
    const members = await wholeMembers(bytes, limit);
    if (members && members.trailing > 0) return { bytes: members.bytes, note: leftOut(members.trailing) };
    const part = members?.bytes ?? (await firstPart(bytes, limit));
    if (part.length === 0) throw new FileBytesError(t('its gzip data is damaged'));
    const incomplete =
      code === 'Z_BUF_ERROR' ? t('its gzip data ends too early') : t('its gzip data is damaged');
    return { bytes: part, incomplete };
  }
}

const unzipped = promisify<Uint8Array, { maxOutputLength: number; finishFlush?: number }, Buffer>(gunzip);

/** What comes before the damage. */
async function firstPart(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const options = { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH };
  return unzipped(bytes, options).catch(() => Buffer.alloc(0));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** The bytes of a file, unpacked where it is packed; never more than the limit, whatever the file says of itself. */
import { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import { formatCount } from '../../core/kit/format.ts';
import { counted, t } from '../../core/kit/l10n.ts';
import { wholeMembers } from './gzipMembers.ts';

/** Larger files are refused before they are read, and packed ones stopped where they grow beyond it. */
export const mostBytes = 64 * 1024 * 1024;

/** Why a file cannot be read, in words that follow its name. */
export class FileBytesError extends Error {
  override readonly name = 'FileBytesError';
  /** The bytes that a file may have, where it has more. */
  readonly limit: number | undefined;

  constructor(message: string, limit?: number) {
    super(message);
    this.limit = limit;
  }
}

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** Why the bytes are not all, in words. */
  readonly incomplete?: string | undefined;
  /** A further sentence about the file. */
  readonly note?: string | undefined;
}

/** @throws FileBytesError */
export async function unpacked(bytes: Uint8Array, limit = mostBytes): Promise<Unpacked> {
  if (bytes.length > limit) throw tooLarge(limit);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { bytes };
  try {
    return { bytes: await unzipped(bytes, { maxOutputLength: limit }) };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit, 'unpacked');
    const members = wholeMembers(bytes, limit);
    if (members && members.trailing > 0)
      return {
        bytes: members.bytes,
        note: counted(
          members.trailing,
          '{0} byte after its gzip data was left out.',
          '{0} bytes after its gzip data were left out.',
          formatCount(members.trailing),
        ),
      };
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

export function tooLarge(limit: number, how?: 'unpacked'): FileBytesError {
  const size = `${Math.round(limit / 1024 / 1024)} MB`;
  return new FileBytesError(
    how ? t('it has more than {0} when unpacked', size) : t('it has more than {0}', size),
    limit,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** What is read of files in any host: how much at most, and why not. */
import { formatCount } from '../../core/kit/format.ts';
import { counted, t } from '../../core/kit/l10n.ts';
import { ProviderError } from '../../core/provider/providerError.ts';

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

export interface WholeFile {
  readonly bytes: Uint8Array;
  /** Changes when the file does. */
  readonly stamp: string;
}

export function tooLarge(limit: number, how?: 'unpacked'): FileBytesError {
  const size = `${Math.round(limit / 1024 / 1024)} MB`;
  return new FileBytesError(
    how ? t('it has more than {0} when unpacked', size) : t('it has more than {0}', size),
    limit,
  );
}

/** Of a file that is another one than when its reading began. */
export function writtenMeanwhile(name: string): ProviderError {
  return new ProviderError({
    reason: 'unavailable',
    message: t('{0} was written to while it was read.', name),
    nextStep: t('Try again in a moment.'),
  });
}

/** Said of bytes that follow gzip data and are none. */
export function leftOut(bytes: number): string {
  return counted(
    bytes,
    '{0} byte after its gzip data was left out.',
    '{0} bytes after its gzip data were left out.',
    formatCount(bytes),
  );
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

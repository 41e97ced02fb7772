/** What a ZIP file says of one of its members (PKWARE APPNOTE 4.3.12). */
import { t } from '../../../core/kit/l10n.ts';
import { ProviderError } from '../../../core/provider/providerError.ts';

export interface Member {
  readonly name: string;
  /** How it is packed: 0 stored, 8 deflate, 93 Zstandard. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  /** In bytes: as it is in the file, and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Where its local header stands. */
  readonly offset: number;
}

export const signatures = {
  localHeader: 0x04034b50,
  dataDescriptor: 0x08074b50,
  directoryEntry: 0x02014b50,
  directoryEnd: 0x06054b50,
  directoryEnd64: 0x06064b50,
  directoryLocator64: 0x07064b50,
} as const;

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Names are UTF-8 in practice, whatever the flag says of them. */
export function nameIn(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const in64 = 0xffffffff;

/**
 * Sizes and places beyond 4 GB stand in an extra field, those alone that do not fit, and in this order.
 * @param extra all extra fields of the member
 * @param short the fields that say 0xffffffff where the long one counts
 */
export function long(extra: Uint8Array, short: readonly number[]): number[] {
  const view = viewOf(extra);
  let at = 0;
  while (at + 4 <= extra.length && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  let next = at + 4;
  return short.map((value) => {
    if (value !== in64 || next + 8 > extra.length) return value;
    next += 8;
    return Number(view.getBigUint64(next - 8, true));
  });
}

export function damaged(message: string): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message,
    nextStep: t('If it is still being written, try again in a moment.'),
  });
}

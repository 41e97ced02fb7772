import type { RangeFile, Unpacker } from '../../core/provider/ranges.ts';
import type { WholeFile } from './fileBytes.ts';

/** Of a file that is held in memory, or can be had as a whole only. @param modifiedAt ms since the epoch */
export function rangesIn({ bytes, stamp }: WholeFile, modifiedAt: number, unpacker: Unpacker): RangeFile {
  return {
    ...{ size: bytes.length, stamp, modifiedAt, unpacker },
    read: (from, to) => Promise.resolve(bytes.subarray(from, Math.max(from, to))),
  };
}

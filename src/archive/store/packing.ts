/** A run's JSON and its searched texts as one compressed piece. They hold the same words, so together they cost little more. */
import { constants, deflateRawSync, inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { RunTexts } from '../messages.ts';

export interface Packed {
  readonly packing: number;
  readonly rawBytes: number;
  readonly data: Uint8Array;
}

const zstd = 1;
/** The raw text has lone surrogates, which UTF-8 cannot carry. */
const utf16 = 2;

export function pack(raw: string, texts: RunTexts): Packed {
  const wellFormed = raw.isWellFormed();
  const rawBytes = Buffer.from(raw, wellFormed ? 'utf8' : 'utf16le');
  // `JSON.stringify` writes lone surrogates as escapes.
  const all = Buffer.concat([rawBytes, Buffer.from(JSON.stringify(texts))]);
  const canZstd = typeof zstdCompressSync === 'function';
  return {
    packing: (canZstd ? zstd : 0) | (wellFormed ? 0 : utf16),
    rawBytes: rawBytes.length,
    data: canZstd ? zstdCompressSync(all, zstdOptions(all.length)) : deflateRawSync(all),
  };
}

function zstdOptions(size: number) {
  return { params: { [constants.ZSTD_c_compressionLevel]: 3 }, pledgedSrcSize: size };
}

/** @throws Error when the data was damaged, or was packed by a Node that knew more than this one */
export function unpack(packed: Packed): { readonly raw: () => string; readonly texts: () => RunTexts } {
  const { packing, rawBytes } = packed;
  const all = packing & zstd ? zstdDecompressSync(packed.data) : inflateRawSync(packed.data);
  return {
    raw: () => all.toString(packing & utf16 ? 'utf16le' : 'utf8', 0, rawBytes),
    texts: () => JSON.parse(all.toString('utf8', rawBytes)) as RunTexts,
  };
}

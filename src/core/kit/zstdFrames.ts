/** Where the frames of Zstandard data end (RFC 8878, 3): decoders may stop after the first and say nothing of the others. */

/** The frames one by one; what is no frame is the last part as it is. */
export function zstdFrames(bytes: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  let from = 0;
  do {
    const to = frameEnd(bytes, from) ?? bytes.length;
    frames.push(bytes.subarray(from, to));
    from = to;
  } while (from < bytes.length);
  return frames;
}

/** `undefined` when it cannot be told. */
function frameEnd(bytes: Uint8Array, from: number): number | undefined {
  if (bytes.length < from + 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(from, true);
  if (magic >>> 4 === skippable) return from + 8 + view.getUint32(from + 4, true);
  if (magic !== frame) return undefined;
  const descriptor = bytes[from + 4] ?? 0;
  const single = (descriptor >> 5) & 1;
  const sizeBytes = descriptor >> 6 === 0 ? single : 1 << (descriptor >> 6);
  let at = from + 5 + (1 - single) + ([0, 1, 2, 4][descriptor & 3] ?? 0) + sizeBytes;
  for (let last = false; !last;) {
    if (bytes.length < at + 3) return undefined;
    const header = view.getUint16(at, true) | ((bytes[at + 2] ?? 0) << 16);
    last = (header & 1) === 1;
    // A block of one repeated byte holds that byte alone.
    at += 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3);
  }
  return at + ((descriptor >> 2) & 1 ? 4 : 0);
}

const frame = 0xfd2fb528;
/** 0x184D2A50 to 0x184D2A5F. */
const skippable = 0x184d2a5;

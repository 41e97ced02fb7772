/** Files that are no text at all, known by their first bytes; each says what it is and what to do. */

interface Kind {
  readonly starts: readonly number[] | string;
  /** Where the bytes stand; 0 without. */
  readonly at?: number;
  /** In words that follow the file's name and "is". */
  readonly what: string;
  readonly todo: string;
}

const unpackIt = 'unpack it and open what is in it';
const exportIt = 'export what is in it as JSON and open that';

const kinds: readonly Kind[] = [
  { starts: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive', todo: unpackIt },
  { starts: [0x50, 0x4b, 0x05, 0x06], what: 'a ZIP archive', todo: unpackIt },
  { starts: [0x50, 0x4b, 0x07, 0x08], what: 'a ZIP archive', todo: unpackIt },
  { starts: 'SQLite format 3\0', what: 'a SQLite database', todo: exportIt },
  { starts: [0x28, 0xb5, 0x2f, 0xfd], what: 'packed by zstd', todo: unpackIt },
  { starts: [0x1f, 0x8b], what: 'packed by gzip twice', todo: unpackIt },
  { starts: 'BZh', what: 'packed by bzip2', todo: unpackIt },
  { starts: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], what: 'packed by xz', todo: unpackIt },
  { starts: [0x04, 0x22, 0x4d, 0x18], what: 'packed by LZ4', todo: unpackIt },
  { starts: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], what: 'a 7-Zip archive', todo: unpackIt },
  { starts: 'Rar!\x1a\x07', what: 'a RAR archive', todo: unpackIt },
  { starts: 'ustar', at: 257, what: 'a tar archive', todo: unpackIt },
  { starts: 'PAR1', what: 'a Parquet file', todo: exportIt },
  { starts: 'ARROW1', what: 'an Arrow file', todo: exportIt },
  { starts: '%PDF-', what: 'a PDF document', todo: exportIt },
];

/** e.g. `is a ZIP archive; unpack it and open what is in it`; `undefined` where the bytes may be text. */
export function otherKind(bytes: Uint8Array): string | undefined {
  const found = kinds.find(({ starts, at = 0 }) => startsWith(bytes, bytesOf(starts), at));
  if (found) return `is ${found.what}; ${found.todo}`;
  return isUtf32(bytes) ? 'looks like UTF-32; save it as UTF-8 and open that' : undefined;
}

function bytesOf(starts: Kind['starts']): readonly number[] {
  return typeof starts === 'string' ? Array.from(starts, (letter) => letter.charCodeAt(0)) : starts;
}

function startsWith(bytes: Uint8Array, starts: readonly number[], at: number): boolean {
  return starts.every((byte, index) => bytes[at + index] === byte);
}

/** Of an ASCII letter, with or without a mark before it. */
function isUtf32(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  if (c === 0 && d === 0 && a !== 0) return b === 0 || (a === 0xff && b === 0xfe);
  return (
    a === 0 && b === 0 && (d !== 0 || c !== 0) && (c === 0 || (c === 0xfe && d === 0xff)) && d !== undefined
  );
}

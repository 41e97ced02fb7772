/** Files that are no text at all, known by their first bytes; each says what it is and what to do. */
import { msg, type Message } from '../../core/kit/l10n.ts';

interface Kind {
  readonly starts: readonly number[] | string;
  /** Where the bytes stand; 0 without. */
  readonly at?: number;
  /** A sentence with `{0}` for the file's name. */
  readonly words: Message;
}

const zip = msg('{0} is a ZIP archive; unpack it and open what is in it.');

const kinds: readonly Kind[] = [
  { starts: [0x50, 0x4b, 0x03, 0x04], words: zip },
  { starts: [0x50, 0x4b, 0x05, 0x06], words: zip },
  { starts: [0x50, 0x4b, 0x07, 0x08], words: zip },
  {
    starts: 'SQLite format 3\0',
    words: msg('{0} is a SQLite database; export what is in it as JSON and open that.'),
  },
  {
    starts: [0x28, 0xb5, 0x2f, 0xfd],
    words: msg('{0} is packed by zstd; unpack it and open what is in it.'),
  },
  { starts: [0x1f, 0x8b], words: msg('{0} is packed by gzip twice; unpack it and open what is in it.') },
  { starts: 'BZh', words: msg('{0} is packed by bzip2; unpack it and open what is in it.') },
  {
    starts: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    words: msg('{0} is packed by xz; unpack it and open what is in it.'),
  },
  { starts: [0x04, 0x22, 0x4d, 0x18], words: msg('{0} is packed by LZ4; unpack it and open what is in it.') },
  {
    starts: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
    words: msg('{0} is a 7-Zip archive; unpack it and open what is in it.'),
  },
  { starts: 'Rar!\x1a\x07', words: msg('{0} is a RAR archive; unpack it and open what is in it.') },
  { starts: 'ustar', at: 257, words: msg('{0} is a tar archive; unpack it and open what is in it.') },
  { starts: 'PAR1', words: msg('{0} is a Parquet file; export what is in it as JSON and open that.') },
  { starts: 'ARROW1', words: msg('{0} is an Arrow file; export what is in it as JSON and open that.') },
  { starts: '%PDF-', words: msg('{0} is a PDF document; export what is in it as JSON and open that.') },
];

/**
 * e.g. `{0} is a ZIP archive; unpack it and open what is in it.`, for the file's name; `undefined` where the bytes may
 * be text.
 */
export function otherKind(bytes: Uint8Array): Message | undefined {
  const found = kinds.find(({ starts, at = 0 }) => startsWith(bytes, bytesOf(starts), at));
  if (found) return found.words;
  return isUtf32(bytes) ? msg('{0} looks like UTF-32; save it as UTF-8 and open that.') : undefined;
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

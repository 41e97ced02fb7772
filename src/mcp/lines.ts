/** Lines of a stream, as JSON-RPC over stdio has them. */

export interface Line {
  readonly text: string;
  /** It had more bytes than are read; its text is thrown away. */
  readonly tooLong: boolean;
}

/**
 * Reads no further while whoever iterates is busy. What follows the last line break is no line: it was cut off.
 * @param limit bytes of the longest line
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Line> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const last = chunk.subarray(start, end);
      const tooLong = bytes + last.length > limit;
      yield { text: tooLong ? '' : Buffer.concat([...pieces, last]).toString('utf8'), tooLong };
      pieces = [];
      bytes = 0;
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    bytes += rest.length;
    if (bytes > limit) pieces = [];
    else if (rest.length > 0) pieces.push(rest);
  }
}

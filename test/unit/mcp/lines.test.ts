import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { linesOf, type Line } from '../../../src/mcp/lines.ts';

async function read(limit: number, ...chunks: readonly string[]): Promise<Line[]> {
  const lines: Line[] = [];
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk, 'latin1')));
  for await (const line of linesOf(stream, limit)) lines.push(line);
  return lines;
}

test('lines come whole, however the stream is cut, and what follows the last break is none', async () => {
  assert.deepEqual(await read(9, 'o', 'ne\ntw', 'o\n\nthr'), [
    { text: 'one', tooLong: false },
    { text: 'two', tooLong: false },
    { text: '', tooLong: false },
  ]);
});

test('a character of several bytes may be cut in two', async () => {
  assert.deepEqual(await read(9, 'gr\xc3', '\xb6\xc3\x9fe\n'), [{ text: 'größe', tooLong: false }]);
});

test('a line of the limit is read, a longer one is thrown away, and the next one is read again', async () => {
  assert.deepEqual(await read(4, '1234\n12', '345\n12345\nab', 'cd\n'), [
    { text: '1234', tooLong: false },
    { text: '', tooLong: true },
    { text: '', tooLong: true },
    { text: 'abcd', tooLong: false },
  ]);
});

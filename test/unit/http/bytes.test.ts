/** Compression, the byte cap and bodies that break off. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { rig, serve, serveRaw } from './support.ts';
import type { TestServer } from './support.ts';
import type { TestContext } from 'node:test';

const text = JSON.stringify({ turns: Array.from({ length: 500 }, (_, index) => `Turn ${index}`) });

function sending(t: TestContext, body: Buffer, encoding?: string, status = 200): Promise<TestServer> {
  return serve(t, (_request, response) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    });
    response.end(body);
  });
}

describe('a compressed answer', () => {
  const table: readonly (readonly [encoding: string, body: Buffer])[] = [
    ['GZip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['Deflate', deflateRawSync(text)],
    ['deflate, gzip', gzipSync(deflateRawSync(text))],
    ['gzip, deflate', deflateRawSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
    ['br, gzip', gzipSync(brotliCompressSync(text))],
    ['zstd', Buffer.concat([zstdCompressSync(text.slice(0, 90)), zstdCompressSync(text.slice(90))])],
    ['gzip', Buffer.concat([gzipSync(text.slice(0, 90)), gzipSync(text.slice(90))])],
    // Names of what packs nothing, as servers put them there.
    ...['UTF-8', 'utf8', 'none', 'binary', 'ISO-8859-1', 'windows-1252', '8bit', 'charset=utf-8'].map(
      (name) => [name, Buffer.from(text)] as const,
    ),
    ['UTF-8, gzip', gzipSync(text)],
  ];
  for (const [i, [encoding, body]] of table.entries()) {
    it(`is unpacked (${i + 1}: ${encoding})`, async (t) => {
      const server = await sending(t, body, encoding);
      const { get, lines } = rig(t, server.origin);
      assert.equal((await get('/')).text, text);
      assert.equal(lines[0]?.bytes, text.length);
    });
  }

  const broken: readonly (readonly [name: string, encoding: string, body: Buffer])[] = [
    ['is not what it says', 'gzip', Buffer.from(text)],
    ['is not what it says (br)', 'br', Buffer.from(text)],
    ['is not what it says (zstd)', 'zstd', Buffer.from(text)],
    ['is not what it says (deflate)', 'deflate', Buffer.from([0x78, 0x9c, 0xff, 0xff, 0xff])],
    ['ends too early', 'gzip', gzipSync(text).subarray(0, 100)],
    ['is not what it says (bare deflate)', 'deflate', Buffer.from(text)],
    ['ends too early (bare deflate)', 'deflate', deflateRawSync(text).subarray(0, 100)],
    ['ends too early (deflate)', 'deflate', deflateSync(text).subarray(0, 100)],
    [
      'is packed too often',
      'gzip, gzip, gzip, gzip',
      [1, 2, 3, 4].reduce((body) => gzipSync(body), Buffer.from(text)),
    ],
    ['is packed in an unknown way', 'lzma', Buffer.from(text)],
    ['is packed in an unknown way (utf-8, lzma)', 'utf-8, lzma', Buffer.from(text)],
  ];
  for (const [name, encoding, body] of broken) {
    it(`that ${name} is refused`, async (t) => {
      const server = await sending(t, body, encoding);
      const error = await rig(t, server.origin).fail('/');
      assert.deepEqual(
        [error.reason, error.message],
        ['badResponse', 'Shop sent an answer that cannot be unpacked.'],
      );
    });
  }
});

describe('the byte cap', () => {
  it('lets exactly so many bytes through', async (t) => {
    const server = await sending(t, Buffer.from(text));
    assert.equal((await rig(t, server.origin, { limits: { maxBytes: text.length } }).get('/')).text, text);
    const error = await rig(t, server.origin, { limits: { maxBytes: text.length - 1 } }).fail('/');
    assert.equal(error.reason, 'tooLarge');
  });

  for (const [encoding, pack] of [
    ['gzip', gzipSync],
    ['deflate', deflateRawSync],
  ] as const)
    it(`counts what comes out of the compression, and stops there (${encoding})`, async (t) => {
      const bomb = pack(Buffer.alloc(256 * 1024 * 1024, 0x20), { level: 1 });
      const server = await sending(t, bomb, encoding);
      const before = process.memoryUsage().arrayBuffers;
      const error = await rig(t, server.origin, { limits: { maxBytes: 1024 * 1024 } }).fail('/');
      assert.deepEqual(
        [error.reason, error.message],
        ['tooLarge', 'Shop sent more than 1 MB, which is more than is read at once.'],
      );
      assert.ok(process.memoryUsage().arrayBuffers - before < 16 * 1024 * 1024);
    });

  it('ends a body that never ends', async (t) => {
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const server = await serve(t, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20)));
      };
      response.on('drain', more).on('close', () => closed?.());
      more();
    });
    const error = await rig(t, server.origin, { limits: { maxBytes: 300_000 } }).fail('/');
    assert.equal(error.reason, 'tooLarge');
    assert.match(error.message, /^Shop sent more than 292 KB/);
    await gone;
  });

  it('goes by the announced length without reading', async (t) => {
    const origin = await serveRaw(t, (socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{'));
    });
    assert.equal((await rig(t, origin).fail('/')).reason, 'tooLarge');
  });

  it('never hides the status of an error answer', async (t) => {
    const server = await sending(t, Buffer.alloc(1_000_000, 0x41), undefined, 404);
    const { fail, lines } = rig(t, server.origin, { limits: { maxErrorBytes: 1000 } });
    const error = await fail('/');
    assert.deepEqual([error.reason, error.status, lines[0]?.bytes], ['notFound', 404, 1000]);
  });
});

describe('a body that breaks off', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":';

  it('is said to have done so, and not tried again', async (t) => {
    let connections = 0;
    const origin = await serveRaw(t, (socket) => {
      connections += 1;
      socket.once('data', () => socket.end(head));
    });
    const error = await rig(t, origin).fail('/');
    assert.equal(error.reason, 'network');
    assert.match(
      error.message,
      /^The connection to 127\.0\.0\.1:\d+ broke off in the middle of the answer\.$/,
    );
    assert.equal(connections, 1);
  });

  it('still leaves the status of an error answer', async (t) => {
    const origin = await serveRaw(t, (socket) => {
      socket.once('data', () => socket.end(head.replace('200 OK', '403 Forbidden')));
    });
    const error = await rig(t, origin).fail('/');
    assert.deepEqual([error.reason, error.service.detail], ['forbidden', '{"a":']);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { unpacked } from '../../../src/services/files/runFileBytes.ts';

test('a file that is too large tells its limit as a field; one that is damaged has none', async () => {
  await assert.rejects(unpacked(new Uint8Array(11), 10), { name: 'FileBytesError', limit: 10 });
  await assert.rejects(unpacked(gzipSync('x'.repeat(50)), 30), { name: 'FileBytesError', limit: 30 });
  const damaged = Uint8Array.of(0x1f, 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  await assert.rejects(unpacked(damaged, 30), { name: 'FileBytesError', limit: undefined });
});

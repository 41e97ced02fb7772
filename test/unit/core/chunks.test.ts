/** Streams where nobody can iterate over one, as in Safari. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunksOf } from '../../../src/core/kit/chunks.ts';

/** @param last what comes after the chunks */
function streamOf(chunks: readonly unknown[], last: 'end' | 'failure') {
  const waiting = [...chunks];
  const state = { cancelled: false };
  const stream = new ReadableStream<unknown>(
    {
      pull: (controller) => {
        if (waiting.length > 0) controller.enqueue(waiting.shift());
        else if (last === 'end') controller.close();
        else controller.error(new Error('cut off'));
      },
      cancel: () => {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  Object.defineProperty(stream, Symbol.asyncIterator, { value: undefined });
  return { stream, state };
}

test('all chunks of bytes come, in their order', async () => {
  const { stream, state } = streamOf([Uint8Array.of(1), 'no bytes', Uint8Array.of(2, 3)], 'end');
  const seen: Uint8Array[] = [];
  for await (const chunk of chunksOf(stream)) seen.push(chunk);
  assert.deepEqual(seen, [Uint8Array.of(1), Uint8Array.of(2, 3)]);
  assert.equal(state.cancelled, false);
});

test('who leaves before the end lets the rest go', async () => {
  const { stream, state } = streamOf([Uint8Array.of(1), Uint8Array.of(2)], 'end');
  for await (const chunk of chunksOf(stream)) {
    assert.deepEqual(chunk, Uint8Array.of(1));
    break;
  }
  assert.equal(state.cancelled, true);
});

test('a failure comes after what was there before it', async () => {
  const { stream } = streamOf([Uint8Array.of(1)], 'failure');
  const seen: Uint8Array[] = [];
  const reading = async () => {
    for await (const chunk of chunksOf(stream)) seen.push(chunk);
  };
  await assert.rejects(reading(), /^Error: cut off$/);
  assert.deepEqual(seen, [Uint8Array.of(1)]);
});
